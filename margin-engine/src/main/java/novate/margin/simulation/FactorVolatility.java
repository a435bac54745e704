package novate.margin.simulation;

import novate.market.FactorId;

/**
 * The volatility of one factor per day, in the unit of its returns.
 *
 * @param factor whose it is; of a factor too young to have one that of its proxy
 * @param forecast of the next day, before any floor
 * @param median of the history
 * @param today the forecast, floored: what returns are brought to
 * @param longRun of the whole history
 * @param bufferShare how much of the anti-procyclicality buffer stands, 0 to 1
 */
public record FactorVolatility(
    FactorId factor,
    double forecast,
    double median,
    double today,
    double longRun,
    double bufferShare) {}
