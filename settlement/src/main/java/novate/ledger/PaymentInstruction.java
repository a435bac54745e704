package novate.ledger;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import novate.ledger.LedgerAccount.House;
import novate.ledger.LedgerAccount.MemberCash;
import novate.ledger.LedgerAccount.Purpose;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;

/**
 * One payment between the house and a member: everything that a business date posted to the member
 * in one currency, netted.
 *
 * <pre>
 * amount(member, currency) = sum of the date's flows (variation margin, premium, settlement, fees)
 * </pre>
 *
 * <p>Cash that has come through the settlement bank has been paid and is in no instruction. An
 * instruction books nothing: what it leads to is booked when the bank confirms it. Its amount is
 * net over the member's account groups; the flows say how much of it is of which group, so that
 * client money stays apart.
 *
 * @param id {@code <date>/PAY/<member>/<currency>}: the same on every run
 * @param amount positive when the member receives it; never zero
 * @param flows what it is made of, by group and purpose; none of them zero
 */
public record PaymentInstruction(
    String id, LocalDate businessDate, MemberId member, Money amount, List<Flow> flows) {
  /** Who pays. */
  public enum Direction {
    /** The house pays the member. */
    HOUSE_PAYS,
    /** The member pays the house. */
    MEMBER_PAYS
  }

  /** Cash of one account group for one purpose; positive when the member receives it. */
  public record Flow(AccountGroup group, Purpose purpose, Money amount) {}

  private record Payee(MemberId member, CurrencyCode currency) implements Comparable<Payee> {
    @Override
    public int compareTo(Payee other) {
      int byMember = member.compareTo(other.member);
      return byMember != 0 ? byMember : currency.compareTo(other.currency);
    }
  }

  private record Reason(AccountGroup group, Purpose purpose) implements Comparable<Reason> {
    @Override
    public int compareTo(Reason other) {
      int byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : purpose.compareTo(other.purpose);
    }
  }

  /** Refuses an amount of zero, and flows that are not its parts. */
  public PaymentInstruction {
    flows = List.copyOf(flows);
    require(!amount.isZero(), "payment instruction %s is over nothing", id);
    Money sum = flows.stream().map(Flow::amount).reduce(Money.zero(amount.currency()), Money::plus);
    require(sum.equals(amount), "payment instruction %s of %s has flows of %s", id, amount, sum);
  }

  /** Who pays. */
  public Direction direction() {
    return amount.minorUnits() > 0 ? Direction.HOUSE_PAYS : Direction.MEMBER_PAYS;
  }

  /**
   * The instructions of a business date by member, then currency; where a member's flows cancel out
   * there is nothing to pay and no instruction.
   *
   * @param entries of any dates, each once, in any order
   * @throws IllegalArgumentException when an entry moves a member's cash and does not say from
   *     which one account of the house
   * @throws ArithmeticException when an amount does not fit
   */
  public static List<PaymentInstruction> of(
      LocalDate businessDate, Collection<LedgerEntry> entries) {
    SortedMap<Payee, SortedMap<Reason, Money>> owed = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.businessDate().equals(businessDate)) {
        add(entry, owed);
      }
    }
    List<PaymentInstruction> instructions = new ArrayList<>();
    owed.forEach(
        (payee, byReason) -> {
          Money net = byReason.values().stream().reduce(Money.zero(payee.currency), Money::plus);
          if (!net.isZero()) {
            String id = "%s/PAY/%s/%s".formatted(businessDate, payee.member, payee.currency);
            instructions.add(
                new PaymentInstruction(id, businessDate, payee.member, net, flows(byReason)));
          }
        });
    return List.copyOf(instructions);
  }

  /**
   * What the house pays less what it receives, per currency: the fees it earned, negative, and
   * nothing else.
   */
  public static SortedMap<CurrencyCode, Money> houseNet(Collection<PaymentInstruction> all) {
    SortedMap<CurrencyCode, Money> net = new TreeMap<>();
    all.forEach(each -> net.merge(each.amount.currency(), each.amount, Money::plus));
    return net;
  }

  private static void add(LedgerEntry entry, Map<Payee, SortedMap<Reason, Money>> owed) {
    Set<Purpose> purposes = new TreeSet<>();
    for (Posting posting : entry.postings()) {
      if (posting.account() instanceof House house) {
        purposes.add(house.purpose());
      }
    }
    for (Posting posting : entry.postings()) {
      if (posting.account() instanceof MemberCash cash) {
        require(
            purposes.size() == 1,
            "ledger entry %s moves cash of %s against house accounts %s, expected one",
            entry.id(),
            cash.code(),
            purposes);
        Purpose purpose = purposes.iterator().next();
        if (purpose != Purpose.SETTLEMENT_BANK) {
          owed.computeIfAbsent(
                  new Payee(cash.group().member(), cash.currency()), _ -> new TreeMap<>())
              .merge(new Reason(cash.group(), purpose), posting.amount(), Money::plus);
        }
      }
    }
  }

  private static List<Flow> flows(SortedMap<Reason, Money> byReason) {
    return byReason.entrySet().stream()
        .filter(each -> !each.getValue().isZero())
        .map(each -> new Flow(each.getKey().group, each.getKey().purpose, each.getValue()))
        .collect(Collectors.toUnmodifiableList());
  }
}
