package novate.settlement;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.Future;

/**
 * The fixings a future settles on: which dates are scheduled, which of them are published, which
 * are missing.
 *
 * <p>LAST_FIXING has one scheduled date, the expiry; MONTHLY_AVERAGE has the n business days of the
 * contract's month. Of several revisions of one date the highest counts.
 */
public final class ScheduledFixings {
  private final List<LocalDate> scheduled;
  private final SortedMap<LocalDate, Fixing> published;

  private ScheduledFixings(List<LocalDate> scheduled, SortedMap<LocalDate, Fixing> published) {
    this.scheduled = scheduled;
    this.published = published;
  }

  /**
   * Finds a future's fixings among those given; fixings of other dates do not matter.
   *
   * @param fixings of the product's index, in any order
   * @throws IllegalArgumentException for a calendar that is not the product's, a fixing of another
   *     index, two different fixings with the same date and revision, and a schedule without dates
   */
  public static ScheduledFixings of(
      Future future, BusinessCalendar calendar, Collection<Fixing> fixings) {
    require(
        calendar.id().equals(future.product().calendar()),
        "contract %s has calendar %s, got %s",
        future.id(),
        future.product().calendar(),
        calendar.id());
    List<LocalDate> scheduled = scheduled(future, calendar);
    require(!scheduled.isEmpty(), "contract %s has no scheduled fixing date", future.id());
    SortedMap<LocalDate, Fixing> published = new TreeMap<>();
    for (Fixing fixing : fixings) {
      require(
          fixing.index().equals(future.product().index()),
          "contract %s settles on index %s, got a fixing of %s",
          future.id(),
          future.product().index(),
          fixing.index());
      if (scheduled.contains(fixing.date())) {
        published.merge(fixing.date(), fixing, ScheduledFixings::latest);
      }
    }
    return new ScheduledFixings(scheduled, published);
  }

  private static List<LocalDate> scheduled(Future future, BusinessCalendar calendar) {
    FinalSettlement rule = future.product().finalSettlement();
    return switch (rule) {
      case LAST_FIXING -> List.of(future.expiry());
      case MONTHLY_AVERAGE -> calendar.averagingDays(future.month());
    };
  }

  private static Fixing latest(Fixing one, Fixing other) {
    require(
        one.revision() != other.revision() || one.equals(other),
        "fixing %s %s revision %d has two contents",
        one.index(),
        one.date(),
        one.revision());
    return one.revision() >= other.revision() ? one : other;
  }

  /** All scheduled dates, ascending. */
  public List<LocalDate> scheduled() {
    return scheduled;
  }

  /** The fixings published for scheduled dates, by date. */
  public List<Fixing> published() {
    return List.copyOf(published.values());
  }

  /** Scheduled dates without a fixing, ascending. */
  public List<LocalDate> missing() {
    List<LocalDate> missing = new ArrayList<>(scheduled);
    missing.removeAll(published.keySet());
    return List.copyOf(missing);
  }

  /**
   * n, m and the unrounded sum of the m published fixings: the state at the time up to which
   * fixings were given.
   */
  public AveragingState averagingState() {
    return new AveragingState(scheduled.size(), published.size(), sum());
  }

  BigDecimal sum() {
    return published.values().stream().map(Fixing::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
