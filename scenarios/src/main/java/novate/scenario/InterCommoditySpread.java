package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import novate.market.CombinedCommodityId;

/**
 * A credit for commodities whose remaining deltas offset each other.
 *
 * @param priority the lowest number first
 * @param isSuper true when it is formed before the calendar spreads, on deltas still whole
 * @param legs two or more commodities, each once, with both sides
 */
public record InterCommoditySpread(int priority, boolean isSuper, List<Leg> legs) {
  /**
   * One commodity of the spread.
   *
   * @param tier only the deltas of this tier of the commodity; of all periods when empty
   * @param ratio deltas per spread, at most 4 decimals; above zero
   * @param creditRate share of the leg's price risk that is given back, 0 to 1
   */
  public record Leg(
      CombinedCommodityId commodity,
      OptionalInt tier,
      BigDecimal ratio,
      SpreadSide side,
      BigDecimal creditRate) {
    /** Checks the numbers. */
    public Leg {
      SpreadNumbers.requireRatio(ratio);
      SpreadNumbers.requireCredit(creditRate);
    }
  }

  /** Checks the legs and keeps its own copy. */
  public InterCommoditySpread {
    legs = List.copyOf(legs);
    require(
        legs.stream().map(Leg::side).collect(Collectors.toSet()).size() == 2
            && legs.stream().map(Leg::commodity).distinct().count() == legs.size(),
        "inter-commodity spread %d needs different commodities on both sides, got %s",
        priority,
        legs);
  }
}
