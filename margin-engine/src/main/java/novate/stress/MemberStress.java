package novate.stress;

import java.util.Comparator;
import java.util.List;
import novate.market.MemberId;
import novate.market.Money;

/**
 * One member in one scenario: the group of all accounts it answers for.
 *
 * <pre>SLOM = sum over its accounts of their SLOM</pre>
 *
 * <p>A sum of what is missing, never less what is left elsewhere: the surplus of a client covers
 * nobody but that client.
 *
 * @param loss of all its accounts, in the base currency; negative when they gain together
 * @param lossOverMargin SLOM, in the base currency; zero or more
 * @param accounts by id
 */
public record MemberStress(
    MemberId member, Money loss, Money lossOverMargin, List<AccountStress> accounts) {
  /** Most missing first; ties by id. */
  static final Comparator<MemberStress> BY_SEVERITY =
      Comparator.comparingLong((MemberStress each) -> each.lossOverMargin().minorUnits())
          .reversed()
          .thenComparing(MemberStress::member);

  /** Keeps its own copy. */
  public MemberStress {
    accounts = List.copyOf(accounts);
  }
}
