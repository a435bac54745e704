package novate.market;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;

/** The one way in which a value refuses to be built. */
public final class Checks {
  private Checks() {}

  /**
   * Throws when a value breaks its own rule.
   *
   * @throws IllegalArgumentException with the formatted message when {@code holds} is false
   */
  @FormatMethod
  public static void require(boolean holds, @FormatString String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(message, values));
    }
  }

  /**
   * The value, which must be there.
   *
   * @throws IllegalArgumentException with the formatted message when it is null
   */
  @FormatMethod
  public static <T> T found(@Nullable T value, @FormatString String message, Object... values) {
    if (value == null) {
      throw new IllegalArgumentException(String.format(message, values));
    }
    return value;
  }
}
