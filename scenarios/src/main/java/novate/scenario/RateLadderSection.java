package novate.scenario;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.DeliveryRung;
import novate.scenario.RateLadderParameters.DeliveryStart;
import novate.scenario.RateLadderParameters.HolidayRung;
import novate.scenario.RateLadderParameters.OpenInterestRung;
import novate.scenario.RateLadderParameters.Sides;

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
    if (!commodity.names().contains(NAME)) {
      return Optional.empty();
    }
    YamlFields ladder =
        commodity
            .fields(NAME)
            .only(
                "basis",
                "sides",
                "both_sides_last_days",
                "normal",
                "delivery",
                "open_interest",
                "limit_locked",
                "holiday");
    return Optional.of(ladder.build(() -> ladder(ladder)));
  }

  private static RateLadderParameters ladder(YamlFields ladder) {
    List<DeliveryRung> delivery = new ArrayList<>();
    for (YamlFields rung : items(ladder, "delivery")) {
      rung.only("start", "count", "rate");
      delivery.add(
          rung.build(
              () ->
                  new DeliveryRung(
                      DeliveryStart.valueOf(rung.text("start")),
                      rung.integer("count"),
                      rung.number("rate"))));
    }
    List<OpenInterestRung> openInterest = new ArrayList<>();
    for (YamlFields rung : items(ladder, "open_interest")) {
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
        Sides.valueOf(ladder.text("sides")),
        ladder.integer("both_sides_last_days"),
        Basis.valueOf(ladder.text("basis")));
  }

  private static List<Double> limitLocked(YamlFields ladder) {
    List<Double> rates = new ArrayList<>();
    for (YamlFields rung : items(ladder, "limit_locked")) {
      rung.only("day", "rate");
      int day = rates.size() + 1;
      rung.build(
          () -> {
            require(
                rung.integer("day") == day, "day must be %s, got %s", day, rung.integer("day"));
            return day;
          });
      rates.add(rung.number("rate"));
    }
    return rates;
  }

  private static Optional<HolidayRung> holiday(YamlFields ladder) {
    if (!ladder.names().contains("holiday")) {
      return Optional.empty();
    }
    YamlFields rung =
        ladder.fields("holiday").only("closed_days_min", "sessions_before", "rate");
    return Optional.of(
        rung.build(
            () ->
                new HolidayRung(
                    rung.integer("closed_days_min"),
                    rung.integer("sessions_before"),
                    rung.number("rate"))));
  }

  private static List<YamlFields> items(YamlFields fields, String name) {
    return fields.names().contains(name) ? fields.items(name) : List.of();
  }

  /** The canonical text, indented for a commodity's field. */
  static String write(RateLadderParameters ladder) {
    StringBuilder text = new StringBuilder();
    text.append("    rate_ladder:\n");
    text.append("      basis: ").append(ladder.basis()).append('\n');
    text.append("      sides: ").append(ladder.sides()).append('\n');
    text.append("      both_sides_last_days: ").append(ladder.bothSidesLastDays()).append('\n');
    text.append("      normal: ").append(ladder.normal()).append('\n');
    list(
        text,
        "delivery",
        ladder.delivery().stream()
            .map(
                rung ->
                    "{start: %s, count: %s, rate: %s}"
                        .formatted(rung.start(), rung.count(), rung.rate()))
            .toList());
    list(
        text,
        "open_interest",
        ladder.openInterest().stream()
            .map(rung -> "{above_lots: %s, rate: %s}".formatted(rung.aboveLots(), rung.rate()))
            .toList());
    List<String> locked = new ArrayList<>();
    for (double rate : ladder.limitLocked()) {
      locked.add("{day: %s, rate: %s}".formatted(locked.size() + 1, rate));
    }
    list(text, "limit_locked", locked);
    ladder
        .holiday()
        .ifPresent(
            rung ->
                text.append(
                    "      holiday: {closed_days_min: %s, sessions_before: %s, rate: %s}\n"
                        .formatted(rung.closedDaysMin(), rung.sessionsBefore(), rung.rate())));
    return text.toString();
  }

  private static void list(StringBuilder text, String name, List<String> items) {
    if (!items.isEmpty()) {
      text.append("      ").append(name).append(":\n");
      items.forEach(item -> text.append("        - ").append(item).append('\n'));
    }
  }
}
