package novate.wire;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * Numbers as they stand in messages and files: plain decimals such as {@code -37.63}.
 *
 * <p>No exponent (nine characters of {@code 1e999999999} would cost gigabytes), no thousands
 * separator, no plus sign, no NaN, no infinity, no minus before a zero; a point only between
 * digits. Fault X7.
 */
public final class Decimals {
  private static final int WHOLE_DIGITS_MAX = 18;
  private static final int FRACTION_DIGITS_MAX = 30;
  private static final int SHOWN_MAX = 40;

  private Decimals() {}

  /**
   * The number, with the decimals it was written with.
   *
   * @throws IllegalArgumentException when the text is anything but a plain decimal of at most 18
   *     digits before the point and 30 behind it
   */
  public static BigDecimal parse(String text) {
    require(isPlain(text), "must be a plain decimal such as -37.63, got '%s'", shown(text));
    BigDecimal value = new BigDecimal(text);
    require(
        value.signum() != 0 || text.charAt(0) != '-', "zero has no sign, got '%s'", shown(text));
    return value;
  }

  /**
   * A number of the pricing model: a volatility, a rate.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static double parseDouble(String text) {
    return parse(text).doubleValue();
  }

  /** A number as {@link #parse} reads it. */
  public static String format(BigDecimal value) {
    return value.toPlainString();
  }

  /**
   * The shortest plain decimal that {@link #parseDouble} reads as the same number.
   *
   * @throws IllegalArgumentException when there is none of 18 digits before the point and 30 behind
   *     it: not finite, too large, too close to zero
   */
  public static String format(double value) {
    require(Double.isFinite(value), "%s cannot be written as a decimal", value);
    String text = new BigDecimal(Double.toString(value)).toPlainString();
    require(isPlain(text), "%s cannot be written as a plain decimal", value);
    return text;
  }

  /** One text for one value: no trailing zeros, so that 2.50 and 2.5 are the same content. */
  static String canonical(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** By hand, and not by a pattern: every trade and every quote comes through here. */
  static boolean isPlain(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = endOfDigits(text, start);
    if (!isCount(point - start, WHOLE_DIGITS_MAX)) {
      return false;
    }
    if (point == text.length()) {
      return true;
    }
    int end = endOfDigits(text, point + 1);
    return text.charAt(point) == '.'
        && end == text.length()
        && isCount(end - point - 1, FRACTION_DIGITS_MAX);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isCount(int digits, int max) {
    return digits >= 1 && digits <= max;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
