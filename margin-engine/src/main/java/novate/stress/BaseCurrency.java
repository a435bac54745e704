package novate.stress;

import java.math.BigDecimal;
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
    BigDecimal inBase =
        BigDecimal.valueOf(amount.minorUnits(), amount.currency().minorDigits())
            .multiply(prices.exchangeRate(amount.currency(), base));
    return new Money(base, MinorUnits.charge(inBase.movePointRight(base.minorDigits())));
  }
}
