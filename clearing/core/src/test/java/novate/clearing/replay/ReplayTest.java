package novate.clearing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import novate.clearing.processor.LogView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariant I4; faults M4 (thread order), E1 (time zones), P3 and E4 in part. */
class ReplayTest {
  private static final LogView LOG = RecordedHouse.play(1);
  private static final ReplayOptions PLAIN = new ReplayOptions(1_000, 1, false, 20);
  private static final ReplayReport REPLAYED = Replay.of(ReplaySource.inMemory(LOG), PLAIN);

  static Stream<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (int threads : List.of(1, 2)) {
      for (int batch : List.of(1, 7, 1_000)) {
        for (String zone : List.of("UTC", "America/New_York", "Pacific/Kiritimati")) {
          for (boolean isRestored : List.of(false, true)) {
            ways.add(Arguments.of(threads, batch, zone, isRestored));
          }
        }
      }
    }
    return ways.stream();
  }

  static LongStream seeds() {
    return LongStream.range(2, 2 + Long.getLong("novate.replay.seeds", 10));
  }

  @Test
  void aHousesLogIsWhatFollowsFromIt() {
    assertThat(REPLAYED.differences()).isEmpty();
    assertThat(REPLAYED.isEqual()).isTrue();
    assertThat(REPLAYED.cuts())
        .extracting(ReplayReport.CutDigest::cut)
        .startsWith(
            "2026-10-29/ITD-1200", "2026-10-29/EOD", "2026-10-30/ITD-1200", "2026-10-30/EOD")
        .contains("2026-10-29 payments", "positions at the end", "rejects");
    assertThat(REPLAYED.cuts())
        .allSatisfy(cut -> assertThat(cut.recordsFound()).isEqualTo(cut.recordsExpected()));
    assertThat(REPLAYED.cuts().stream().limit(4))
        .allSatisfy(cut -> assertThat(cut.recordsFound()).isGreaterThan(40));
  }

  /** Two threads or one, batches of any size, any time zone, restored at every cut or never. */
  @ParameterizedTest(name = "{0} threads, batches of {1}, {2}, restored: {3}")
  @MethodSource("ways")
  void howTheLogIsFoldedChangesNothing(int threads, int batch, String zone, boolean isRestored) {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      ReplayReport report =
          Replay.of(ReplaySource.inMemory(LOG), new ReplayOptions(batch, threads, isRestored, 20));
      assertThat(report).isEqualTo(REPLAYED);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /** Whatever order the processors worked in, what they wrote follows from what they read. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noOrderOfWorkIsBeyondReplay(long seed) {
    ReplayReport report =
        Replay.of(
            ReplaySource.inMemory(RecordedHouse.play(seed)), new ReplayOptions(7, 2, true, 20));
    assertThat(report.differences()).as("seed %d", seed).isEmpty();
    assertThat(report.isEqual()).as("seed %d", seed).isTrue();
  }
}
