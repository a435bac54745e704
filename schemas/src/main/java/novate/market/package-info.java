/**
 * The words of the house: money, prices, lots, identities, products, contracts, calendars, fixings.
 *
 * <p>Every value checks itself once, when built, so that everything downstream may trust it. Prices
 * count a contract's settlement ticks, money counts minor units, lots are signed; none of them is
 * ever a {@code double}. A product whose tick is not a whole number of minor units per lot is
 * refused here, which is why variation margin and cash settlement need no rounding anywhere else.
 *
 * <p>Nothing in this package does I/O, reads a clock or knows how its values are written down; that
 * is {@code novate.wire}.
 */
@NullMarked
package novate.market;

import org.jspecify.annotations.NullMarked;
