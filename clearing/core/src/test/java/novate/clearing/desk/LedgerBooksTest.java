package novate.clearing.desk;

import static novate.clearing.TinyHouse.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import novate.ledger.LedgerEntry;
import novate.ledger.TrialBalance;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import org.junit.jupiter.api.Test;

class LedgerBooksTest {
  private static final AccountGroup HOUSE = new AccountGroup(new MemberId("M1"), "HOUSE");
  private static final LedgerEntry DEPOSIT =
      LedgerEntry.deposit("d1", FRIDAY, "deposit", HOUSE, new Money(CurrencyCode.USD, 700));

  private final LedgerBooks books = new LedgerBooks();

  @Test
  void anEntryComesBackFromTheLogAsItWasPosted() {
    assertThat(LedgerCodec.entry(LedgerCodec.event(DEPOSIT))).isEqualTo(DEPOSIT);
    books.apply(LedgerCodec.event(DEPOSIT));
    books.apply(LedgerCodec.event(DEPOSIT));
    assertThat(books.entries()).containsExactly(DEPOSIT);
    assertThat(books.faults()).isEmpty();
    assertThat(books.postingsUntil(FRIDAY)).isEqualTo(DEPOSIT.postings());
    assertThat(books.postingsUntil(FRIDAY.minusDays(1))).isEmpty();
  }

  @Test
  void anIdPostedWithTwoContentsIsNamedAndTheFirstStands() {
    books.apply(LedgerCodec.event(DEPOSIT));
    books.apply(event("d1", 800, -800));
    assertThat(books.entries()).containsExactly(DEPOSIT);
    assertThat(books.faults())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("ledger entry d1 is posted");
  }

  @Test
  void anEntryThatDoesNotBalanceIsNamedAndCountsInTheTrialBalance() {
    books.apply(event("x", 800, -799));
    assertThat(books.entries()).isEmpty();
    assertThat(books.faults()).containsExactly("ledger entry x sums to 0.01 USD, expected zero");
    assertThat(TrialBalance.of(books.postingsUntil(FRIDAY)).imbalances())
        .containsExactly(
            "all accounts in USD: debits 7.99, credits 8.00, expected equal, difference 0.01");
  }

  private static LedgerEntryPosted event(String id, long member, long bank) {
    return new LedgerEntryPosted(
        id,
        FRIDAY,
        "deposit",
        List.of(
            new LedgerPosting("member/M1/HOUSE/USD", "USD", member),
            new LedgerPosting("house/settlement_bank/USD", "USD", bank)));
  }
}
