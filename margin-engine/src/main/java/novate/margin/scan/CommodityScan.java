package novate.margin.scan;

import java.math.BigDecimal;
import java.util.List;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;

/**
 * The SPAN-style risk of one combined commodity of an account, with everything it is made of.
 *
 * <pre>risk = max(ScanRisk + Calendar + SpotMonth - InterCredit, ShortOptionMinimum)</pre>
 *
 * @param scan active scenario and the parts of the scan risk
 * @param netDelta lots of the commodity, 4 decimals; positive is long
 * @param losses by scenario, minor units, a loss positive; with the commodities joined
 * @param optionValue premium-style options at their marks, minor units; positive when more is owned
 *     than owed
 */
public record CommodityScan(
    CombinedCommodityId commodity,
    CurrencyCode currency,
    ScanningRisk scan,
    BigDecimal netDelta,
    List<Long> losses,
    SpreadRisk spreads,
    long optionValue) {
  /** Keeps its own copy of the losses. */
  public CommodityScan {
    losses = List.copyOf(losses);
  }

  /** Scan risk and charges less credits, before the short option minimum; minor units. */
  public long beforeMinimum() {
    return Math.subtractExact(
        Math.addExact(
            Math.addExact(scan.scanRisk(), spreads.calendarCharge()), spreads.spotCharge()),
        spreads.interCredit());
  }

  /** Minor units; zero or more. */
  public long risk() {
    return Math.max(beforeMinimum(), spreads.shortOptionMinimum());
  }
}
