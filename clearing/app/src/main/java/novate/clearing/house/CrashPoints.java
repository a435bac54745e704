package novate.clearing.house;

import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import novate.clearing.processor.CrashPoint;

/**
 * Named places at which a test may have the process killed with SIGKILL, to show that it comes back
 * the same. Off unless {@code -Dnovate.crash.at=NAME} is set; {@code NAME#k} is the k-th time that
 * the process comes to the place.
 *
 * <p>Besides those that the processors name themselves ({@code before-cut}), every role has {@code
 * ROLE/in-restore} (after each partition that is folded), {@code ROLE/restored}, {@code
 * ROLE/after-send} (a batch is folded and its records are sent), {@code ROLE/before-commit} (its
 * offsets too) and {@code ROLE/after-commit}.
 */
public final class CrashPoints {
  /** The system property that names the place. */
  public static final String PROPERTY = "novate.crash.at";

  private static final String[] CHOSEN = System.getProperty(PROPERTY, "").split("#", 2);
  private static final String PLACE = CHOSEN[0];
  private static final AtomicLong VISITS_LEFT =
      new AtomicLong(CHOSEN.length > 1 ? Long.parseLong(CHOSEN[1]) : 1);

  static {
    require(VISITS_LEFT.get() > 0, "-D%s: the number of a visit is above zero", PROPERTY);
  }

  private CrashPoints() {}

  /** The places of a role: what is told to it is found under the role's name. */
  static CrashPoint of(Role role) {
    String prefix = role.name().toLowerCase(Locale.ROOT) + "/";
    return PLACE.startsWith(prefix) ? place -> hit(prefix + place) : CrashPoint.NONE;
  }

  /** Kills this process when it is the chosen place. */
  public static void hit(String place) {
    if (!PLACE.equals(place) || VISITS_LEFT.decrementAndGet() != 0) {
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
