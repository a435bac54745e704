package novate.scenario;

import static novate.market.Checks.require;

/**
 * How old returns are brought to today's volatility.
 *
 * @param decay lam of the exponentially weighted variance, above 0 and below 1; 0.97
 * @param seedReturns first returns, which only seed the variance and are no scenarios; 60
 * @param scaling how far a return is brought to today's volatility
 * @param clamp largest scale; the smallest is 1 / clamp; 1 or more; 3
 * @param stressMultiple k: today's volatility is not below k times that of the stress period
 */
public record VolatilityUpdate(
    double decay, int seedReturns, Scaling scaling, double clamp, double stressMultiple) {
  /** How far a return is brought to today's volatility, c being today's over that day's. */
  public enum Scaling {
    /** {@code r * (1 + c) / 2}. */
    MID,
    /** {@code r * c}. */
    FULL
  }

  /** Checks the ranges; NaN fails too. */
  public VolatilityUpdate {
    require(decay > 0 && decay < 1, "decay must be above 0 and below 1, got %s", decay);
    require(seedReturns >= 1, "seed returns must be 1 or more, got %d", seedReturns);
    require(
        Double.isFinite(clamp) && clamp >= 1,
        "clamp of the scale must be 1 or more, got %s",
        clamp);
    require(
        Double.isFinite(stressMultiple) && stressMultiple >= 0,
        "stress multiple must be finite and not negative, got %s",
        stressMultiple);
  }
}
