package novate.margin.simulation;

import java.math.BigDecimal;

/**
 * What a portfolio, or its part in one commodity, may lose by simulation: every step of it.
 *
 * <pre>
 * grossedUp = max(0, ES) * (1 + z * se)
 * buffered  = grossedUp * (1 + buffer * bufferShare)
 * blended   = (1 - stressedWeight) * grossedUp + stressedWeight * max(0, ES stressed)
 * floored   = max(grossedUp, max(0, ES long-run) * (1 + z * se))
 * bound     = the one of the three that binds by policy
 * </pre>
 *
 * <p>Decimals of minor units, 8 places, each step rounded HALF_EVEN, so that every number can be
 * computed from the ones shown. A stress period is chosen and not sampled, so its shortfall has no
 * uncertainty of a sample.
 *
 * @param filtered tail of history at today's volatility
 * @param longRun tail at the higher of today's and the long-run volatility
 * @param stressed tail of the stress period
 * @param bufferShare how much of the buffer stands, 0 to 1
 */
public record SimulatedLoss(
    TailRisk filtered,
    TailRisk longRun,
    TailRisk stressed,
    BigDecimal bufferShare,
    BigDecimal grossedUp,
    BigDecimal buffered,
    BigDecimal blended,
    BigDecimal floored,
    BigDecimal bound) {}
