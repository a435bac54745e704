package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * One point of a weighted aggregation.
 *
 * @param contributor whose point it is
 * @param price currency per unit; may be zero or negative
 * @param weight above zero; only its ratio to the other weights counts
 */
public record WeightedPrice(String contributor, BigDecimal price, BigDecimal weight) {
  /** A point without weight is no point. */
  public WeightedPrice {
    require(
        weight.signum() > 0,
        "weight of contributor %s must be above zero, got %s",
        contributor,
        weight);
  }
}
