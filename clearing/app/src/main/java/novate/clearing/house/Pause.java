package novate.clearing.house;

import novate.clearing.log.LogUnavailableException;

/** Waiting for others, between two looks at the log. */
public final class Pause {
  private Pause() {}

  /** Waits a while; an interrupt ends it as a log that cannot be had. */
  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while waiting", e);
    }
  }
}
