package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Numbers and dates as other houses write them: bounded, so that no text can cost more memory than
 * it has letters.
 */
final class SpanNumbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]{1,15}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})([eE][-+]?[0-9]{1,2})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,9}");
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);
  private static final int SCALE_MAX = 30;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private SpanNumbers() {}

  /**
   * A decimal number below 10^15 with at most 30 decimals.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static BigDecimal decimal(String text) {
    require(DECIMAL.matcher(text).matches(), "must be a decimal number");
    BigDecimal value = new BigDecimal(text);
    require(value.abs().compareTo(LIMIT) < 0, "must be below 10^15");
    require(value.scale() <= SCALE_MAX, "must have at most %d decimals", SCALE_MAX);
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }

  /**
   * A whole number of at most nine digits.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static int whole(String text) {
    require(WHOLE.matcher(text).matches(), "must be a whole number of at most 9 digits");
    return Integer.parseInt(text);
  }

  /**
   * A day as {@code 20250912}.
   *
   * @throws java.time.DateTimeException when the text is none
   */
  static LocalDate date(String text) {
    return LocalDate.parse(text, DAY);
  }
}
