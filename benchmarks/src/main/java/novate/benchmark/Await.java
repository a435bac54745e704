package novate.benchmark;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import novate.clearing.house.House;

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

  /** Returns when a house has read back what it needs to go on; throws when it has stopped. */
  static void restored(House house) {
    until(
        () -> {
          house.requireAlive();
          return house.isRestored();
        });
  }

  /** Seconds since a moment of {@link System#nanoTime}. */
  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS_PER_SECOND;
  }
}
