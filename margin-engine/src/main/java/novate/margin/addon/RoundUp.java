package novate.margin.addon;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * How a charge becomes money: in minor units, HALF_EVEN to 8 decimals, so that no stray digit of a
 * double costs a unit, then up to the next whole one.
 */
final class RoundUp {
  private static final int DECIMALS = 8;

  private RoundUp() {}

  /** Minor units that need not be whole, as money; {@link ArithmeticException} when too large. */
  static Money minorUnits(CurrencyCode currency, BigDecimal minorUnits) {
    return new Money(
        currency,
        minorUnits
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .setScale(0, RoundingMode.CEILING)
            .longValueExact());
  }

  /** An amount in units of the currency, as money; it must be finite. */
  static Money units(CurrencyCode currency, double units, String what) {
    require(Double.isFinite(units), "%s is %s", what, units);
    return minorUnits(currency, new BigDecimal(units).movePointRight(currency.minorDigits()));
  }

  /** A share of an amount. */
  static Money share(Money amount, double share, String what) {
    require(Double.isFinite(share), "%s is %s", what, share);
    return minorUnits(
        amount.currency(),
        BigDecimal.valueOf(amount.minorUnits()).multiply(BigDecimal.valueOf(share)));
  }
}
