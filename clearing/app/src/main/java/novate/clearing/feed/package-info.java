/**
 * Files of facts on their way into a running house: a whole market, trades, prices, quotes,
 * parameters.
 *
 * <p>In: a file, or the directory of a market. Out: the records that it stands for, ready for their
 * topic, and sent through the gateway when somebody says so. A file with one error is refused as a
 * whole, with all its errors; whether a well-formed fact is true (a contract listed, a price on its
 * tick) is for the house to say, which puts what it refuses among the rejects. Only a market is
 * judged here as the house would, because the house could not start a day with one that is wrong.
 */
@NullMarked
package novate.clearing.feed;

import org.jspecify.annotations.NullMarked;
