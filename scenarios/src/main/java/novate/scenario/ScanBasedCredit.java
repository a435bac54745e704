package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import novate.market.CombinedCommodityId;

/**
 * Commodities that are scanned inside another one. Scenario losses of a leg count in full, its
 * gains by the credit rate; the leg is then not scanned by itself.
 *
 * @param priority the lowest number first
 * @param isTargetRequired true when the target must be held itself
 * @param legs one or more commodities other than the target, each once
 */
public record ScanBasedCredit(
    int priority, CombinedCommodityId target, boolean isTargetRequired, List<Leg> legs) {
  /**
   * A commodity that joins the target.
   *
   * @param ratio deltas of the target per delta of the leg, at most 4 decimals; above zero
   * @param creditRate share of the leg's scenario gains that counts, 0 to 1
   * @param isRequired true when nothing joins unless this leg is held
   */
  public record Leg(
      CombinedCommodityId commodity, BigDecimal ratio, BigDecimal creditRate, boolean isRequired) {
    /** Checks the numbers. */
    public Leg {
      SpreadNumbers.requireRatio(ratio);
      SpreadNumbers.requireCredit(creditRate);
    }
  }

  /** Checks the legs and keeps its own copy. */
  public ScanBasedCredit {
    legs = List.copyOf(legs);
    require(
        !legs.isEmpty()
            && legs.stream().map(Leg::commodity).distinct().count() == legs.size()
            && legs.stream().noneMatch(leg -> leg.commodity().equals(target)),
        "scan-based credit %d needs legs other than its target %s, each once, got %s",
        priority,
        target,
        legs);
  }
}
