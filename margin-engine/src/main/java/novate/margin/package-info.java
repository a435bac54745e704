/**
 * What every account must hold: initial margin with its components, variation margin, and what is
 * owed with the flows that are not settled yet.
 *
 * <p>In: the market's words, a price set, a parameter set, a scenario set, an account's net lots.
 * Out: {@link novate.margin.Requirement}: exact money per currency, every number with the parts it
 * is made of. The entry is {@link novate.margin.MarginEngine}: build the arrays of a price set
 * once, then ask for one requirement per account; both are pure functions, and the engine may be
 * shared by threads. {@link novate.margin.LiveAccount} keeps one account's margin up to date trade
 * by trade; {@link novate.margin.CurrencyNetting} brings currencies to one number.
 *
 * <p>A requirement or loss is positive; a cash flow is positive when the member receives it.
 * Refused: a position in a contract that has no risk array or no price, arrays and prices of
 * different sets, a sum that overflows. Nothing here ever answers zero for unknown.
 *
 * <p>Not here yet: add-ons, simulation.
 */
@NullMarked
package novate.margin;

import org.jspecify.annotations.NullMarked;
