package novate.market;

import static novate.market.Checks.require;

import java.util.regex.Pattern;

/**
 * The strict form of every identity: 1 to 64 ASCII letters, digits and {@code - _ . / :}, the first
 * a letter or digit. Look-alike letters, spaces and megabyte strings are refused at the edge.
 */
final class Identity {
  private static final int LENGTH_MAX = 64;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]*");

  private Identity() {}

  static void check(String kind, String value) {
    require(
        value.length() <= LENGTH_MAX,
        "%s must have at most %d characters, got %d",
        kind,
        LENGTH_MAX,
        value.length());
    require(
        FORM.matcher(value).matches(),
        "%s must be letters, digits and - _ . / : only, got '%s'",
        kind,
        value);
  }
}
