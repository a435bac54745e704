package novate.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Which days count, in which zone. A business day is neither a Saturday, a Sunday nor a holiday.
 * The averaging days of a month are its business days: the scheduled fixing dates of an averaging
 * contract.
 */
public record BusinessCalendar(CalendarId id, ZoneId zone, Set<LocalDate> holidays) {
  /** Keeps its own copy of the holidays. */
  public BusinessCalendar {
    holidays = Set.copyOf(holidays);
  }

  /** True on a day on which the market is open. */
  public boolean isBusinessDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.contains(day);
  }

  /** The first business day after a day. */
  public LocalDate next(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!isBusinessDay(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** The last business day before a day. */
  public LocalDate previous(LocalDate day) {
    LocalDate previous = day.minusDays(1);
    while (!isBusinessDay(previous)) {
      previous = previous.minusDays(1);
    }
    return previous;
  }

  /** The business day so many business days after a day; the day itself for none. */
  public LocalDate plus(LocalDate day, int businessDays) {
    LocalDate reached = day;
    for (int i = 0; i < businessDays; i++) {
      reached = next(reached);
    }
    return reached;
  }

  /** Business days after {@code from}, up to and with {@code to}; zero when it is not later. */
  public int businessDaysAfter(LocalDate from, LocalDate to) {
    int count = 0;
    for (LocalDate day = next(from); !day.isAfter(to); day = next(day)) {
      count++;
    }
    return count;
  }

  /** The scheduled fixing dates of a month, ascending. */
  public List<LocalDate> averagingDays(YearMonth month) {
    return month
        .atDay(1)
        .datesUntil(month.plusMonths(1).atDay(1))
        .filter(this::isBusinessDay)
        .toList();
  }

  /** The last business day of a month. */
  public LocalDate lastBusinessDay(YearMonth month) {
    return previous(month.plusMonths(1).atDay(1));
  }
}
