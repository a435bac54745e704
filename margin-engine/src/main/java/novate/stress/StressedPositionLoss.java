package novate.stress;

import java.util.Comparator;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;

/**
 * What one position of an account loses in one stress scenario.
 *
 * @param loss lots times the rounded loss of one long lot, exact; negative when it gains
 * @param lossInBase the same in the base currency, rounded up
 */
public record StressedPositionLoss(
    AccountId account, ContractId contract, Lots lots, Money loss, Money lossInBase) {
  /** Largest loss first; ties by account, then contract. */
  static final Comparator<StressedPositionLoss> BY_LOSS =
      Comparator.comparingLong(
              (StressedPositionLoss position) -> position.lossInBase().minorUnits())
          .reversed()
          .thenComparing(StressedPositionLoss::account)
          .thenComparing(StressedPositionLoss::contract);
}
