package novate.ledger;

import java.util.Locale;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;

/**
 * An account of the ledger; ordered by its code. A positive balance is what the house owes to the
 * account's owner, so a deposit is positive for the member and negative for the bank.
 */
public sealed interface LedgerAccount extends Comparable<LedgerAccount> {
  /** The only currency that can be posted to it. */
  CurrencyCode currency();

  /** Unique name: {@code member/M01/HOUSE/USD}, {@code house/variation_margin/USD}. */
  String code();

  @Override
  default int compareTo(LedgerAccount other) {
    return code().compareTo(other.code());
  }

  /** Cash that a member's account group holds with the house; negative when it owes. */
  record MemberCash(AccountGroup group, CurrencyCode currency) implements LedgerAccount {
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
