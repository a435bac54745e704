package novate.clearing.replay;

import java.util.Map;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.Found;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.RejectPlaces;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleRole;

/**
 * Folds one partition of the desk topic again: calls, ledger, the report of each cycle and refused
 * payments, all in order and byte for byte; the books as they stand at the end.
 */
final class DeskReplay {
  private final int partition;
  private final ReplayLog log;
  private final Map<Place, Long> requiredUntil;
  private final Cuts cuts;
  private final Findings findings;
  private final Place input;

  DeskReplay(
      int partition, ReplayLog log, Map<Place, Long> requiredUntil, Cuts cuts, Findings findings) {
    this.partition = partition;
    this.log = log;
    this.requiredUntil = requiredUntil;
    this.cuts = cuts;
    this.findings = findings;
    this.input = new Place(Topic.DESK, partition);
  }

  void run(Reference reference, ReplayOptions options) {
    String id = DeskProcessor.id(partition);
    BooksJudge books = BooksJudge.read(log, new Place(Topic.BOOKS, partition));
    long until = Math.max(books.nextOffset(), log.committed(id, input).orElse(0));
    Streams streams = new Streams(id, log, requiredUntil, cuts, findings);
    SequenceJudge calls = streams.all(new Place(Topic.CALLS, partition));
    SequenceJudge ledger = streams.all(new Place(Topic.LEDGER, partition));
    SequenceJudge reports = streams.some(new Place(Topic.CONTROL, 0), this::isReport);
    SequenceJudge rejects = streams.all(RejectPlaces.desk(partition));
    Outbox judge =
        (place, key, event) -> {
          if (event == null) {
            throw new IllegalStateException(id + " writes no tombstones");
          }
          switch (place.topic()) {
            case CALLS -> calls.expect(key, event);
            case LEDGER -> ledger.expect(key, event);
            case BOOKS -> books.expect(key, event);
            case REJECTS -> rejects.expect(key, event);
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
        new PartitionFold(log, input, until, options, findings)
            .run(
                () -> new DeskProcessor(partition, reference, CrashPoint.NONE),
                found -> Wire.find(found.value()).orElse(null) instanceof CycleEnd,
                places ->
                    new CommittedSoFar(
                        log,
                        Map.of(),
                        Map.of(new Place(Topic.BOOKS, partition), books.records()),
                        places),
                judge);
    if (isDone) {
      calls.finish();
      ledger.finish();
      reports.finish();
      rejects.finish();
      books.finish(findings);
    }
  }

  private boolean isReport(Found found) {
    return Wire.find(found.value()).orElse(null) instanceof CycleDone done
        && done.getRole() == CycleRole.DESK
        && done.getPartition() == partition;
  }
}
