/**
 * What an extreme event costs, and whom: losses and losses over margin of every account and member
 * under the scenarios of a {@link novate.scenario.StressLibrary}, and the one or two members whose
 * default would cost the house most.
 *
 * <p>In: a catalogue, a price set, accounts with their positions and the margin in force. Out:
 * {@link novate.stress.ScenarioResult}, exact money with every part it is made of, down to the
 * position; {@link novate.stress.StressHeatMap} draws a run of them. The entry is {@link
 * novate.stress.StressEngine}, a pure function of its inputs; threads may share it.
 *
 * <p>Every contract is revalued in full, by the same {@link novate.margin.revaluation.Revaluation}
 * as the scan uses, with no time passing. A loss is positive. Refused: a contract held that cannot
 * be valued, a currency without a rate to the base currency, a sum that overflows, an account that
 * stands twice.
 *
 * <p>Not here: the default fund, reverse stress, the waterfall.
 */
@NullMarked
package novate.stress;

import org.jspecify.annotations.NullMarked;
