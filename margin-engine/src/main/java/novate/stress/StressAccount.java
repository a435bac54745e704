package novate.stress;

import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.Requirement;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.MemberId;

/**
 * One account as a stress sees it.
 *
 * @param member who answers for it
 * @param positions signed lots by contract
 * @param margins in force, by currency; a currency that is not named has none
 */
public record StressAccount(
    AccountId account,
    MemberId member,
    SortedMap<ContractId, Lots> positions,
    SortedMap<CurrencyCode, MarginInForce> margins) {
  /** Keeps its own copies. */
  public StressAccount {
    positions = new TreeMap<>(positions);
    margins = new TreeMap<>(margins);
  }

  /** An account with the margin that the engine requires of it. */
  public static StressAccount of(
      AccountId account,
      MemberId member,
      SortedMap<ContractId, Lots> positions,
      Requirement requirement) {
    SortedMap<CurrencyCode, MarginInForce> margins = new TreeMap<>();
    requirement
        .currencies()
        .forEach(
            (currency, part) ->
                margins.put(
                    currency, new MarginInForce(part.initialMargin(), part.netOptionValue())));
    return new StressAccount(account, member, positions, margins);
  }
}
