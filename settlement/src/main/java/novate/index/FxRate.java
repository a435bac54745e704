package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An exchange rate as it was published for one date.
 *
 * @param rate units of the second currency per unit of the first; above zero
 */
public record FxRate(LocalDate date, CurrencyPair pair, BigDecimal rate) {
  /** Refuses a rate of zero or less. */
  public FxRate {
    require(rate.signum() > 0, "rate of %s on %s must be above zero, got %s", pair, date, rate);
  }
}
