/**
 * The position keeper: the fold of one partition of legs into positions.
 *
 * <p>In: legs and the markers CUT and VALUE, in the order of the log. Out: the changed positions,
 * and at a VALUE what every account held at the cut. An entry keeps its live and its at-cut
 * quantities (the first touch after a cut copies one to the other), so that trading goes on between
 * a cut and its valuation.
 *
 * <p>Two numbers make variation margin exact: lots, and cost in ticks (lots carried at the last
 * settlement price plus the day's trades at theirs). A novated leg is never refused here; a marker
 * out of order is a broken invariant and stops the shard.
 */
@NullMarked
package novate.clearing.position;

import org.jspecify.annotations.NullMarked;
