package novate.clearing.house;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Named places at which a test may have the process killed with SIGKILL, to show that it comes back
 * the same. Off unless {@code -Dnovate.crash.at=NAME} is set.
 */
public final class CrashPoints {
  /** The system property that names the place. */
  public static final String PROPERTY = "novate.crash.at";

  private static final String CHOSEN = System.getProperty(PROPERTY, "");

  private CrashPoints() {}

  /** Kills this process when it is the chosen place. */
  public static void hit(String place) {
    if (!CHOSEN.equals(place)) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("survived kill -9 at " + place);
  }
}
