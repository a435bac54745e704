package novate.ledger;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;

/**
 * An account of the ledger. A positive balance is what the house owes to the account's owner, so a
 * deposit is positive for the member and negative for the bank.
 */
public sealed interface LedgerAccount extends Comparable<LedgerAccount> {
  /** The only currency that can be posted to it. */
  CurrencyCode currency();

  /** Name for people: {@code member/M01/HOUSE/USD}, {@code house/variation_margin/USD}. */
  String code();

  /**
   * The account that has a {@link #code code}.
   *
   * @throws IllegalArgumentException when no account has it, or more than one, since an identity
   *     may hold a slash
   */
  static LedgerAccount parse(String code, CurrencyCode currency) {
    String ending = "/" + currency;
    require(code.endsWith(ending), "ledger account '%s' is not one of %s", code, currency);
    String owner = code.substring(0, code.length() - ending.length());
    List<LedgerAccount> accounts = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      accounts.add(new House(purpose, currency));
    }
    if (owner.startsWith(MemberCash.PREFIX)) {
      accounts.addAll(MemberCash.candidates(owner.substring(MemberCash.PREFIX.length()), currency));
    }
    accounts.removeIf(account -> !account.code().equals(code));
    require(
        accounts.size() == 1,
        "ledger account '%s' must be exactly one account, it may be %s",
        code,
        accounts);
    return accounts.getFirst();
  }

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

    private static final String PREFIX = "member/";

    @Override
    public String code() {
      return PREFIX + group + "/" + currency;
    }

    /** Every way to read a text as member and group; only groups that exist have such a name. */
    private static List<MemberCash> candidates(String group, CurrencyCode currency) {
      List<MemberCash> candidates = new ArrayList<>();
      for (int slash = group.indexOf('/'); slash > 0; slash = group.indexOf('/', slash + 1)) {
        String name = group.substring(slash + 1);
        if (AccountGroup.isName(name)) {
          MemberId member = new MemberId(group.substring(0, slash));
          candidates.add(new MemberCash(new AccountGroup(member, name), currency));
        }
      }
      return candidates;
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
    FEES;

    /** True for an account that money only passes through: it is at zero after every cycle. */
    public boolean isClearing() {
      return switch (this) {
        case VARIATION_MARGIN, PREMIUM, SETTLEMENT -> true;
        case SETTLEMENT_BANK, FEES -> false;
      };
    }
  }
}
