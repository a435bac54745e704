/**
 * What every account must hold: initial margin with its components, variation margin, and what is
 * owed with the flows that are not settled yet.
 *
 * <p>In: the market's words, a price set, a parameter set, a scenario set, an account's net lots,
 * and {@link novate.margin.MarketState}, what must be known besides prices. Out: {@link
 * novate.margin.Requirement}: exact money per currency, every number with the parts it is made of:
 * scan, rate ladder, simulation, net option value, add-ons. The entry is {@link
 * novate.margin.MarginEngine}: build the {@link novate.margin.PricedMarket} of a price set once,
 * then ask for one requirement per account; both are pure functions, and the engine may be shared
 * by threads. {@link novate.margin.MarketStateFile} reads the state from CSV. {@link
 * novate.margin.LiveAccount} keeps one account's margin up to date trade by trade; {@link
 * novate.margin.CurrencyNetting} brings currencies to one number.
 *
 * <p>A requirement or loss is positive; a cash flow is positive when the member receives it.
 * Refused: a position in a contract that has no risk array or no price, arrays and prices of
 * different sets, a market made by another engine, a simulation without history, an add-on on
 * fixings of which nothing is known, a sum that overflows. Nothing here ever answers zero for
 * unknown. It opens no file and reads no clock.
 */
@NullMarked
package novate.margin;

import org.jspecify.annotations.NullMarked;
