/**
 * The desk of one partition: cash, collateral, calls and the ledger entries behind them.
 *
 * <p>In: what is ordered for the desk: cash paid in, cycle results, the end of a cycle. Out: ledger
 * entries, margin calls as they change, and the report of a finished cycle. At an end of day the
 * desk posts before it calls. A call is identified by cycle, account group and currency, so that
 * the same cycle never calls twice. Behind an end of day the desk tells what has changed in its
 * books: balances, calls, payments, the lots of every account. A desk restored from its books is
 * the same desk.
 *
 * <p>It refuses a payment id that comes back with another content, and a cycle end that does not
 * count what stands before it.
 */
@NullMarked
package novate.clearing.desk;

import org.jspecify.annotations.NullMarked;
