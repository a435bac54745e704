package novate.scenario;

import static novate.market.Checks.require;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * A move that no history holds, stated by people.
 *
 * @param name for example {@code scarcity spike}
 * @param moves by combined commodity; a commodity without an entry does not move
 */
public record ExpertJump(String name, SortedMap<CombinedCommodityId, Move> moves) {
  /**
   * How far one commodity jumps.
   *
   * @param price a fraction of the price where its curve has log returns (0.48 is up 48 %), else in
   *     price units
   * @param volatility a fraction of implied volatility: 1 doubles it; above -1
   */
  public record Move(double price, double volatility) {
    /** Checks the ranges; NaN fails too. */
    public Move {
      require(Double.isFinite(price), "price jump must be finite, got %s", price);
      require(
          Double.isFinite(volatility) && volatility > -1,
          "volatility jump must be finite and above -1, got %s",
          volatility);
    }
  }

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,63}";

  /** Keeps its own copy. */
  public ExpertJump {
    require(name.matches(NAME), "name of a jump must match %s, got '%s'", NAME, name);
    moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
    require(!moves.isEmpty(), "jump %s moves nothing", name);
    for (Map.Entry<CombinedCommodityId, Move> move : moves.entrySet()) {
      require(
          move.getValue().price() != 0 || move.getValue().volatility() != 0,
          "jump %s does not move %s",
          name,
          move.getKey());
    }
  }
}
