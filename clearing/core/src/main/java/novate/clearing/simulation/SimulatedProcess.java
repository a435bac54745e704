package novate.clearing.simulation;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import novate.clearing.position.PositionStoreFullException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.LogView;
import novate.clearing.processor.LogViewOver;
import novate.clearing.processor.Place;
import novate.clearing.simulation.MemoryLog.FencedException;
import novate.clearing.simulation.MemoryLog.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * One processor with a life of its own: it is started, works in batches whose commit may be put
 * off, is killed with all it knows, and may come back after another has taken its place.
 */
public final class SimulatedProcess {
  private final MemoryLog log;
  private final Function<CrashPoint, LogProcessor> factory;
  private int epoch;
  private @Nullable LogProcessor processor;
  private @Nullable Transaction open;
  private SequencedMap<Place, Long> positions = new LinkedHashMap<>();
  private int takenCount;
  private @Nullable String crashAt;
  private Runnable whenCrashed = () -> {};

  /** Thrown where the process is to die. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(String where) {
      super(where);
    }
  }

  /** One that does not run yet; the factory makes its processor each time it starts. */
  public SimulatedProcess(MemoryLog log, Function<CrashPoint, LogProcessor> factory) {
    this.log = log;
    this.factory = factory;
  }

  boolean isAlive() {
    return processor != null;
  }

  /** True between what it has written and its commit. */
  boolean isCommitOpen() {
    return open != null;
  }

  /** Records taken since it was made. */
  int takenCount() {
    return takenCount;
  }

  /** Starts with empty hands: fences whoever had the id, and folds the log. */
  public void start() {
    start(log);
  }

  /** Starts, and dies after so many records of its recovery if there are as many. */
  void startAndDie(int records) {
    start(new DyingView(log, records));
  }

  private void start(LogView view) {
    LogProcessor fresh = factory.apply(this::hit);
    epoch = log.takeOver(fresh.id());
    open = null;
    try {
      positions = fresh.restore(view);
      processor = fresh;
    } catch (Killed | PositionStoreFullException end) {
      kill();
    }
  }

  /** Dies with everything it has not committed; what it wrote stays open until somebody ends it. */
  void kill() {
    processor = null;
    open = null;
  }

  /** Ends in order: what it wrote is committed, and it keeps what makes its next start short. */
  void stop() {
    commit();
    LogProcessor alive = processor;
    if (alive != null) {
      alive.rest(log);
      alive.close();
      kill();
    }
  }

  /** Dies when it comes to a named place next, and lets that be known. */
  void killAt(String place, Runnable whenDead) {
    crashAt = place;
    whenCrashed = whenDead;
  }

  /** Dies when it comes to a named place next. */
  void killAt(String place) {
    killAt(place, () -> {});
  }

  private void hit(String place) {
    if (place.equals(crashAt)) {
      crashAt = null;
      whenCrashed.run();
      throw new Killed(place);
    }
  }

  /**
   * Reads and folds up to so many records of each input, and commits.
   *
   * @return false when there was nothing to do
   */
  public boolean work(int recordsMax) {
    boolean isBusy = fold(recordsMax);
    commit();
    return isBusy;
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
      int takenBefore = takenCount;
      positions.replaceAll(
          (place, position) -> takeAll(alive, place, position, recordsMax, transaction));
      alive.settle(positions, log, transaction);
      if (takenCount == takenBefore && !transaction.isUsed()) {
        transaction.abort();
        return false;
      }
      open = transaction;
      return true;
    } catch (FencedException | Killed | PositionStoreFullException end) {
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

  /** The log as one sees it who is killed while reading. */
  private static final class DyingView implements LogViewOver {
    private final LogView log;
    private int left;

    DyingView(LogView log, int records) {
      this.log = log;
      this.left = records;
    }

    @Override
    public LogView log() {
      return log;
    }

    @Override
    public long read(Place place, long from, Consumer<Found> visitor) {
      return log.read(
          place,
          from,
          found -> {
            if (left-- == 0) {
              throw new Killed("in recovery");
            }
            visitor.accept(found);
          });
    }
  }
}
