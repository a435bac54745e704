package novate.stress;

import java.util.Comparator;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;

/**
 * What one position loses in one scenario.
 *
 * @param loss lots times the rounded loss of one long lot, exact; negative when it gains
 * @param lossInBase the same in the base currency, rounded up
 */
public record PositionLoss(
    AccountId account, ContractId contract, Lots lots, Money loss, Money lossInBase) {
  /** Largest loss first; ties by account, then contract. */
  static final Comparator<PositionLoss> BY_LOSS =
      Comparator.comparingLong((PositionLoss position) -> position.lossInBase().minorUnits())
          .reversed()
          .thenComparing(PositionLoss::account)
          .thenComparing(PositionLoss::contract);
}
