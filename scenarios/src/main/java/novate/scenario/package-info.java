/**
 * Shocks and margin parameters, as data: the scenarios a market is scanned with, and the parameter
 * set that says how far.
 *
 * <p>In: YAML texts handed in as a {@code Reader} ({@link novate.scenario.ParameterFile}, {@link
 * novate.scenario.ScenarioSets}). Out: checked records, and the SHA-256 of their content that a
 * margin result names them by. A file with an unknown, missing or repeated field, a value out of
 * range, or an anchor, alias or tag is refused with source, field and value. It prices nothing; how
 * a contract answers to a scenario is the margin engine's.
 */
@NullMarked
package novate.scenario;

import org.jspecify.annotations.NullMarked;
