package novate.margin.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a person says them: short, without trailing zeros. */
final class Words {
  private static final int PERCENT_DECIMALS = 2;
  private static final MathContext SHORT = new MathContext(6);

  private Words() {}

  /** At most six digits: {@code 1.1}, {@code 0.0333333}. */
  static String number(double value) {
    return plain(new BigDecimal(Double.toString(value)).round(SHORT));
  }

  /** A fraction in percent, at most two decimals: {@code 12 %}, {@code 3.33 %}. */
  static String percent(double fraction) {
    BigDecimal percent = new BigDecimal(Double.toString(fraction)).movePointRight(2);
    return plain(percent.setScale(PERCENT_DECIMALS, RoundingMode.HALF_EVEN)) + " %";
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
