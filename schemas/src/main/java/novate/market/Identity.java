package novate.market;

import static novate.market.Checks.require;

/**
 * The strict form of every identity: 1 to 64 ASCII letters, digits and {@code - _ . / :}, the first
 * a letter or digit. Look-alike letters, spaces and megabyte strings are refused at the edge.
 */
final class Identity {
  private static final int LENGTH_MAX = 64;
  private static final String SIGNS = "._/:-";

  private Identity() {}

  static void check(String kind, String value) {
    require(
        value.length() <= LENGTH_MAX,
        "%s must have at most %d characters, got %d",
        kind,
        LENGTH_MAX,
        value.length());
    require(
        isFormed(value), "%s must be letters, digits and - _ . / : only, got '%s'", kind, value);
  }

  /** Character by character: six identities are checked for every trade that comes. */
  private static boolean isFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetterOrDigit(c) && (i == 0 || SIGNS.indexOf(c) < 0)) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
