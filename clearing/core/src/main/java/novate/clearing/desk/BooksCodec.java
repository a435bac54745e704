package novate.clearing.desk;

import static novate.market.Checks.require;

import novate.ledger.LedgerAccount;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import novate.wire.event.CashPaid;
import novate.wire.event.DeskBalance;
import novate.wire.event.LotsChanged;

/**
 * The keys and balances of a desk's books. The parts of a key are set apart by blanks, which no
 * identity holds: two accounts must never be one.
 */
final class BooksCodec {
  private BooksCodec() {}

  static String key(LedgerAccount account) {
    return switch (account) {
      case MemberCash(AccountGroup group, CurrencyCode currency) ->
          "cash %s %s %s".formatted(group.member(), group.name(), currency);
      case House(LedgerAccount.Purpose purpose, CurrencyCode currency) ->
          "house %s %s".formatted(purpose, currency);
    };
  }

  static String callKey(AccountGroup group, CurrencyCode currency) {
    return "call %s %s %s".formatted(group.member(), group.name(), currency);
  }

  static String key(CashPaid payment) {
    return "payment " + payment.getPaymentId();
  }

  static String key(LotsChanged changed) {
    return "lots %d %s".formatted(changed.getAccountIndex(), changed.getBusinessDate());
  }

  static DeskBalance balance(LedgerAccount account, Money balance) {
    return switch (account) {
      case MemberCash(AccountGroup group, CurrencyCode currency) ->
          new DeskBalance(
              group.member().value(), group.name(), null, currency.code(), balance.minorUnits());
      case House(LedgerAccount.Purpose purpose, CurrencyCode currency) ->
          new DeskBalance(null, null, purpose.name(), currency.code(), balance.minorUnits());
    };
  }

  /**
   * Whose balance it is.
   *
   * @throws IllegalArgumentException when it names neither a group nor a purpose, or both
   */
  static LedgerAccount account(DeskBalance balance) {
    CurrencyCode currency = new CurrencyCode(balance.getCurrency());
    String member = balance.getMemberId();
    String group = balance.getAccountGroup();
    String purpose = balance.getPurpose();
    if (purpose != null) {
      require(
          member == null && group == null,
          "the balance is of a group and of the house: %s",
          balance);
      return new House(LedgerAccount.Purpose.valueOf(purpose), currency);
    }
    require(member != null && group != null, "the balance is of nobody: %s", balance);
    return new MemberCash(new AccountGroup(new MemberId(member), group), currency);
  }
}
