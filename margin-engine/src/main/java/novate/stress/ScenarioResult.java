package novate.stress;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.StressScenario;

/**
 * What one scenario costs.
 *
 * @param base the currency that members are compared in
 * @param accounts by id
 * @param members most loss over margin first, ties by id
 * @param floored contracts held whose price would have gone below what their product allows; they
 *     stopped at one tick
 */
public record ScenarioResult(
    StressScenario scenario,
    CurrencyCode base,
    List<AccountStress> accounts,
    List<MemberStress> members,
    SortedSet<ContractId> floored) {
  /** Most Cover-2 first; ties by the id of the scenario. */
  public static final Comparator<ScenarioResult> BY_SEVERITY =
      Comparator.comparingLong((ScenarioResult each) -> each.coverTwo().minorUnits())
          .reversed()
          .thenComparing(each -> each.scenario().id());

  /** Keeps its own copies. */
  public ScenarioResult {
    accounts = List.copyOf(accounts);
    members = List.copyOf(members);
    floored = new TreeSet<>(floored);
  }

  /** Cover-1: the loss over margin of the worst member. */
  public Money coverOne() {
    return cover(1);
  }

  /** Cover-2: the loss over margin of the two worst members together. */
  public Money coverTwo() {
    return cover(2);
  }

  /**
   * The members that cover counts, worst first: at most {@code count}, and only those that lose
   * more than their margin.
   */
  public List<MemberStress> covered(int count) {
    return members.stream()
        .limit(count)
        .filter(member -> !member.lossOverMargin().isZero())
        .toList();
  }

  /** The positions that lose most, over all accounts; gains are left out. */
  public List<StressedPositionLoss> topContributors(int count) {
    return accounts.stream()
        .flatMap(account -> account.positions().stream())
        .filter(position -> position.lossInBase().minorUnits() > 0)
        .sorted(StressedPositionLoss.BY_LOSS)
        .limit(count)
        .toList();
  }

  private Money cover(int count) {
    Money sum = Money.zero(base);
    for (MemberStress member : covered(count)) {
      sum = sum.plus(member.lossOverMargin());
    }
    return sum;
  }
}
