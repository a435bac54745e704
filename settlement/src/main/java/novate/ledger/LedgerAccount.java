package novate.ledger;

import java.util.Comparator;
import java.util.Locale;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;

/**
 * An account of the ledger. A positive balance is what the house owes to the account's owner, so a
 * deposit is positive for the member and negative for the bank.
 */
public sealed interface LedgerAccount extends Comparable<LedgerAccount> {
  /** The only currency that can be posted to it. */
  CurrencyCode currency();

  /** Name for people: {@code member/M01/HOUSE/USD}, {@code house/variation_margin/USD}. */
  String code();

  /** House accounts by purpose, then member accounts by group; each by currency. */
  @Override
  default int compareTo(LedgerAccount other) {
    // By parts, not by code: an identity may hold a slash, and two accounts must never be one.
    return switch (this) {
      case House mine when other instanceof House theirs -> House.ORDER.compare(mine, theirs);
      case MemberCash mine when other instanceof MemberCash theirs ->
          MemberCash.ORDER.compare(mine, theirs);
      case House _ -> -1;
      case MemberCash _ -> 1;
    };
  }

  /** Cash that a member's account group holds with the house; negative when it owes. */
  record MemberCash(AccountGroup group, CurrencyCode currency) implements LedgerAccount {
    private static final Comparator<MemberCash> ORDER =
        Comparator.comparing(MemberCash::group).thenComparing(MemberCash::currency);

    @Override
    public String code() {
      return "member/%s/%s".formatted(group, currency);
    }

    @Override
    public String toString() {
      return code();
    }
  }

  /** An account of the house itself. */
  record House(Purpose purpose, CurrencyCode currency) implements LedgerAccount {
    private static final Comparator<House> ORDER =
        Comparator.comparing(House::purpose).thenComparing(House::currency);

    @Override
    public String code() {
      return "house/%s/%s".formatted(purpose.name().toLowerCase(Locale.ROOT), currency);
    }

    @Override
    public String toString() {
      return code();
    }
  }

  /**
   * What a house account is for. The three clearing accounts are back at zero after every cycle.
   */
  enum Purpose {
    /** Cash at the settlement bank; negative, because the bank owes it to the house. */
    SETTLEMENT_BANK,
    /** Clearing account of variation margin. */
    VARIATION_MARGIN,
    /** Clearing account of option premiums. */
    PREMIUM,
    /** Clearing account of cash paid at expiry. */
    SETTLEMENT,
    /** Fees earned. */
    FEES
  }
}
