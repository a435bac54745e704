package novate.margin;

import static novate.market.Checks.require;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.addon.LadderState;
import novate.margin.simulation.FactorHistory;
import novate.market.ContractId;

/**
 * What margin must know of a market besides its prices. Nothing in it is guessed: parameters that
 * need what is not here are refused, except where {@link LadderState} says otherwise.
 *
 * @param ladder open interest and limit-locked days
 * @param history levels of the simulation's factors; none when nothing is simulated
 * @param fixings how far the fixings of an expiring contract can be trusted
 */
public record MarketState(
    LadderState ladder,
    Optional<FactorHistory> history,
    SortedMap<ContractId, FixingTrust> fixings) {
  /** Nothing is known besides the prices. */
  public static final MarketState NONE =
      new MarketState(LadderState.NONE, Optional.empty(), new TreeMap<>());

  /**
   * How far the fixings of a contract can be trusted.
   *
   * @param isLowConfidence whether one of them came from a fallback
   * @param manipulationRatio gain from moving the fixing over the cost of moving it; above 1
   *     manipulation pays
   */
  public record FixingTrust(boolean isLowConfidence, double manipulationRatio) {
    /** NaN fails too. */
    public FixingTrust {
      require(
          Double.isFinite(manipulationRatio) && manipulationRatio >= 0,
          "manipulation ratio must be zero or more, got %s",
          manipulationRatio);
    }
  }

  /** Keeps its own copy. */
  public MarketState {
    fixings = new TreeMap<>(fixings);
  }
}
