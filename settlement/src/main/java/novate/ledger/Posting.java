package novate.ledger;

import static novate.market.Checks.require;

import novate.market.Money;

/** An amount booked to an account; positive when the account's owner receives it. */
public record Posting(LedgerAccount account, Money amount) {
  /** Refuses an amount in another currency than the account's. */
  public Posting {
    require(
        amount.currency().equals(account.currency()),
        "cannot post %s to account %s: currencies differ",
        amount,
        account.code());
  }
}
