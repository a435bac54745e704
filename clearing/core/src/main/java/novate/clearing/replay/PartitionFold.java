package novate.clearing.replay;

import static novate.market.Checks.found;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;

/** Folds one partition again through a processor that reads nothing else. */
final class PartitionFold {
  private final ReplayLog log;
  private final Place input;
  private final long until;
  private final ReplayOptions options;
  private final Findings findings;

  /** A fold of a partition up to an offset. */
  PartitionFold(ReplayLog log, Place input, long until, ReplayOptions options, Findings findings) {
    this.log = log;
    this.input = input;
    this.until = until;
    this.options = options;
    this.findings = findings;
  }

  /**
   * Folds it all.
   *
   * @param processors makes the processor, and another one after each cut when it is restored
   * @param isCut true for a record of the input that ends a cut or a cycle
   * @param committed what is known of the log when a processor is restored with some places
   * @return false when the fold stopped before the end; why is among the findings
   */
  boolean run(
      Supplier<LogProcessor> processors,
      Predicate<Found> isCut,
      Function<Map<Place, Long>, LogView> committed,
      Outbox outbox) {
    LogView known = CommittedSoFar.nothing(log);
    long restoredAt = 0;
    while (true) {
      try (LogProcessor processor = processors.get()) {
        long from = found(processor.restore(known).get(input), "%s reads nothing", input);
        Cursor cursor = new Cursor(log, input, from, until);
        long stoppedAt = fold(processor, cursor, restoredAt, isCut, outbox);
        if (stoppedAt < 0) {
          return false;
        }
        if (stoppedAt >= until) {
          return true;
        }
        restoredAt = stoppedAt;
        known = committed.apply(processor.places(Map.of(input, stoppedAt)));
      }
    }
  }

  /** Folds until the next cut behind {@code restoredAt}, or the end; negative when it stops. */
  private long fold(
      LogProcessor processor,
      Cursor cursor,
      long restoredAt,
      Predicate<Found> isCut,
      Outbox outbox) {
    while (true) {
      boolean isCutTaken = false;
      for (int i = 0; i < options.batchRecords(); i++) {
        Found found = cursor.peek();
        if (found == null) {
          break;
        }
        if (!findings.isFolded(processor, found, outbox)) {
          return -1;
        }
        if (found.offset() >= restoredAt) {
          findings.folded();
          isCutTaken |= options.isRestored() && isCut.test(found);
        }
        cursor.skip();
      }
      long position = cursor.position();
      processor.settle(Map.of(input, position), log, outbox);
      processor.committed();
      if (position >= until || isCutTaken) {
        return position;
      }
    }
  }
}
