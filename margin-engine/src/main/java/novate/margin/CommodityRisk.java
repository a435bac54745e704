package novate.margin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import novate.margin.addon.LadderCharge;
import novate.margin.scan.ScanningRisk;
import novate.margin.scan.SpreadRisk;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/**
 * What one combined commodity of an account puts at risk.
 *
 * @param scanRisk the largest loss over the scenarios, before the account class's ratio; zero or
 *     more
 * @param scan active scenario and the parts of the scan risk, in minor units
 * @param netDelta lots of the underlying, 4 decimals; positive is long
 * @param losses loss of the portfolio by scenario, minor units, a loss positive
 * @param spreads what spreads, spot months and credits did, and what each consumed
 * @param netOptionValue its premium-style options at their marks; positive when more is owned than
 *     owed
 * @param scanned max(scan risk + calendar + spot month - credit, short option minimum)
 * @param ladder what the rate ladder charges, where the commodity has one
 * @param risk scanned, or what the ladder makes of it
 * @param charge risk times ratio, rounded up to the minor unit: what it adds to initial margin,
 *     unless the commodity is simulated
 */
public record CommodityRisk(
    CombinedCommodityId commodity,
    Money scanRisk,
    ScanningRisk scan,
    BigDecimal netDelta,
    List<Long> losses,
    SpreadRisk spreads,
    Money netOptionValue,
    Money scanned,
    Optional<LadderCharge> ladder,
    Money risk,
    Money charge) {
  /** Keeps its own copy of the losses. */
  public CommodityRisk {
    losses = List.copyOf(losses);
  }

  /** Number of the scenario that makes the scan risk, from 1; the lowest of several. */
  public int activeScenario() {
    return scan.activeScenario();
  }
}
