package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;

/**
 * A scan-based spread of a file: the arrays of its legs are added into the target's, of their gains
 * only a share.
 *
 * @param priority order in which spreads are formed
 * @param isTargetRequired whether the target must be held
 * @param requiredLegs legs that must be held at least
 * @param legs the target among them, exactly once
 */
public record ScanSpread(int priority, boolean isTargetRequired, int requiredLegs, List<Leg> legs) {
  /**
   * One leg.
   *
   * @param commodity code of the combined commodity
   * @param isTarget whether the others are added into it
   * @param isRequired whether it must be held
   * @param ratio delta of one spread; above zero
   * @param rate share of a gain that counts, 0 to 1
   */
  public record Leg(
      String commodity, boolean isTarget, boolean isRequired, BigDecimal ratio, BigDecimal rate) {
    /** Checks ratio and rate. */
    public Leg {
      require(!commodity.isEmpty(), "a spread leg needs a combined commodity");
      require(ratio.signum() > 0, "delta per spread must be above zero, got %s", ratio);
      require(
          rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0,
          "the share of a gain is 0 to 1, got %s",
          rate);
    }
  }

  /** One target and one leg at least. */
  public ScanSpread {
    legs = List.copyOf(legs);
    require(
        legs.stream().filter(Leg::isTarget).count() == 1 && legs.size() >= 2,
        "scan-based spread of priority %d needs one target and a leg",
        priority);
  }
}
