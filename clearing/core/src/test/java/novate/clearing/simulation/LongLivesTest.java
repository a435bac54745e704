package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.Topic;
import novate.clearing.replay.Replay;
import novate.clearing.replay.ReplayOptions;
import novate.clearing.replay.ReplayReport;
import novate.clearing.replay.ReplaySource;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.event.DeskHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Houses that live longer than trades are remembered. Faults C5, P3; invariants I4, I10, I18: what
 * somebody starts from is what a fold from the start of the log gives.
 */
class LongLivesTest {
  private static final ReplayOptions RESTORED = new ReplayOptions(7, 1, true, 5);

  /** The seeds of long lives; four to six dates each. */
  static LongStream seeds() {
    return LongStream.range(1, 6).map(i -> Simulation.LONG_ONE_IN * i - 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasWrittenFollowsFromTheLog(long seed) {
    ReplayReport report = Replay.of(ReplaySource.inMemory(Simulation.log(seed)), RESTORED);
    assertThat(report.differences()).as("seed %d", seed).isEmpty();
    assertThat(report.isEqual()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDeskThatStartsFromAnyOfItsBooksEndsAsOneThatReadItAll(long seed) {
    MemoryLog log = Simulation.log(seed);
    Reference reference = LogReference.ofGrowing(log);
    int starts = 0;
    for (int p = 0; p < Topic.DESK.partitionCount(); p++) {
      Place books = new Place(Topic.BOOKS, p);
      Run whole = new Run(p, reference, log, 0);
      for (long offset : headers(log, books)) {
        Run later = new Run(p, reference, log, offset + 1);
        assertThat(later.desk)
            .as("seed %d, books of partition %d up to %d", seed, p, offset)
            .usingRecursiveComparison()
            .usingOverriddenEquals()
            .ignoringFields("reference", "crashPoint", "nextOffset", "speakFrom")
            .isEqualTo(whole.desk);
        List<String> outputs = whole.outputs;
        assertThat(outputs.subList(outputs.size() - later.outputs.size(), outputs.size()))
            .isEqualTo(later.outputs);
        starts++;
      }
    }
    assertThat(starts).isGreaterThanOrEqualTo(4 * Topic.DESK.partitionCount());
  }

  private static List<Long> headers(LogView log, Place books) {
    List<Long> headers = new ArrayList<>();
    log.read(
        books,
        0,
        found -> {
          if (Wire.decode(found.value()) instanceof DeskHeader) {
            headers.add(found.offset());
          }
        });
    return headers;
  }

  /** A desk that was restored from the books up to an offset and has read all the rest. */
  private static final class Run {
    private final DeskProcessor desk;
    private final List<String> outputs = new ArrayList<>();

    Run(int partition, Reference reference, MemoryLog log, long booksUntil) {
      desk = new DeskProcessor(partition, reference, CrashPoint.NONE);
      Place input = new Place(Topic.DESK, partition);
      long from =
          desk.restore(new Before(log, new Place(Topic.BOOKS, partition), booksUntil))
              .getOrDefault(input, -1L);
      Outbox outbox =
          (place, key, event) ->
              outputs.add(
                  "%s %s %s"
                      .formatted(
                          place,
                          new String(key, StandardCharsets.UTF_8),
                          event == null ? "" : Hashing.sha256(Wire.encode(event))));
      log.read(input, from, found -> desk.take(found, outbox));
    }
  }

  /** The log with one partition up to an offset, of which nobody has read anything. */
  private record Before(LogView log, Place place, long until) implements LogView {
    @Override
    public long read(Place read, long from, Consumer<Found> visitor) {
      return log.read(
          read,
          from,
          found -> {
            if (!read.equals(place) || found.offset() < until) {
              visitor.accept(found);
            }
          });
    }

    @Override
    public long end(Place of) {
      return of.equals(place) ? until : log.end(of);
    }

    @Override
    public long written(Place of) {
      return end(of);
    }

    @Override
    public OptionalLong committed(String processorId, Place of) {
      return OptionalLong.empty();
    }
  }
}
