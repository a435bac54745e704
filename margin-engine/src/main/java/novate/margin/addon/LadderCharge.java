package novate.margin.addon;

import java.util.List;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.Sides;

/**
 * What the rate ladder charges one account in one combined commodity.
 *
 * <pre>
 * sides LARGER: amount = max(longSide, shortSide) + bothSides + options
 * sides BOTH:   amount = longSide + shortSide + bothSides + options
 * </pre>
 *
 * @param basis whether it replaces the scan's risk or floors it, see {@link #with}
 * @param longSide sum of the long futures that are netted; zero or more, like all that follow
 * @param shortSide sum of the short futures that are netted
 * @param bothSides futures near their last day, charged on both sides
 * @param options options, each charged alone
 * @param lines one per contract held, by contract index; they add up to the four sums
 */
public record LadderCharge(
    CombinedCommodityId commodity,
    Basis basis,
    Sides sides,
    Money amount,
    Money longSide,
    Money shortSide,
    Money bothSides,
    Money options,
    List<Line> lines) {

  /** Which sum a line belongs to. */
  public enum Part {
    /** A long future. */
    LONG,
    /** A short future. */
    SHORT,
    /** A future near its last day. */
    BOTH_SIDES,
    /** An option. */
    OPTION
  }

  /**
   * One contract held.
   *
   * @param price of the future, or of the option's underlying
   * @param notional |lots| * price * size of the future; exact; zero where the price is not
   *     positive
   * @param rate of the future and the rung that made it
   * @param amount future: notional * rate, rounded up to the minor unit
   */
  public record Line(
      ContractId contract,
      Lots lots,
      Price price,
      Money notional,
      LadderRate rate,
      Part part,
      Money amount) {}

  /** Keeps its own copy of the lines. */
  public LadderCharge {
    lines = List.copyOf(lines);
  }

  /** What is required when the scan of the same commodity found a risk: by the basis. */
  public Money with(Money scanRisk) {
    return switch (basis) {
      case LADDER_ALONE -> amount;
      case LARGER_WITH_SCAN -> amount.minus(scanRisk).minorUnits() >= 0 ? amount : scanRisk;
    };
  }
}
