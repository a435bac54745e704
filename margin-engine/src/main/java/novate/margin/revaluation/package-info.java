/**
 * The one place that says how a contract answers to a market move: the scan, the simulation and the
 * stress tests all revalue through it, so that they cannot disagree.
 *
 * <p>In: a contract and a price set. Out: {@link novate.margin.revaluation.Coverage}, either a
 * {@link novate.margin.revaluation.Revaluation} or the reason why there is none (no mark, expired,
 * inactive, no averaging state, no rate). Losses are doubles per unit of the underlying, positive
 * when the long loses; whoever books money rounds them, once.
 *
 * <p>Refused with an {@link java.lang.IllegalArgumentException} that names the contract: a price or
 * forward that is not positive where it must be, an option that cannot be priced, an averaging
 * state that does not have the fixing dates of the calendar. How far the market moves is not said
 * here.
 */
@NullMarked
package novate.margin.revaluation;

import org.jspecify.annotations.NullMarked;
