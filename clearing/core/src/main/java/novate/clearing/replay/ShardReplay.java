package novate.clearing.replay;

import java.util.Map;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.processor.Found;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds one partition of legs again: results, what the desk is told and the reports of each cycle
 * byte for byte and in order; the positions as they stand at the end. Live exposure is not
 * compared: it is conflated, and which moments of it are written depends on how legs came.
 */
final class ShardReplay {
  /** Positions in one partition: more than fit any machine. */
  private static final long CAPACITY = Integer.MAX_VALUE;

  private final int partition;
  private final ReplayLog log;
  private final Map<Place, Long> requiredUntil;
  private final Cuts cuts;
  private final Findings findings;

  ShardReplay(
      int partition, ReplayLog log, Map<Place, Long> requiredUntil, Cuts cuts, Findings findings) {
    this.partition = partition;
    this.log = log;
    this.requiredUntil = requiredUntil;
    this.cuts = cuts;
    this.findings = findings;
  }

  void run(Reference reference, ReplayOptions options) {
    String id = ShardProcessor.id(partition);
    Place positions = new Place(Topic.POSITIONS, partition);
    Changelog found = Changelog.read(log, positions);
    Changelog expected = new Changelog(positions);
    Streams streams = new Streams(id, log, requiredUntil, cuts, findings);
    SequenceJudge results = streams.all(new Place(Topic.CYCLES, partition));
    SequenceJudge desk = streams.some(new Place(Topic.DESK, partition), ShardReplay::isOfShard);
    SequenceJudge reports = streams.some(new Place(Topic.CONTROL, 0), this::isReport);
    Outbox judge =
        (place, key, event) -> {
          if (place.topic() == Topic.POSITIONS) {
            expected.write(key, event);
            return;
          }
          if (event == null) {
            throw new IllegalStateException("%s writes a tombstone to %s".formatted(id, place));
          }
          switch (place.topic()) {
            case CYCLES -> results.expect(key, event);
            case DESK -> desk.expect(key, event);
            case EXPOSURE -> {}
            case CONTROL -> {
              reports.expect(key, event);
              if (event instanceof CycleDone done) {
                findings.reported(done);
              }
            }
            default -> throw new IllegalStateException(id + " does not write to " + place);
          }
        };
    boolean isDone =
        new PartitionFold(
                log, new Place(Topic.LEGS, partition), found.nextOffset(), options, findings)
            .run(
                () -> new ShardProcessor(partition, reference, new MemoryPositionStore(CAPACITY)),
                ShardReplay::isMarker,
                _ ->
                    new CommittedSoFar(
                        log, Map.of(), Map.of(positions, expected.records()), Map.of()),
                judge);
    if (isDone) {
      results.finish();
      desk.finish();
      reports.finish();
      found.compareWith(expected, findings);
    }
  }

  private static boolean isMarker(Found found) {
    return switch (event(found)) {
      case Cut _, Value _ -> true;
      case null, default -> false;
    };
  }

  private static boolean isOfShard(Found found) {
    return switch (event(found)) {
      case CycleResult _, CycleEnd _ -> true;
      case null, default -> false;
    };
  }

  private boolean isReport(Found found) {
    return switch (event(found)) {
      case CycleDone done -> done.getRole() == CycleRole.SHARD && done.getPartition() == partition;
      case ExerciseHoldings holdings -> holdings.getPartition() == partition;
      case null, default -> false;
    };
  }

  private static @Nullable SpecificRecord event(Found found) {
    return Wire.find(found.value()).orElse(null);
  }
}
