package novate.scenario;

import static novate.market.Checks.require;

/**
 * How a simulated requirement is kept from falling too far in calm markets. All three tools are
 * computed, one binds.
 *
 * @param binding the tool whose number is charged
 * @param buffer largest addition of {@link Tool#BUFFER}, as a fraction; 0.25
 * @param lowBasisPoints quantile of a factor's volatility history at which the buffer is whole; 0
 *     is its minimum
 * @param highBasisPoints quantile at which the buffer is gone; 10,000 is its maximum
 * @param stressedWeight weight of the stressed part of {@link Tool#STRESSED}; 0.25 to 1
 */
public record AntiProcyclicality(
    Tool binding, double buffer, int lowBasisPoints, int highBasisPoints, double stressedWeight) {
  /** The three tools of EU 153/2013, article 28. */
  public enum Tool {
    /** An addition that is used up as volatility rises. */
    BUFFER,
    /** A share of the requirement comes from a stress period. */
    STRESSED,
    /** Volatility is not below its long-run value. */
    LONG_RUN_FLOOR
  }

  private static final int WHOLE = 10_000;

  /** Checks the ranges; NaN fails too. */
  public AntiProcyclicality {
    require(
        Double.isFinite(buffer) && buffer >= 0,
        "buffer must be finite and not negative, got %s",
        buffer);
    require(
        lowBasisPoints >= 0 && lowBasisPoints < highBasisPoints && highBasisPoints <= WHOLE,
        "quantiles of the buffer must ascend in 0 to %d basis points, got %d and %d",
        WHOLE,
        lowBasisPoints,
        highBasisPoints);
    require(
        stressedWeight >= 0.25 && stressedWeight <= 1,
        "weight of the stressed part must be 0.25 to 1, got %s",
        stressedWeight);
  }
}
