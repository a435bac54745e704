/**
 * Market risk by filtered historical simulation: what a portfolio would have lost on the days of
 * history, at the volatility of today.
 *
 * <p>In: factor levels by date ({@link novate.margin.simulation.FactorHistory}, which {@link
 * novate.margin.simulation.ConstantMaturity} makes of the prices of contract months), a price set,
 * the simulation parameters. They become scenarios ({@link
 * novate.margin.simulation.FactorScenarios}), the scenarios become losses of one long lot by full
 * revaluation, once, shared by all accounts. Out, per account and market-risk set: {@link
 * novate.margin.simulation.SimulationRisk}, with the number of every step and the worst scenarios
 * by date. The entry is {@link novate.margin.simulation.SimulationEngine}, immutable, shared by
 * threads.
 *
 * <p>Losses are positive and exact integers of minor units; averages of them are decimals, rounded
 * to 8 places; what is charged is rounded up once. {@link novate.margin.simulation.CurveComponents}
 * says by what few moves a curve moves, for scenarios that history does not hold.
 *
 * <p>Refused: a hole in a history, a logarithm of a level that is not positive, a young factor
 * without a proxy, a stress period outside the history, a position that cannot be revalued. It
 * reads no file, no clock, and draws nothing at random.
 */
@NullMarked
package novate.margin.simulation;

import org.jspecify.annotations.NullMarked;
