package novate.margin.simulation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.market.MinorUnits;
import novate.market.Money;
import novate.scenario.AntiProcyclicality;
import novate.scenario.MarketRiskSet;

/**
 * The simulated market risk of one account in one market-risk set, before net option value and
 * account ratio, with every number that made it.
 *
 * <pre>
 * U = bound loss of the whole,  P = bound loss of each commodity alone
 * capped     = max(U, sumP - offsetShare * (sumP - U))
 * jumpFloor  = jumpCoverFraction * worst jump loss
 * marketRisk = roundUp(max(capped, jumpFloor, 0))
 * </pre>
 *
 * @param set which commodities, and the policy by which the number is used
 * @param ownScenarios n: scenarios that are wholly their own of every commodity held
 * @param isPooled true when a young factor is held, so that proxies fill the tail up
 * @param effectiveCount N of the standard error: {@code (sum w)^2 / sum w^2}, mirrors not counted
 * @param standardError se of the tail, relative
 * @param uncertaintyFactor {@code 1 + z * se}
 * @param binding which anti-procyclicality tool is charged
 * @param whole the portfolio of the set
 * @param commodities the same for each commodity held, alone
 * @param sumOfCommodities sumP, minor units
 * @param capped after the offset cap, minor units
 * @param worstJump none when the parameters hold no jump
 * @param jumpFloor minor units
 * @param marketRisk zero or more; rounded up once
 */
public record SimulationRisk(
    MarketRiskSet set,
    int ownScenarios,
    boolean isPooled,
    double effectiveCount,
    double standardError,
    BigDecimal uncertaintyFactor,
    AntiProcyclicality.Tool binding,
    SimulatedLoss whole,
    SortedMap<CombinedCommodityId, SimulatedLoss> commodities,
    BigDecimal sumOfCommodities,
    BigDecimal capped,
    Optional<WorstJump> worstJump,
    BigDecimal jumpFloor,
    Money marketRisk) {
  /** Keeps its own copy. */
  public SimulationRisk {
    commodities = Collections.unmodifiableSortedMap(new TreeMap<>(commodities));
  }

  /** What one commodity may lose by itself, rounded up; zero where none of it is held. */
  public Money alone(CombinedCommodityId commodity) {
    SimulatedLoss loss = commodities.get(commodity);
    return new Money(marketRisk.currency(), loss == null ? 0 : MinorUnits.charge(loss.bound()));
  }
}
