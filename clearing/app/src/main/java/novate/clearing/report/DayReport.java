package novate.clearing.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * A clearing day in figures. Money is a decimal string in the currency named by its key;
 * requirements are positive, cash flows are positive when the member receives them.
 *
 * @param trades trades, corrections and busts that were booked
 * @param duplicates records without effect, because they were booked or refused before
 * @param rejects refused records by reason
 * @param legs novated and reversing legs
 * @param positions open positions at the end, by account and contract
 * @param margin requirement of the last cycle by member, then currency
 * @param initialMargin the part of it that covers open positions, by member, then currency
 * @param calls every call in its last state
 * @param settledContracts what expired, at which price, and what it paid
 * @param positionSums lots over all accounts by contract: all zero
 * @param cashSums what the house's clearing accounts hold by currency: all zero
 * @param ledgerSums sum of all postings by currency: all zero
 * @param digest of positions, cycle results, calls and ledger
 */
public record DayReport(
    LocalDate businessDate,
    long trades,
    long duplicates,
    SortedMap<String, Long> rejects,
    long legs,
    long positions,
    SortedMap<String, SortedMap<String, String>> margin,
    SortedMap<String, SortedMap<String, String>> initialMargin,
    List<CallLine> calls,
    List<SettledLine> settledContracts,
    SortedMap<String, Long> positionSums,
    SortedMap<String, String> cashSums,
    SortedMap<String, String> ledgerSums,
    String digest) {

  /** A margin call in its last state. */
  public record CallLine(
      String callId,
      String member,
      String accountGroup,
      String currency,
      String requirement,
      String collateral,
      String amount,
      String outstanding,
      String state) {}

  /**
   * A contract that expired.
   *
   * @param price final settlement price in the product's own decimals; an option's intrinsic value
   * @param openLots lots held long before it settled
   * @param cash what the winning side received on the last day, variation margin and settlement
   *     together
   */
  public record SettledLine(
      String contract, String price, long openLots, String currency, String cash) {}

  /** True when everything that must be zero is. */
  public boolean isBalanced() {
    return positionSums.values().stream().allMatch(lots -> lots == 0)
        && cashSums.values().stream().allMatch(DayReport::isZero)
        && ledgerSums.values().stream().allMatch(DayReport::isZero);
  }

  private static boolean isZero(String decimal) {
    return new BigDecimal(decimal).signum() == 0;
  }
}
