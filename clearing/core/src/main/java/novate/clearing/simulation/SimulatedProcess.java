package novate.clearing.simulation;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.Place;
import novate.clearing.simulation.MemoryLog.FencedException;
import novate.clearing.simulation.MemoryLog.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * One processor with a life of its own: it is started, works in batches whose commit may be put
 * off, is killed with all it knows, and may come back after another has taken its place.
 */
final class SimulatedProcess {
  private final MemoryLog log;
  private final Function<CrashPoint, LogProcessor> factory;
  private int epoch;
  private @Nullable LogProcessor processor;
  private @Nullable Transaction open;
  private SequencedMap<Place, Long> positions = new LinkedHashMap<>();
  private int takenCount;
  private @Nullable String crashAt;

  /** Thrown at the place where the process is to die. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(String place) {
      super(place);
    }
  }

  SimulatedProcess(MemoryLog log, Function<CrashPoint, LogProcessor> factory) {
    this.log = log;
    this.factory = factory;
  }

  boolean isAlive() {
    return processor != null;
  }

  boolean isCommitOpen() {
    return open != null;
  }

  /** Starts with empty hands: fences whoever had the id, and folds the log. */
  void start() {
    LogProcessor fresh = factory.apply(this::hit);
    epoch = log.takeOver(fresh.id());
    positions = fresh.restore(log);
    processor = fresh;
    open = null;
  }

  /** Dies with everything it has not committed; what it wrote stays open until somebody ends it. */
  void kill() {
    processor = null;
    open = null;
  }

  /** Dies when it comes to a named place next. */
  void killAt(String place) {
    crashAt = place;
  }

  private void hit(String place) {
    if (place.equals(crashAt)) {
      crashAt = null;
      throw new Killed(place);
    }
  }

  /**
   * Reads and folds up to so many records of each input and leaves the transaction open.
   *
   * @return false when there was nothing to do
   */
  boolean fold(int recordsMax) {
    LogProcessor alive = processor;
    if (alive == null || open != null) {
      return false;
    }
    try {
      Transaction transaction = log.begin(alive.id(), epoch);
      takenCount = 0;
      positions.replaceAll(
          (place, position) -> takeAll(alive, place, position, recordsMax, transaction));
      alive.settle(positions, log, transaction);
      if (takenCount == 0 && !transaction.isUsed()) {
        transaction.abort();
        return false;
      }
      open = transaction;
      return true;
    } catch (FencedException | Killed end) {
      kill();
      return true;
    }
  }

  private long takeAll(
      LogProcessor alive, Place place, long from, int recordsMax, Transaction transaction) {
    long position = from;
    for (int i = 0; i < recordsMax; i++) {
      Found found = log.next(place, position);
      if (found == null) {
        return log.end(place); // A reader passes over what only marks the end of a transaction.
      }
      if (!alive.isReady(place, found.offset())) {
        return found.offset();
      }
      alive.take(found, transaction);
      takenCount++;
      position = found.offset() + 1;
    }
    return position;
  }

  /** Commits what {@link #fold} left open; one that was taken over dies here. */
  void commit() {
    LogProcessor alive = processor;
    Transaction transaction = open;
    if (alive == null || transaction == null) {
      return;
    }
    try {
      transaction.commit(alive.places(positions));
      open = null;
      alive.committed();
    } catch (FencedException end) {
      kill();
    }
  }
}
