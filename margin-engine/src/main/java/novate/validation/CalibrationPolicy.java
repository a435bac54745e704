package novate.validation;

import static novate.market.Checks.require;

/**
 * How parameters are proposed from history.
 *
 * @param confidence of the quantiles, above 0.5 and below 1
 * @param horizonDays h: observations that a move spans; moves overlap; above zero
 * @param lookback observations of each series that count, the latest; more than the horizon
 * @param buffer anti-procyclicality: what ranges and spread charges are raised by, 0.25 as in EU
 *     153/2013 article 28(1)(a), or 0 for none
 * @param priceFloor lowest price scan range, as a fraction of the price
 * @param volatilityFloor lowest volatility scan range: per year where it is absolute, else a
 *     fraction
 * @param spreadFloor lowest calendar spread charge, as a fraction of the notional of its first leg
 * @param creditHaircut share of a measured credit that is not given
 */
public record CalibrationPolicy(
    double confidence,
    int horizonDays,
    int lookback,
    double buffer,
    double priceFloor,
    double volatilityFloor,
    double spreadFloor,
    double creditHaircut) {
  /** Checks every number; NaN fails too. */
  public CalibrationPolicy {
    require(
        confidence > 0.5 && confidence < 1,
        "confidence must be above 0.5 and below 1, got %s",
        confidence);
    require(horizonDays > 0, "horizon must be above zero, got %d", horizonDays);
    require(
        lookback > horizonDays,
        "lookback of %d must be more than the horizon of %d",
        lookback,
        horizonDays);
    requireShare("buffer", buffer);
    requireShare("price floor", priceFloor);
    requireShare("volatility floor", volatilityFloor);
    requireShare("spread floor", spreadFloor);
    requireShare("credit haircut", creditHaircut);
  }

  /**
   * 500 observations, a buffer of 25 %, floors of 3 % (price), 0.03 (volatility) and 0.2 %
   * (spread), a credit haircut of 20 %.
   */
  public static CalibrationPolicy standard(double confidence, int horizonDays) {
    return new CalibrationPolicy(confidence, horizonDays, 500, 0.25, 0.03, 0.03, 0.002, 0.20);
  }

  /** The same with another buffer. */
  public CalibrationPolicy withBuffer(double other) {
    return new CalibrationPolicy(
        confidence,
        horizonDays,
        lookback,
        other,
        priceFloor,
        volatilityFloor,
        spreadFloor,
        creditHaircut);
  }

  /** The same with another lookback. */
  public CalibrationPolicy withLookback(int other) {
    return new CalibrationPolicy(
        confidence,
        horizonDays,
        other,
        buffer,
        priceFloor,
        volatilityFloor,
        spreadFloor,
        creditHaircut);
  }

  /**
   * The fewest moves that a quantile is taken from: with fewer it would be the largest of them, 1 /
   * (1 - c), rounded up.
   */
  int sampleMin() {
    return (int) StrictMath.ceil(1 / (1 - confidence) - 1e-9);
  }

  private static void requireShare(String what, double value) {
    require(value >= 0 && value <= 1, "%s must be between 0 and 1, got %s", what, value);
  }
}
