package novate.margin.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import novate.market.Money;

/** Numbers as a person says them: short, without trailing zeros. */
final class Words {
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?=(\\d{3})+(\\.|$))");
  private static final int PERCENT_DECIMALS = 2;
  private static final MathContext SHORT = new MathContext(6);

  private Words() {}

  /** At most six digits: {@code 1.1}, {@code 0.0333333}. */
  static String number(double value) {
    return plain(new BigDecimal(Double.toString(value)).round(SHORT));
  }

  /** An amount with thousands separators: {@code 1,234.50 USD}. */
  static String money(Money amount) {
    String decimal = amount.decimal();
    int point = decimal.indexOf('.');
    String whole = point < 0 ? decimal : decimal.substring(0, point);
    return THOUSANDS.matcher(whole).replaceAll(",")
        + decimal.substring(whole.length())
        + " "
        + amount.currency();
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
