/**
 * Novation: a matched trade becomes two legs, each facing the house.
 *
 * <p>In: trade reports from the exchange, which are not trusted. Out: legs, or a refusal with its
 * reason. The trade book remembers every trade of the open dates, so that a report sent again has
 * no effect and a bust or a correction finds what it takes back. The novator's choices are on the
 * log and are restored from it, never made again; of older dates only the notional of each contract
 * is carried on.
 *
 * <p>Refused, by the first rule that applies: what cannot be read, an id that comes back with other
 * content, a trade date that is not open, a contract or account that is not there, lots that are
 * not positive or too many, a price off the tick or outside the day's limits, a bust or correction
 * of nothing. A report gives all its legs or none.
 */
@NullMarked
package novate.clearing.trade;

import org.jspecify.annotations.NullMarked;
