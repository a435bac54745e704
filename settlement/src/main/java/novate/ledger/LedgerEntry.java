package novate.ledger;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.LedgerAccount.Purpose;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * One booking; it exists only if its postings sum to zero in every currency.
 *
 * @param id deterministic and unique: the same fact always has the same id
 * @param cause what it is booked for, for example the cycle or payment id
 */
public record LedgerEntry(String id, LocalDate businessDate, String cause, List<Posting> postings) {
  /** Refuses a blank id or cause, no postings, and postings that do not sum to zero. */
  public LedgerEntry {
    postings = List.copyOf(postings);
    require(!id.isBlank(), "a ledger entry must have an id");
    require(!cause.isBlank(), "ledger entry %s must name its cause", id);
    require(!postings.isEmpty(), "ledger entry %s has no postings", id);
    for (Money sum : imbalances(postings)) {
      require(sum.isZero(), "ledger entry %s sums to %s, expected zero", id, sum);
    }
  }

  /** Cash paid in by a member (positive) or paid out to it (negative). */
  public static LedgerEntry deposit(
      String id, LocalDate businessDate, String cause, AccountGroup group, Money amount) {
    return transfer(id, businessDate, cause, group, amount, Purpose.SETTLEMENT_BANK);
  }

  /** Variation margin; positive when the member receives it. */
  public static LedgerEntry variationMargin(
      String id, LocalDate businessDate, String cause, AccountGroup group, Money amount) {
    return transfer(id, businessDate, cause, group, amount, Purpose.VARIATION_MARGIN);
  }

  /** Option premium; positive when the member receives it, as the seller does. */
  public static LedgerEntry premium(
      String id, LocalDate businessDate, String cause, AccountGroup group, Money amount) {
    return transfer(id, businessDate, cause, group, amount, Purpose.PREMIUM);
  }

  /** Cash of expired options; positive when the member receives it, as the long does. */
  public static LedgerEntry settlement(
      String id, LocalDate businessDate, String cause, AccountGroup group, Money amount) {
    return transfer(id, businessDate, cause, group, amount, Purpose.SETTLEMENT);
  }

  /** Fees; negative when the member pays them. */
  public static LedgerEntry fees(
      String id, LocalDate businessDate, String cause, AccountGroup group, Money amount) {
    return transfer(id, businessDate, cause, group, amount, Purpose.FEES);
  }

  private static LedgerEntry transfer(
      String id,
      LocalDate businessDate,
      String cause,
      AccountGroup group,
      Money toMember,
      Purpose from) {
    return new LedgerEntry(
        id,
        businessDate,
        cause,
        List.of(
            new Posting(new MemberCash(group, toMember.currency()), toMember),
            new Posting(new House(from, toMember.currency()), toMember.negated())));
  }

  /** Sums per currency; an entry in one currency, as nearly all are, needs no map for it. */
  private static Collection<Money> imbalances(List<Posting> postings) {
    CurrencyCode currency = postings.getFirst().amount().currency();
    Money sum = Money.zero(currency);
    for (Posting posting : postings) {
      if (!posting.amount().currency().equals(currency)) {
        return sums(postings).values();
      }
      sum = sum.plus(posting.amount());
    }
    return List.of(sum);
  }

  private static SortedMap<CurrencyCode, Money> sums(List<Posting> postings) {
    SortedMap<CurrencyCode, Money> sums = new TreeMap<>();
    for (Posting posting : postings) {
      sums.merge(posting.amount().currency(), posting.amount(), Money::plus);
    }
    return sums;
  }
}
