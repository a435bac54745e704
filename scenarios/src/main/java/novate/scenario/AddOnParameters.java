package novate.scenario;

import static novate.market.Checks.require;

import java.util.Optional;

/**
 * What is charged on top of the market risk of one combined commodity. An absent part is not
 * charged.
 *
 * @param horizonDays h: trading days that market risk covers, the margin period of risk; above zero
 * @param liquidity cost of crossing a stressed market
 * @param concentration a position too large for the horizon
 * @param isHolidayCharged whether days without trading lengthen the horizon
 * @param fixingQuality a fixing that may be wrong or moved
 * @param lastDayGap an average of which one fixing is left
 */
public record AddOnParameters(
    int horizonDays,
    Optional<Liquidity> liquidity,
    Optional<Concentration> concentration,
    boolean isHolidayCharged,
    Optional<FixingQuality> fixingQuality,
    Optional<LastDayGap> lastDayGap) {

  /**
   * @param stressedBidAsk offer less bid in a stressed market, in currency per unit; zero or more
   */
  public record Liquidity(double stressedBidAsk) {
    /** NaN fails too. */
    public Liquidity {
      requireNotNegative("stressed bid-ask", stressedBidAsk);
    }
  }

  /**
   * @param dailyVolumeLots ADV: lots traded on an average day; above zero
   * @param participation rho: share of it that a close-out may be; above 0, at most 1
   * @param impact eta of the square-root impact; zero or more
   * @param dailyVolatility sigma: standard deviation of a day's price change, in currency per unit;
   *     zero or more
   */
  public record Concentration(
      double dailyVolumeLots, double participation, double impact, double dailyVolatility) {
    /** NaN fails too. */
    public Concentration {
      requireAboveZero("daily volume", dailyVolumeLots);
      requireAboveZero("participation", participation);
      require(participation <= 1, "participation must be at most 1, got %s", participation);
      requireNotNegative("impact", impact);
      requireNotNegative("daily volatility", dailyVolatility);
    }
  }

  /**
   * @param multiplier of an expiring contract's risk while its fixing cannot be trusted; 1 or more
   */
  public record FixingQuality(double multiplier) {
    /** NaN fails too. */
    public FixingQuality {
      require(
          Double.isFinite(multiplier) && multiplier >= 1,
          "fixing quality multiplier must be 1 or more, got %s",
          multiplier);
    }
  }

  /**
   * @param fixingChangeMax largest change of the index from one fixing to the next in its history,
   *     in currency per unit; zero or more
   */
  public record LastDayGap(double fixingChangeMax) {
    /** NaN fails too. */
    public LastDayGap {
      requireNotNegative("largest fixing change", fixingChangeMax);
    }
  }

  /** The horizon is above zero. */
  public AddOnParameters {
    require(horizonDays > 0, "horizon must be above zero, got %d", horizonDays);
  }

  private static void requireNotNegative(String what, double value) {
    require(Double.isFinite(value) && value >= 0, "%s must be zero or more, got %s", what, value);
  }

  private static void requireAboveZero(String what, double value) {
    require(Double.isFinite(value) && value > 0, "%s must be above zero, got %s", what, value);
  }
}
