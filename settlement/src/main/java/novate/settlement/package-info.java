/**
 * From fixings to the cash of an expiring contract.
 *
 * <p>In: the fixings of a product's index, its calendar and the expiring contract. Out: the final
 * settlement price, how much of an averaging month is fixed, which options are exercised and who is
 * assigned, and what one long lot receives at expiry. Whoever values a cycle multiplies by lots;
 * shorts pay what longs receive, so the house sums to zero without rounding.
 *
 * <p>Refused, by name: a final price while a scheduled fixing is missing, and an instruction to
 * exercise or abandon that the holder could not give. Nothing is ever settled on an estimate or on
 * zero.
 */
@NullMarked
package novate.settlement;

import org.jspecify.annotations.NullMarked;
