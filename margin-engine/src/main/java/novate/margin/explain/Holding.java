package novate.margin.explain;

import java.util.Map;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.Lots;

/** What an account is and holds. */
public record Holding(
    AccountId account, AccountClass accountClass, Map<ContractId, Lots> positions) {
  /** Keeps its own copy. */
  public Holding {
    positions = Map.copyOf(positions);
  }
}
