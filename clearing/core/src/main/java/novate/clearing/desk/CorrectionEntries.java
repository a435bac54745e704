package novate.clearing.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import novate.ledger.LedgerEntry;
import novate.market.AccountGroup;
import novate.market.CurrencyCode;
import novate.market.MemberId;
import novate.market.Money;
import novate.wire.event.ContractSum;
import novate.wire.event.CorrectionKind;
import novate.wire.event.CorrectionLine;
import novate.wire.event.SettlementCorrected;

/**
 * What a correction books: for each account that held the contract at the end of day corrected, the
 * old price taken back and the new one booked.
 *
 * <pre>
 * reversed        -lots * old * tick
 * rebooked        +lots * new * tick
 * carry_reversed  +lots * old * tick     the next end of day paid from the old price; the last day
 * carry_rebooked  -lots * new * tick     of a contract has none
 * </pre>
 *
 * <p>Lots are those at the end of day corrected: exactly these were carried into the next one; of
 * an option that was paid in cash, those exercised and assigned. Options with a premium are paid
 * for once, so the price of a day between moves no cash. Over the house each kind sums to zero.
 */
final class CorrectionEntries {
  private final SettlementCorrected correction;
  private final LotsHistory history;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private long lots;
  private long cash;

  /** The entries of a correction for the accounts that a history knows. */
  CorrectionEntries(SettlementCorrected correction, LotsHistory history) {
    this.correction = correction;
    this.history = history;
    boolean isCashless =
        correction.getKind() == CorrectionKind.RESTATED_PRICE && !correction.getIsMarkedToMarket();
    if (!isCashless && correction.getOldTicks() != correction.getNewTicks()) {
      held().forEach(this::addHolder);
    }
    correction.getLines().forEach(this::addLine);
  }

  private SortedMap<Integer, Long> held() {
    return correction.getIsMarkedToMarket()
        ? history.heldAt(correction.getContractIndex(), correction.getSettledOn())
        : history.exercisedAt(
            correction.getContractIndex(),
            correction.getSettledOn(),
            correction.getTickMinorUnits());
  }

  private void addHolder(int accountIndex, long held) {
    LotsHistory.Holder holder = history.holder(accountIndex);
    long before = value(held, correction.getOldTicks());
    long after = value(held, correction.getNewTicks());
    lots = Math.addExact(lots, held);
    add(holder, "reversed", Math.negateExact(before));
    add(holder, "rebooked", after);
    if (correction.getCarriedInto() != null) {
      add(holder, "carry_reversed", before);
      add(holder, "carry_rebooked", Math.negateExact(after));
    }
  }

  private long value(long held, long ticks) {
    return Math.multiplyExact(Math.multiplyExact(held, ticks), correction.getTickMinorUnits());
  }

  private void add(LotsHistory.Holder holder, String part, long minorUnits) {
    boolean isVariation =
        correction.getIsMarkedToMarket() && correction.getKind() != CorrectionKind.CASH_ADJUSTMENT;
    String id = "%s/%s/%s".formatted(correction.getCorrectionId(), holder.accountId(), part);
    Money amount = new Money(new CurrencyCode(correction.getCurrency()), minorUnits);
    if (!amount.isZero()) {
      entries.add(
          isVariation
              ? LedgerEntry.variationMargin(
                  id,
                  correction.getBusinessDate(),
                  correction.getCorrectionId(),
                  holder.group(),
                  amount)
              : LedgerEntry.settlement(
                  id,
                  correction.getBusinessDate(),
                  correction.getCorrectionId(),
                  holder.group(),
                  amount));
      cash = Math.addExact(cash, minorUnits);
    }
  }

  private void addLine(CorrectionLine line) {
    AccountGroup group = new AccountGroup(new MemberId(line.getMemberId()), line.getAccountGroup());
    add(new LotsHistory.Holder(line.getAccountId(), group), "adjusted", line.getMinorUnits());
  }

  /** The entries, by account index and then in the order above. */
  List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  /** Cash of this partition, minor units; positive when its accounts receive it. */
  long cash() {
    return cash;
  }

  /** Lots corrected and their cash in this partition: over the house both are zero. */
  ContractSum sum() {
    boolean isSettlement =
        !correction.getIsMarkedToMarket() || correction.getKind() == CorrectionKind.CASH_ADJUSTMENT;
    return new ContractSum(
        correction.getContractIndex(), lots, isSettlement ? 0 : cash, isSettlement ? cash : 0, 0L);
  }
}
