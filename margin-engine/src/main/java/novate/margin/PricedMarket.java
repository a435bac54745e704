package novate.margin;

import static novate.market.Checks.require;

import java.util.Optional;
import java.util.SortedMap;
import novate.margin.addon.LadderCharge;
import novate.margin.addon.RateLadder;
import novate.margin.scan.RiskArrays;
import novate.margin.simulation.SimulationEngine;
import novate.market.CombinedCommodityId;
import novate.market.PriceSet;

/**
 * One price set as the engine margins on it: risk arrays, rate ladder and simulation, made once and
 * shared by all accounts and threads. {@link MarginEngine#market} makes it.
 */
public final class PricedMarket {
  private final MarginEngine engine;
  private final PriceSet prices;
  private final MarketState state;
  private final RiskArrays arrays;
  private final RateLadder ladder;
  private final Optional<SimulationEngine> simulation;

  PricedMarket(
      MarginEngine engine,
      PriceSet prices,
      MarketState state,
      RiskArrays arrays,
      RateLadder ladder,
      Optional<SimulationEngine> simulation) {
    require(
        arrays.priceSetId().equals(prices.id()),
        "risk arrays are of price set %s, not of %s",
        arrays.priceSetId(),
        prices.id());
    this.engine = engine;
    this.prices = prices;
    this.state = state;
    this.arrays = arrays;
    this.ladder = ladder;
    this.simulation = simulation;
  }

  /** The prices. */
  public PriceSet prices() {
    return prices;
  }

  /** What is known besides them. */
  public MarketState state() {
    return state;
  }

  /** What one lot of every contract loses in every scenario of the scan. */
  public RiskArrays arrays() {
    return arrays;
  }

  /** The simulation, when a commodity is simulated. */
  public Optional<SimulationEngine> simulation() {
    return simulation;
  }

  /** Fails unless this engine made it: arrays under other parameters would fit, and be wrong. */
  void requireMadeBy(MarginEngine other) {
    require(engine == other, "the market of price set %s was made by another engine", prices.id());
  }

  SortedMap<CombinedCommodityId, LadderCharge> ladderCharges(PortfolioPositions positions) {
    return ladder.charges(positions.contractIndex(), positions.lots());
  }
}
