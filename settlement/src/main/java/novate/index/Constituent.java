package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * One constituent of a value that somebody else has published.
 *
 * @param key the value it belongs to
 * @param provider whose price it is
 * @param source who it was collected through; may be empty
 * @param tier executable, list, index (a level inside a composite) or empty
 * @param price USD per unit
 * @param weight as published; above zero when included
 * @param isIncluded true when it entered the value
 * @param exclusion why it did not, in the publisher's words; an included one may be marked {@code
 *     trimmed} and still counts
 * @param flags the publisher's remarks; may be empty
 */
public record Constituent(
    PrintKey key,
    String provider,
    String source,
    String tier,
    BigDecimal price,
    BigDecimal weight,
    boolean isIncluded,
    String exclusion,
    String flags) {
  /** Refuses a weight below zero, and zero for an included one. */
  public Constituent {
    require(
        weight.signum() > 0 || (weight.signum() == 0 && !isIncluded),
        "weight of %s in %s must be %s, got %s",
        provider,
        key,
        isIncluded ? "above zero" : "zero or more",
        weight);
  }
}
