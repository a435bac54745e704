/**
 * What is required on top of the market risk of a portfolio, and the rate ladder beside it.
 *
 * <p>In: the risk an account already has, by commodity ({@link novate.margin.addon.AddOnInputs}),
 * parameters, calendars, a price set. Out: a list of {@link novate.margin.addon.AddOn}, each with
 * everything it was computed from, so that a member can compute it again; and, from {@link
 * novate.margin.addon.RateLadder}, a charge as a share of notional with the rung that made it.
 * Every amount is zero or more, rounded up to the minor unit.
 *
 * <p>It decides nothing about market risk itself and never lowers it. What is not known (a price, a
 * calendar, parameters of an exposure that names them) is refused, with its name.
 */
@NullMarked
package novate.margin.addon;

import org.jspecify.annotations.NullMarked;
