/**
 * Shocks and margin parameters, as data: the scenarios a market is scanned with, and the parameter
 * set that says how far.
 *
 * <p>In: YAML texts handed in as a {@code Reader}. Out: checked records. It prices nothing; how a
 * contract answers to a scenario is the margin engine's.
 */
@NullMarked
package novate.scenario;

import org.jspecify.annotations.NullMarked;
