package novate.wire;

import static novate.market.Checks.require;

/**
 * Text cells that a spreadsheet must not take for a formula.
 *
 * <p>An apostrophe is put before a text that begins with {@code = + - @}, a tab, a carriage return
 * or an apostrophe, and taken away when such a text is read. Numbers are never texts, so -37.63
 * stays a number. Fault A6.
 */
final class CsvText {
  private static final String DANGEROUS = "=+-@\t\r'";

  private CsvText() {}

  static String escaped(String text) {
    return isDangerous(text, 0) ? "'" + text : text;
  }

  static String unescaped(String cell) {
    String text = cell.startsWith("'") && isDangerous(cell, 1) ? cell.substring(1) : cell;
    require(text.chars().noneMatch(Character::isISOControl), "must have no control characters");
    return text;
  }

  private static boolean isDangerous(String text, int start) {
    return text.length() > start && DANGEROUS.indexOf(text.charAt(start)) >= 0;
  }
}
