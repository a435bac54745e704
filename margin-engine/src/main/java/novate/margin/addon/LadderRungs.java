package novate.margin.addon;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.margin.addon.LadderRate.Rung;
import novate.margin.addon.LadderRate.RungKind;
import novate.market.BusinessCalendar;
import novate.market.Future;
import novate.market.Lots;
import novate.scenario.RateLadderParameters;
import novate.scenario.RateLadderParameters.DeliveryRung;
import novate.scenario.RateLadderParameters.HolidayRung;
import novate.scenario.RateLadderParameters.OpenInterestRung;

/**
 * Which rungs of one ladder apply to a future at the settlement of one date.
 *
 * <p>A rung towards delivery that begins on a trading day is charged at the settlement of the
 * trading day before it, as the margin is held over that day. So it is looked up for the
 * <em>next</em> trading day. (SHFE, Settlement Parameter for March 2021: silver 2103, last trading
 * day 15 March, has 20 % from the settlement of 10 March, because 11 March is the second trading
 * day before the last.)
 */
final class LadderRungs {
  private final RateLadderParameters ladder;
  private final BusinessCalendar calendar;
  private final LocalDate date;
  private final LocalDate next;
  private final LadderState state;

  LadderRungs(
      RateLadderParameters ladder, BusinessCalendar calendar, LocalDate date, LadderState state) {
    this.ladder = ladder;
    this.calendar = calendar;
    this.date = date;
    this.next = calendar.next(date);
    this.state = state;
  }

  /** What must be known of a future before it has a rate, and is not; none when it has one. */
  Optional<String> missing(Future future) {
    return ladder.openInterest().isEmpty() || state.openInterest().containsKey(future.id())
        ? Optional.empty()
        : Optional.of(
            "contract %s: its rate ladder has bands of open interest, and how much is open is not known"
                .formatted(future.id()));
  }

  /** The rate of a future of which nothing is {@link #missing}, with the rung that made it. */
  LadderRate rate(Future future) {
    List<Rung> rungs = new ArrayList<>();
    rungs.add(new Rung(RungKind.NORMAL, ladder.normal(), "normal rate"));
    for (DeliveryRung rung : ladder.delivery()) {
      delivery(future, rung, rungs);
    }
    openInterest(future, rungs);
    limitLocked(future, rungs);
    ladder.holiday().ifPresent(rung -> holiday(rung, rungs));
    return LadderRate.highest(rungs);
  }

  private void delivery(Future future, DeliveryRung rung, List<Rung> rungs) {
    LocalDate start = start(future, rung);
    if (!next.isBefore(start)) {
      rungs.add(
          new Rung(
              RungKind.DELIVERY,
              rung.rate(),
              "from %s: %s".formatted(start, distance(rung, future))));
    }
  }

  /** How far before its delivery month, or its last trading day, a rung of a future begins. */
  private static String distance(DeliveryRung rung, Future future) {
    return switch (rung.start()) {
      case MONTHS_BEFORE_DELIVERY ->
          rung.count() == 0
              ? "delivery month " + future.month()
              : "%s before delivery month %s"
                  .formatted(counted(rung.count(), "month"), future.month());
      case TRADING_DAYS_BEFORE_LAST ->
          rung.count() == 0
              ? "the last trading day, which is " + future.expiry()
              : "%s before the last, which is %s"
                  .formatted(counted(rung.count(), "trading day"), future.expiry());
    };
  }

  private static String counted(int count, String one) {
    return count == 1 ? "1 " + one : count + " " + one + "s";
  }

  private LocalDate start(Future future, DeliveryRung rung) {
    return switch (rung.start()) {
      case MONTHS_BEFORE_DELIVERY -> {
        YearMonth month = future.month().minusMonths(rung.count());
        yield calendar.next(month.atDay(1).minusDays(1));
      }
      case TRADING_DAYS_BEFORE_LAST -> tradingDaysBefore(future.expiry(), rung.count());
    };
  }

  private LocalDate tradingDaysBefore(LocalDate last, int count) {
    LocalDate day = last;
    for (int i = 0; i < count; i++) {
      day = calendar.previous(day);
    }
    return day;
  }

  /** True when the future is so near its end that it is no longer netted with other months. */
  boolean isChargedOnBothSides(Future future) {
    return ladder.bothSidesLastDays() > 0
        && !next.isBefore(tradingDaysBefore(future.expiry(), ladder.bothSidesLastDays() - 1));
  }

  private void openInterest(Future future, List<Rung> rungs) {
    if (ladder.openInterest().isEmpty()) {
      return;
    }
    Lots open =
        found(
            state.openInterest().get(future.id()),
            "contract %s: open interest is not known",
            future.id());
    for (OpenInterestRung rung : ladder.openInterest()) {
      if (open.value() > rung.aboveLots()) {
        rungs.add(
            new Rung(
                RungKind.OPEN_INTEREST,
                rung.rate(),
                "open interest %s is above %s lots".formatted(open.value(), rung.aboveLots())));
      }
    }
  }

  private void limitLocked(Future future, List<Rung> rungs) {
    int days = state.lockedDays(future.id());
    if (days > 0 && !ladder.limitLocked().isEmpty()) {
      int step = Math.min(days, ladder.limitLocked().size());
      rungs.add(
          new Rung(
              RungKind.LIMIT_LOCKED,
              ladder.limitLocked().get(step - 1),
              "limit-locked on %s, up to %s".formatted(counted(days, "consecutive day"), date)));
    }
  }

  /** The closure that begins within the rung's sessions, looked for from the margin date on. */
  private void holiday(HolidayRung rung, List<Rung> rungs) {
    LocalDate open = calendar.isBusinessDay(date) ? date : calendar.previous(date);
    for (int i = 0; i < rung.sessionsBefore(); i++) {
      LocalDate reopening = calendar.next(open);
      long closed = ChronoUnit.DAYS.between(open, reopening) - 1;
      if (closed >= rung.closedDaysMin()) {
        rungs.add(
            new Rung(
                RungKind.HOLIDAY,
                rung.rate(),
                "closed for %s days from %s to %s"
                    .formatted(closed, open.plusDays(1), reopening.minusDays(1))));
        return;
      }
      open = reopening;
    }
  }
}
