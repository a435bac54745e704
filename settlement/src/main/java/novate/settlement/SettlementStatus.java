package novate.settlement;

import java.time.LocalDate;
import novate.index.FixingPolicy;
import novate.market.BusinessCalendar;
import novate.market.Contract;

/**
 * Whether the final settlement price of an expired contract can still change by a restated fixing.
 *
 * <pre>PROVISIONAL  until the correction window of the last fixing, that of the expiry date, closes
 * FINAL        from then on; what is wrong is put right by cash, by two people</pre>
 *
 * <p>Cash is paid and positions are closed at the provisional price; a restatement pays the
 * difference. Methodology, section 11.
 */
public enum SettlementStatus {
  /** A restated fixing still changes it. */
  PROVISIONAL,
  /** Only cash is adjusted any more. */
  FINAL;

  /** The status of a contract that has expired, on a business date. */
  public static SettlementStatus of(
      Contract expired, BusinessCalendar calendar, FixingPolicy policy, LocalDate today) {
    return today.isAfter(windowEnd(expired, calendar, policy)) ? FINAL : PROVISIONAL;
  }

  /** The last business date on which it is provisional. */
  public static LocalDate windowEnd(
      Contract contract, BusinessCalendar calendar, FixingPolicy policy) {
    return policy.windowEnd(calendar, contract.expiry());
  }
}
