package novate.margin.addon;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import novate.market.CurrencyCode;
import novate.market.MinorUnits;
import novate.market.Money;

/** Amounts that are charged, as money: {@link MinorUnits#charge}. */
final class RoundUp {
  private RoundUp() {}

  /** Minor units that need not be whole; {@link ArithmeticException} when too large. */
  static Money minorUnits(CurrencyCode currency, BigDecimal minorUnits) {
    return new Money(currency, MinorUnits.charge(minorUnits));
  }

  /** An amount in units of the currency. */
  static Money units(CurrencyCode currency, BigDecimal units) {
    return minorUnits(currency, units.movePointRight(currency.minorDigits()));
  }

  /** A share of an amount. */
  static Money share(Money amount, BigDecimal share) {
    return minorUnits(amount.currency(), BigDecimal.valueOf(amount.minorUnits()).multiply(share));
  }

  /** The same of a share that was computed; it must be finite. */
  static Money share(Money amount, double share, String what) {
    require(Double.isFinite(share), "%s is %s", what, share);
    return share(amount, BigDecimal.valueOf(share));
  }
}
