package novate.margin.format;

import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.Lots;

/**
 * The positions of one account in a position file.
 *
 * @param firm clearing member
 * @param account its account
 * @param accountType {@code M} member, {@code H} hedger, {@code S} speculator
 * @param isCustomer false for the member's own
 * @param lotsByContract signed lots; several rows of one contract are added
 */
public record SpanPortfolio(
    String firm,
    String account,
    String accountType,
    boolean isCustomer,
    SortedMap<SpanContract.Key, Lots> lotsByContract) {
  /** Keeps its own copy. */
  public SpanPortfolio {
    lotsByContract = new TreeMap<>(lotsByContract);
  }

  /**
   * The account class whose ratio applies: HOUSE for the member's own and for member rates, for
   * customers CLIENT_NET at hedger rates and SEGREGATED at speculator rates.
   */
  public AccountClass accountClass() {
    if (!isCustomer || accountType.equals("M")) {
      return AccountClass.HOUSE;
    }
    return accountType.equals("H") ? AccountClass.CLIENT_NET : AccountClass.SEGREGATED;
  }
}
