package novate.market;

import java.util.Currency;
import java.util.regex.Pattern;

/** An ISO 4217 currency; it knows how many decimals its minor unit has (USD 2, JPY 0). */
public record CurrencyCode(String code) implements Comparable<CurrencyCode> {
  // Before the constants, which are checked by it.
  private static final Pattern FORM = Pattern.compile("[A-Z]{3}");

  /** United States dollar. */
  public static final CurrencyCode USD = new CurrencyCode("USD");

  /** Chinese yuan. */
  public static final CurrencyCode CNY = new CurrencyCode("CNY");

  /**
   * Refuses a code that ISO 4217 does not list, or that has no minor unit (gold, special drawing
   * rights).
   */
  public CurrencyCode {
    Checks.require(
        FORM.matcher(code).matches() && Currency.getInstance(code).getDefaultFractionDigits() >= 0,
        "currency %s has no minor unit",
        code);
  }

  /** Decimals of the minor unit: 2 for USD, 0 for JPY. */
  public int minorDigits() {
    return Currency.getInstance(code).getDefaultFractionDigits();
  }

  @Override
  public int compareTo(CurrencyCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
