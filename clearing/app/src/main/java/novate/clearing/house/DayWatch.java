package novate.clearing.house;

import java.time.Duration;
import java.util.function.Predicate;
import novate.clearing.day.DayFold;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.Topic;
import novate.wire.Wire;

/**
 * Follows control from outside, for those who ask for something and wait until it is done. One
 * thread.
 */
public final class DayWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final LogTail control;
  private final DayFold day = new DayFold(Topic.LEGS.partitionCount());

  /** A watch from the beginning of the log. */
  public DayWatch(Clients clients) {
    this.control = new LogTail(clients, Topic.CONTROL);
  }

  /** The day as it stands now. */
  public DayFold look() {
    control.catchUp(found -> day.apply(Wire.decode(found.value())));
    return day;
  }

  /**
   * Waits until something holds.
   *
   * @param what is waited for, for the error
   * @param meanwhile called between looks; may throw to give up
   * @throws LogUnavailableException when it does not come within the limit
   */
  public void await(String what, Duration limit, Predicate<DayFold> condition, Runnable meanwhile) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!condition.test(look())) {
      meanwhile.run();
      if (System.nanoTime() > deadlineNanos) {
        throw new LogUnavailableException("waited %s for %s".formatted(limit, what), null);
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    control.close();
  }
}
