/**
 * A margin cycle: what every account held at the cut, valued on one sealed price set.
 *
 * <p>In: holdings at the cut, the registry, the price set, parameters and scenarios that VALUE
 * names. Out: one result per account with variation margin, premium, settlement cash and
 * requirement, line by line; the sums that must be zero over the house; and how positions roll into
 * the next business date. Prices that are not in the set are an error, never zero.
 */
@NullMarked
package novate.clearing.cycle;

import org.jspecify.annotations.NullMarked;
