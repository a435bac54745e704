package novate.validation;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * The prices of one tenor of one commodity by date, and where there are any its implied
 * volatilities.
 */
public record PriceSeries(
    CombinedCommodityId commodity, Tenor tenor, SortedMap<LocalDate, Observation> observations) {
  /**
   * What was seen on one date.
   *
   * @param price in currency per unit; may be zero or negative
   * @param volatility at the money, per year; none where no option was quoted
   */
  public record Observation(BigDecimal price, OptionalDouble volatility) {
    /** A volatility is finite and not negative. */
    public Observation {
      require(
          volatility.isEmpty()
              || (Double.isFinite(volatility.getAsDouble()) && volatility.getAsDouble() >= 0),
          "volatility must be finite and not negative, got %s",
          volatility);
    }
  }

  /** Keeps its own copy. */
  public PriceSeries {
    observations = new TreeMap<>(observations);
  }

  /** The last so many observations. */
  PriceSeries last(int count) {
    int dropped = Math.max(0, observations.size() - count);
    SortedMap<LocalDate, Observation> kept = new TreeMap<>();
    observations.entrySet().stream()
        .skip(dropped)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return new PriceSeries(commodity, tenor, kept);
  }
}
