/**
 * Novation: a matched trade becomes two legs, each facing the house.
 *
 * <p>In: trade reports from the exchange, which are not trusted. Out: legs, or a refusal with its
 * reason. The trade book remembers every trade of the open dates, so that a report sent again has
 * no effect and a bust or a correction finds what it takes back. The novator's choices are on the
 * log and are restored from it, never made again.
 *
 * <p>It refuses to book half a trade: a report gives all its legs or none.
 */
@NullMarked
package novate.clearing.trade;

import org.jspecify.annotations.NullMarked;
