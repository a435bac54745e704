package novate.margin.explain;

import java.util.List;
import novate.margin.CommodityRisk;
import novate.market.Money;

/**
 * One combined commodity of a margin, down to scenario and position; what its spreads, spot months
 * and credits consumed is in {@link CommodityRisk#spreads}.
 *
 * @param activeScenario the scenario that makes the scan risk, in words
 * @param scenarios every scenario with its loss, in the order of the set
 * @param contributions by position, own positions first, in the order of listing; they add up to
 *     the charge less the net option value
 */
public record CommodityExplanation(
    CommodityRisk risk,
    String activeScenario,
    List<ScenarioLoss> scenarios,
    List<PositionContribution> contributions) {
  /**
   * One scenario.
   *
   * @param words what the market does in it
   * @param loss of all positions; negative when they gain
   */
  public record ScenarioLoss(int number, String words, Money loss, boolean isActive) {}

  /** Keeps its own copies. */
  public CommodityExplanation {
    scenarios = List.copyOf(scenarios);
    contributions = List.copyOf(contributions);
  }
}
