package novate.market;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * An exact amount of one currency in whole minor units: cents for USD, yen for JPY. The sign is the
 * quantity's: a requirement is positive, a cash flow is positive when the member receives it. A
 * result that does not fit throws {@link ArithmeticException}; it never wraps and never rounds.
 */
public record Money(CurrencyCode currency, long minorUnits) {

  /** Nothing, in a currency. */
  public static Money zero(CurrencyCode currency) {
    return new Money(currency, 0);
  }

  /**
   * Reads a decimal amount such as {@code 12.34}.
   *
   * @throws IllegalArgumentException when the text is no number or finer than the minor unit
   */
  public static Money parse(CurrencyCode currency, String decimal) {
    try {
      BigDecimal minor = new BigDecimal(decimal).movePointRight(currency.minorDigits());
      return new Money(currency, minor.longValueExact());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "amount must be a decimal number, got '%s'".formatted(decimal), e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "amount %s is not a whole number of minor units of %s".formatted(decimal, currency), e);
    }
  }

  /** The sum, in the same currency. */
  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(currency, Math.addExact(minorUnits, other.minorUnits));
  }

  /** The difference, in the same currency. */
  public Money minus(Money other) {
    requireSameCurrency(other);
    return new Money(currency, Math.subtractExact(minorUnits, other.minorUnits));
  }

  /** The same amount the other way. */
  public Money negated() {
    return new Money(currency, Math.negateExact(minorUnits));
  }

  /** True when nothing is owed either way. */
  public boolean isZero() {
    return minorUnits == 0;
  }

  /** The amount as a decimal with the currency's decimals, for example {@code -12.30}. */
  public String decimal() {
    return BigDecimal.valueOf(minorUnits, currency.minorDigits()).toPlainString();
  }

  @Override
  public String toString() {
    return decimal() + " " + currency;
  }

  private void requireSameCurrency(Money other) {
    require(
        currency.equals(other.currency),
        "cannot combine %s with %s: currencies differ",
        this,
        other);
  }
}
