package novate.ledger;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import novate.market.Money;

/**
 * What happened on one account between two business dates, both included.
 *
 * <pre>
 * opening  = sum of all postings before {@code from}
 * running  = opening + the amounts down to the line
 * closing  = the last running balance, or the opening one when nothing happened
 * </pre>
 *
 * <p>Positive is what the house owes to the account's owner, and what the owner receives.
 */
public record AccountStatement(
    LedgerAccount account,
    LocalDate from,
    LocalDate to,
    Money opening,
    List<Line> lines,
    Money closing) {
  /** One entry's effect on the account. */
  public record Line(
      LocalDate businessDate, String entryId, String cause, Money amount, Money balance) {}

  /** Keeps its own copy of the lines. */
  public AccountStatement {
    lines = List.copyOf(lines);
  }

  /**
   * The statement of an account. Lines stand by business date; within one in the order given, which
   * is the order of posting.
   *
   * @param entries of any accounts and dates, each once
   * @throws IllegalArgumentException when the first date is after the last
   * @throws ArithmeticException when a balance does not fit
   */
  public static AccountStatement of(
      LedgerAccount account, LocalDate from, LocalDate to, Collection<LedgerEntry> entries) {
    require(!from.isAfter(to), "statement of %s from %s to %s", account.code(), from, to);
    List<LedgerEntry> byDate =
        entries.stream()
            .filter(entry -> !entry.businessDate().isAfter(to))
            .sorted(Comparator.comparing(LedgerEntry::businessDate))
            .toList();
    Money opening = Money.zero(account.currency());
    Money running = opening;
    List<Line> lines = new ArrayList<>();
    for (LedgerEntry entry : byDate) {
      for (Posting posting : entry.postings()) {
        if (posting.account().equals(account)) {
          running = running.plus(posting.amount());
          if (entry.businessDate().isBefore(from)) {
            opening = running;
          } else {
            lines.add(
                new Line(
                    entry.businessDate(), entry.id(), entry.cause(), posting.amount(), running));
          }
        }
      }
    }
    return new AccountStatement(account, from, to, opening, lines, running);
  }
}
