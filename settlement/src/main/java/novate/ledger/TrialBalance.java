package novate.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * Every account with its balance, and whether the books are right:
 *
 * <pre>
 * sum of debits = sum of credits              per currency
 * balance = 0                                 of every clearing account (VARIATION_MARGIN, PREMIUM,
 *                                             SETTLEMENT), after every cycle
 * </pre>
 *
 * <p>A positive balance is a credit: the house owes it. It is added up from single postings, so
 * that it also judges entries that somebody else wrote.
 *
 * @param lines by account
 * @param totals by currency
 */
public record TrialBalance(List<Line> lines, SortedMap<CurrencyCode, Total> totals) {
  /**
   * One account; of debit and credit at least one is zero and neither is negative.
   *
   * @param balance credit less debit
   */
  public record Line(LedgerAccount account, Money debit, Money credit, Money balance) {}

  /**
   * All accounts of a currency.
   *
   * @param difference credits less debits; zero when the books are right
   */
  public record Total(Money debit, Money credit, Money difference) {}

  /** Keeps its own copy of the lines. */
  public TrialBalance {
    lines = List.copyOf(lines);
  }

  /**
   * Adds up postings, in any order.
   *
   * @throws ArithmeticException when a balance does not fit
   */
  public static TrialBalance of(Collection<Posting> postings) {
    SortedMap<LedgerAccount, Money> balances = new TreeMap<>();
    postings.forEach(each -> balances.merge(each.account(), each.amount(), Money::plus));
    return ofBalances(balances);
  }

  /** The trial balance of a ledger as it stands. */
  public static TrialBalance of(Ledger ledger) {
    return ofBalances(ledger.balances());
  }

  private static TrialBalance ofBalances(Map<LedgerAccount, Money> balances) {
    List<Line> lines = new ArrayList<>();
    SortedMap<CurrencyCode, Total> totals = new TreeMap<>();
    balances.forEach(
        (account, balance) -> {
          Line line = line(account, balance);
          lines.add(line);
          totals.merge(
              account.currency(),
              new Total(line.debit, line.credit, balance),
              (one, other) ->
                  new Total(
                      one.debit.plus(other.debit),
                      one.credit.plus(other.credit),
                      one.difference.plus(other.difference)));
        });
    return new TrialBalance(lines, totals);
  }

  private static Line line(LedgerAccount account, Money balance) {
    Money none = Money.zero(balance.currency());
    return balance.minorUnits() < 0
        ? new Line(account, balance.negated(), none, balance)
        : new Line(account, none, balance, balance);
  }

  /** Currencies whose credits are not their debits, in words; none when the books are right. */
  public List<String> imbalances() {
    List<String> wrong = new ArrayList<>();
    totals.forEach(
        (currency, total) -> {
          if (!total.difference.isZero()) {
            wrong.add(
                "all accounts in %s: debits %s, credits %s, expected equal, difference %s"
                    .formatted(
                        currency,
                        total.debit.decimal(),
                        total.credit.decimal(),
                        total.difference.decimal()));
          }
        });
    return wrong;
  }

  /**
   * Clearing accounts that are not at zero, in words; none when they are. They must be after every
   * cycle of the whole house; while a cycle posts, or in the books of one desk, they need not be.
   */
  public List<String> openClearingAccounts() {
    return lines.stream()
        .filter(line -> isClearing(line.account) && !line.balance.isZero())
        .map(
            line ->
                "clearing account %s holds %s, expected zero"
                    .formatted(line.account.code(), line.balance))
        .toList();
  }

  private static boolean isClearing(LedgerAccount account) {
    return switch (account) {
      case House house -> house.purpose().isClearing();
      case MemberCash _ -> false;
    };
  }
}
