package novate.margin.simulation;

import static novate.market.Checks.require;

import java.time.LocalDate;
import novate.market.FactorId;

/**
 * What a factor stood at on a date.
 *
 * @param level a price in currency per unit or a volatility per year; may be zero or negative
 */
public record FactorLevel(FactorId factor, LocalDate date, double level) {
  /** Refuses NaN and infinity. */
  public FactorLevel {
    require(Double.isFinite(level), "level of factor %s on %s is %s", factor, date, level);
  }
}
