/**
 * Double entry: where every minor unit came from and where it went.
 *
 * <p>In: what is to be booked (a deposit, the day's variation margin, a premium, an expiry) with a
 * deterministic id. Out: {@link novate.ledger.LedgerEntry entries} whose postings sum to zero in
 * every currency, the {@link novate.ledger.Ledger} that folds them into balances, and what people
 * read: the {@link novate.ledger.TrialBalance}, the {@link novate.ledger.AccountStatement} of an
 * account, and the {@link novate.ledger.PaymentInstruction} to each member.
 *
 * <p>Refused: an entry that does not balance, a posting in another currency than its account's, and
 * an id that comes back with other content. An entry that comes back unchanged has no effect; a
 * posted entry never changes, a correction is a new one.
 */
@NullMarked
package novate.ledger;

import org.jspecify.annotations.NullMarked;
