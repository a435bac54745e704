package novate.margin.format;

import java.util.Locale;

/** Names of other houses as identities of ours. */
final class SpanNames {
  private SpanNames() {}

  /**
   * Letters, digits and {@code - . / :} stay; anything else becomes {@code _} and two hex digits.
   */
  static String identity(String name) {
    StringBuilder text = new StringBuilder();
    for (char c : name.toCharArray()) {
      boolean isAllowed =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || "-./:".indexOf(c) >= 0;
      text.append(isAllowed ? String.valueOf(c) : String.format(Locale.ROOT, "_%02X", (int) c));
    }
    return text.toString();
  }
}
