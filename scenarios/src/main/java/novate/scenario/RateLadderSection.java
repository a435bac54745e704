package novate.scenario;

import static novate.market.Checks.require;
import static novate.scenario.SpreadSection.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.DeliveryRung;
import novate.scenario.RateLadderParameters.DeliveryStart;
import novate.scenario.RateLadderParameters.HolidayRung;
import novate.scenario.RateLadderParameters.OpenInterestRung;
import novate.scenario.RateLadderParameters.Sides;
import novate.wire.YamlFields;

/**
 * The section {@code rate_ladder} of a commodity in a parameter file, both ways.
 *
 * <pre>
 * rate_ladder:
 *   basis: LARGER_WITH_SCAN
 *   sides: LARGER
 *   both_sides_last_days: 5
 *   normal: 0.08
 *   delivery:
 *     - {start: MONTHS_BEFORE_DELIVERY, count: 1, rate: 0.10}
 *     - {start: MONTHS_BEFORE_DELIVERY, count: 0, rate: 0.15}
 *     - {start: TRADING_DAYS_BEFORE_LAST, count: 2, rate: 0.20}
 *   open_interest:
 *     - {above_lots: 120000, rate: 0.10}
 *   limit_locked:
 *     - {day: 1, rate: 0.15}
 *     - {day: 2, rate: 0.17}
 *   holiday: {closed_days_min: 4, sessions_before: 2, rate: 0.10}
 * </pre>
 *
 * <p>{@code delivery}, {@code open_interest}, {@code limit_locked} and {@code holiday} may be
 * absent.
 */
final class RateLadderSection {
  static final String NAME = "rate_ladder";

  private RateLadderSection() {}

  static Optional<RateLadderParameters> read(YamlFields commodity) {
    return commodity
        .find(NAME)
        .map(
            ladder ->
                ladder
                    .only(
                        "basis",
                        "sides",
                        "both_sides_last_days",
                        "normal",
                        "delivery",
                        "open_interest",
                        "limit_locked",
                        "holiday")
                    .build(() -> ladder(ladder)));
  }

  private static RateLadderParameters ladder(YamlFields ladder) {
    List<DeliveryRung> delivery = new ArrayList<>();
    for (YamlFields rung : ladder.itemsIfPresent("delivery")) {
      rung.only("start", "count", "rate");
      delivery.add(
          rung.build(
              () ->
                  new DeliveryRung(
                      rung.choice("start", DeliveryStart.class),
                      rung.integer("count"),
                      rung.number("rate"))));
    }
    List<OpenInterestRung> openInterest = new ArrayList<>();
    for (YamlFields rung : ladder.itemsIfPresent("open_interest")) {
      rung.only("above_lots", "rate");
      openInterest.add(
          rung.build(() -> new OpenInterestRung(rung.integer("above_lots"), rung.number("rate"))));
    }
    return new RateLadderParameters(
        ladder.number("normal"),
        delivery,
        openInterest,
        limitLocked(ladder),
        holiday(ladder),
        ladder.choice("sides", Sides.class),
        ladder.integer("both_sides_last_days"),
        ladder.choice("basis", Basis.class));
  }

  private static List<Double> limitLocked(YamlFields ladder) {
    List<Double> rates = new ArrayList<>();
    for (YamlFields rung : ladder.itemsIfPresent("limit_locked")) {
      rung.only("day", "rate");
      int day = rates.size() + 1;
      rung.build(
          () -> {
            require(rung.integer("day") == day, "day must be %s, got %s", day, rung.integer("day"));
            return day;
          });
      rates.add(rung.number("rate"));
    }
    return rates;
  }

  private static Optional<HolidayRung> holiday(YamlFields ladder) {
    return ladder
        .find("holiday")
        .map(
            rung ->
                rung.only("closed_days_min", "sessions_before", "rate")
                    .build(
                        () ->
                            new HolidayRung(
                                rung.integer("closed_days_min"),
                                rung.integer("sessions_before"),
                                rung.number("rate"))));
  }

  /** Writes a ladder in its place inside a commodity. */
  static void write(StringBuilder text, RateLadderParameters ladder) {
    line(text, "    rate_ladder:");
    line(text, "      basis: %s", ladder.basis());
    line(text, "      sides: %s", ladder.sides());
    line(text, "      both_sides_last_days: %s", ladder.bothSidesLastDays());
    line(text, "      normal: %s", ladder.normal());
    if (!ladder.delivery().isEmpty()) {
      line(text, "      delivery:");
    }
    for (DeliveryRung rung : ladder.delivery()) {
      line(
          text,
          "        - {start: %s, count: %s, rate: %s}",
          rung.start(),
          rung.count(),
          rung.rate());
    }
    if (!ladder.openInterest().isEmpty()) {
      line(text, "      open_interest:");
    }
    for (OpenInterestRung rung : ladder.openInterest()) {
      line(text, "        - {above_lots: %s, rate: %s}", rung.aboveLots(), rung.rate());
    }
    if (!ladder.limitLocked().isEmpty()) {
      line(text, "      limit_locked:");
    }
    int day = 1;
    for (double rate : ladder.limitLocked()) {
      line(text, "        - {day: %s, rate: %s}", day, rate);
      day++;
    }
    ladder
        .holiday()
        .ifPresent(
            rung ->
                line(
                    text,
                    "      holiday: {closed_days_min: %s, sessions_before: %s, rate: %s}",
                    rung.closedDaysMin(),
                    rung.sessionsBefore(),
                    rung.rate()));
  }
}
