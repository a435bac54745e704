package novate.index;

import static novate.market.Checks.require;

import java.time.LocalDate;
import novate.market.BusinessCalendar;

/**
 * What stands in for a fixing that is missing or gated, and how long a value may be restated.
 * Methodology, sections 10 and 11. Days are business days of the index's calendar.
 *
 * @param delayBusinessDays a late print is waited for this long after the fixing date; only then is
 *     the previous value taken without anybody's decision
 * @param previousDaysMax a value is carried at most this far, so at most so many days in a row have
 *     the same one
 * @param correctionWindowBusinessDays a fixing may be restated this long after its date
 */
public record FixingPolicy(
    int delayBusinessDays, int previousDaysMax, int correctionWindowBusinessDays) {
  private static final int CORRECTION_WINDOW = 2;

  /** What the methodology of the house says. */
  public static final FixingPolicy HOUSE = of(ShippedMethodologies.of("house"));

  /** Refuses numbers below zero. */
  public FixingPolicy {
    require(
        delayBusinessDays >= 0 && previousDaysMax >= 0 && correctionWindowBusinessDays >= 0,
        "days of a fixing policy must not be negative, got %d, %d and %d",
        delayBusinessDays,
        previousDaysMax,
        correctionWindowBusinessDays);
  }

  /**
   * What the fallbacks of a methodology say; without a delay nothing is waited for, and without a
   * previous value none is carried. The correction window is the same for all.
   */
  public static FixingPolicy of(Methodology methodology) {
    int delay = 0;
    int carried = 0;
    for (Fallback fallback : methodology.fallbacks()) {
      switch (fallback) {
        case Fallback.DelayedPrint waits -> delay = waits.businessDays();
        case Fallback.PreviousValue previous -> carried = previous.daysMax();
        // People may decide at any time; how many of them is the same for everything they decide.
        case Fallback.CommitteeValue _ -> {}
      }
    }
    return new FixingPolicy(delay, carried, CORRECTION_WINDOW);
  }

  /** True when a late print of a date is waited for no longer. */
  public boolean isDelayOver(BusinessCalendar calendar, LocalDate fixingDate, LocalDate today) {
    return today.isAfter(calendar.plus(fixingDate, delayBusinessDays));
  }

  /** True when a value of one date may still stand in on a later one. */
  public boolean mayCarry(BusinessCalendar calendar, LocalDate from, LocalDate to) {
    return calendar.businessDaysAfter(from, to) <= previousDaysMax;
  }

  /** The last business day on which a fixing of a date may be restated. */
  public LocalDate windowEnd(BusinessCalendar calendar, LocalDate fixingDate) {
    return calendar.plus(fixingDate, correctionWindowBusinessDays);
  }
}
