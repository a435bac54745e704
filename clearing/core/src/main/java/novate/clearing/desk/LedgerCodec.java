package novate.clearing.desk;

import java.util.List;
import novate.ledger.LedgerAccount;
import novate.ledger.LedgerEntry;
import novate.ledger.Posting;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;

/** Ledger entries between the log and the words of the ledger. */
public final class LedgerCodec {
  private LedgerCodec() {}

  /** The event that posts an entry. */
  public static LedgerEntryPosted event(LedgerEntry entry) {
    return new LedgerEntryPosted(
        entry.id(),
        entry.businessDate(),
        entry.cause(),
        entry.postings().stream().map(LedgerCodec::event).toList());
  }

  /**
   * The entry that an event posts.
   *
   * @throws IllegalArgumentException when it does not balance or names an account that is none
   */
  public static LedgerEntry entry(LedgerEntryPosted event) {
    return new LedgerEntry(
        event.getEntryId(), event.getBusinessDate(), event.getCause(), postings(event));
  }

  /**
   * The postings of an event, whether they balance or not.
   *
   * @throws IllegalArgumentException when one names an account that is none
   */
  public static List<Posting> postings(LedgerEntryPosted event) {
    return event.getPostings().stream().map(LedgerCodec::posting).toList();
  }

  private static LedgerPosting event(Posting posting) {
    return new LedgerPosting(
        posting.account().code(),
        posting.amount().currency().code(),
        posting.amount().minorUnits());
  }

  private static Posting posting(LedgerPosting event) {
    CurrencyCode currency = new CurrencyCode(event.getCurrency());
    return new Posting(
        LedgerAccount.parse(event.getAccount(), currency),
        new Money(currency, event.getMinorUnits()));
  }
}
