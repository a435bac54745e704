package novate.benchmark;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a system that works in other threads. */
final class Await {
  private static final long PAUSE_NANOS = 2_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private Await() {}

  /** Returns soon after a condition holds; the condition throws to give up. */
  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Seconds since a moment of {@link System#nanoTime}. */
  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS_PER_SECOND;
  }
}
