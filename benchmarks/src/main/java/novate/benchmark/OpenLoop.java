package novate.benchmark;

import static novate.market.Checks.require;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Sends at a rate that does not depend on how the receiver does: the moment at which each record is
 * due is fixed before the first is sent. A latency measured from there includes what a record had
 * to wait because those before it were slow, so nothing is to be corrected for coordinated
 * omission.
 */
final class OpenLoop {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NAP_NANOS = 200_000;

  private final double ratePerSecond;
  private final long startNanos;

  /**
   * A schedule.
   *
   * @param ratePerSecond records a second, evenly spaced; above zero
   * @param startNanos when the first is due, as {@link System#nanoTime} tells it
   */
  OpenLoop(double ratePerSecond, long startNanos) {
    require(ratePerSecond > 0, "rate must be above zero, got %f", ratePerSecond);
    this.ratePerSecond = ratePerSecond;
    this.startNanos = startNanos;
  }

  /** When a record is due, whatever happened to those before it. */
  long dueNanos(int number) {
    return startNanos + (long) (number * NANOS_PER_SECOND / ratePerSecond);
  }

  /** Sends records from 0, each as soon as it is due; late ones at once. */
  void send(int count, IntConsumer sender) {
    for (int number = 0; number < count; number++) {
      while (dueNanos(number) - System.nanoTime() > 0) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      sender.accept(number);
    }
  }
}
