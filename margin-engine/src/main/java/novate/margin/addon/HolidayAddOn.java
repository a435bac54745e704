package novate.margin.addon;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import novate.market.AccountId;
import novate.market.BusinessCalendar;

/**
 * Days without trading after the margin date that an ordinary week would not have.
 *
 * <pre>
 * closed = calendar days from the next weekday (Monday to Friday) after the margin date
 *          to the next trading day after it
 * add-on = ( sqrt((h + closed) / h) - 1 ) * risk
 * </pre>
 *
 * <p>The weekend rule: the scan ranges of a horizon were measured over ordinary weeks, so a weekend
 * alone adds nothing (margin date Friday, next trading day Monday: 0). A weekend that a holiday
 * joins counts, as it was not to be expected from the margin date: Thursday before a closed Friday
 * has 3 (Friday, Saturday, Sunday), Friday before a closed Monday has 1.
 *
 * <p>Worked example: margin date 30 September 2026 in Shanghai, closed 1 to 7 October: the next
 * weekday is 1 October, the next trading day 8 October, closed 7; h = 2 and a risk of 100,000.00
 * CNY give (sqrt 4.5 - 1) * 100,000 = 112,132.04 CNY, rounded up.
 */
final class HolidayAddOn {
  private HolidayAddOn() {}

  /** Calendar days without trading beyond the ordinary weekend; zero or more. */
  static long closedDays(BusinessCalendar calendar, LocalDate date) {
    LocalDate weekday = date.plusDays(1);
    while (weekday.getDayOfWeek() == DayOfWeek.SATURDAY
        || weekday.getDayOfWeek() == DayOfWeek.SUNDAY) {
      weekday = weekday.plusDays(1);
    }
    return ChronoUnit.DAYS.between(weekday, calendar.next(date));
  }

  /** sqrt((h + closed) / h); 1 or more. */
  static double factor(int horizonDays, long closedDays) {
    return Math.sqrt((double) (horizonDays + closedDays) / horizonDays);
  }

  static AddOn of(AccountId account, MarketExposure exposure, LocalDate date, int horizonDays) {
    long closed = closedDays(exposure.calendar(), date);
    double factor = factor(horizonDays, closed);
    return new AddOn(
        AddOn.Kind.HOLIDAY,
        account,
        Optional.of(exposure.commodity()),
        RoundUp.share(exposure.risk(), factor - 1, "holiday of " + exposure.commodity()),
        new Inputs()
            .of("date", date)
            .of("next_trading_day", exposure.calendar().next(date))
            .of("closed_days", closed, "days")
            .of("horizon", horizonDays, "days")
            .of("factor", factor)
            .of("risk", exposure.risk())
            .list());
  }
}
