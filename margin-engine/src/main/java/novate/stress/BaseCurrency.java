package novate.stress;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import novate.market.CurrencyCode;
import novate.market.MinorUnits;
import novate.market.Money;
import novate.market.PriceSet;

/**
 * Turns amounts into one currency at the mid of a price set: {@code fx} has units of the second
 * currency per unit of the first, and either direction of a pair serves.
 *
 * <p>A converted amount is rounded to 8 decimals of a minor unit, then up: a loss grows, a surplus
 * shrinks.
 */
final class BaseCurrency {
  private static final int DECIMALS = 8;

  private final CurrencyCode base;
  private final PriceSet prices;

  BaseCurrency(CurrencyCode base, PriceSet prices) {
    this.base = base;
    this.prices = prices;
  }

  CurrencyCode code() {
    return base;
  }

  /**
   * An amount in the base currency, rounded up.
   *
   * @throws IllegalArgumentException naming the pair when the price set has no rate of it
   */
  Money up(Money amount) {
    if (amount.currency().equals(base)) {
      return amount;
    }
    return new Money(base, MinorUnits.charge(inBase(amount).movePointRight(base.minorDigits())));
  }

  private BigDecimal inBase(Money amount) {
    BigDecimal decimal = BigDecimal.valueOf(amount.minorUnits(), amount.currency().minorDigits());
    BigDecimal perBase = prices.fx().get(base + "/" + amount.currency());
    BigDecimal perUnit = prices.fx().get(amount.currency() + "/" + base);
    if (perUnit != null) {
      return decimal.multiply(positive(perUnit, amount));
    }
    BigDecimal divisor =
        found(
            perBase,
            "price set %s has no rate between %s and %s",
            prices.id(),
            base,
            amount.currency());
    // Two decimals more than are kept, so that the rounding of the quotient is not seen.
    return decimal.divide(
        positive(divisor, amount), base.minorDigits() + DECIMALS + 2, RoundingMode.HALF_EVEN);
  }

  private BigDecimal positive(BigDecimal rate, Money amount) {
    require(
        rate.signum() > 0,
        "price set %s: rate between %s and %s must be above zero, got %s",
        prices.id(),
        base,
        amount.currency(),
        rate);
    return rate;
  }
}
