package novate.margin.simulation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.FactorCurve;
import novate.scenario.SimulationParameters;
import novate.validation.PriceSeries;
import novate.validation.PriceSeries.Observation;
import novate.validation.Tenor;
import novate.validation.TenorHistory;

/**
 * Factors of constant maturity from the prices of contract months: what a contract that always has
 * so many months left would have cost.
 *
 * <pre>
 * level(M) = p1 + (p2 - p1) * (M - m1) / (m2 - m1)      m1 &lt;= M &lt; m2 months left, on each date
 * </pre>
 *
 * <p>A month of delivery ends on its last day, a day on itself, the index ({@code SPOT}) always
 * now; a month is a twelfth of 365 days, as in {@link CurvePlace}. Before the first and behind the
 * last contract month the nearest stands in, when it is at most {@value #REACH_DAYS} days away: so
 * far, because an averaging month is no price of the future any more from its first day on. The
 * volatility factor is the implied volatility at the curve's first point, between the contract
 * months that have one.
 *
 * <p>Dates are those on which every commodity that has begun has a price: a holiday of one market
 * is passed over for all, so that all moves are of the same days. A factor may begin later than
 * others; after that it must have a level on every date, and one that has not is refused with its
 * name.
 *
 * <p>Worked example: November (30 days left) 2.00 and December (61 days left) 2.62, M one month =
 * 30.41667 days: 2.00 + 0.62 * 0.41667 / 31 = 2.00833.
 */
public final class ConstantMaturity {
  static final int REACH_DAYS = 45;

  private final SortedMap<CombinedCommodityId, SortedMap<LocalDate, List<Point>>>
      pointsByCommodity = new TreeMap<>();
  private final TenorHistory history;

  /** One contract month on one date. */
  private record Point(double days, Observation seen) {}

  private ConstantMaturity(TenorHistory history) {
    this.history = history;
  }

  /**
   * The factors of every curve whose commodity has prices.
   *
   * @throws IllegalArgumentException naming a simulated commodity without prices, a factor without
   *     any level or with a hole, a factor of two commodities, or a contract week, whose last day
   *     is not known
   */
  public static FactorHistory of(TenorHistory history, SimulationParameters simulation) {
    return new ConstantMaturity(history).factors(simulation);
  }

  private FactorHistory factors(SimulationParameters simulation) {
    simulation
        .curves()
        .keySet()
        .forEach(
            commodity -> {
              SortedMap<LocalDate, List<Point>> points = points(commodity);
              if (!points.isEmpty()) {
                pointsByCommodity.put(commodity, points);
              }
            });
    simulation.simulatedSets().stream()
        .flatMap(set -> set.commodities().stream())
        .forEach(
            commodity ->
                require(
                    pointsByCommodity.containsKey(commodity),
                    "the history has no prices of commodity %s, which is simulated",
                    commodity));
    SortedSet<LocalDate> dates = commonDates();
    Map<FactorId, CombinedCommodityId> owners = new TreeMap<>();
    List<FactorLevel> levels = new ArrayList<>();
    for (CombinedCommodityId commodity : pointsByCommodity.keySet()) {
      FactorCurve curve = simulation.curve(commodity);
      for (FactorId factor : curve.factors()) {
        CombinedCommodityId other = owners.put(factor, commodity);
        require(
            other == null,
            "factor %s is of both %s and %s: whose prices it has is not known",
            factor,
            String.valueOf(other),
            commodity);
      }
      curve
          .pointByMonths()
          .forEach(
              (months, factor) ->
                  levels.addAll(
                      levels(
                          factor,
                          commodity,
                          months,
                          dates,
                          seen -> OptionalDouble.of(seen.price().doubleValue()))));
      curve
          .volatility()
          .ifPresent(
              each ->
                  levels.addAll(
                      levels(
                          each.factor(),
                          commodity,
                          curve.pointByMonths().firstKey(),
                          dates,
                          Observation::volatility)));
    }
    return FactorHistory.of(levels);
  }

  private SortedMap<LocalDate, List<Point>> points(CombinedCommodityId commodity) {
    SortedMap<LocalDate, List<Point>> points = new TreeMap<>();
    for (PriceSeries series : history.of(commodity)) {
      series
          .observations()
          .forEach(
              (date, seen) -> {
                double days = ChronoUnit.DAYS.between(date, lastDay(series, date));
                if (days >= 0) {
                  points.computeIfAbsent(date, _ -> new ArrayList<>()).add(new Point(days, seen));
                }
              });
    }
    return points;
  }

  private static LocalDate lastDay(PriceSeries series, LocalDate date) {
    Tenor tenor = series.tenor();
    return tenor
        .period()
        .map(
            period ->
                period
                    .lastDay()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "contract period %s of %s has no last day that is known"
                                    .formatted(tenor, series.commodity()))))
        .orElse(date);
  }

  /** Dates on which every commodity that has begun has a price. */
  private SortedSet<LocalDate> commonDates() {
    SortedSet<LocalDate> dates = new TreeSet<>();
    pointsByCommodity.values().forEach(points -> dates.addAll(points.keySet()));
    dates.removeIf(
        date ->
            pointsByCommodity.values().stream()
                .anyMatch(points -> !points.containsKey(date) && points.firstKey().isBefore(date)));
    return dates;
  }

  private List<FactorLevel> levels(
      FactorId factor,
      CombinedCommodityId commodity,
      int months,
      SortedSet<LocalDate> dates,
      Function<Observation, OptionalDouble> value) {
    SortedMap<LocalDate, List<Point>> points =
        found(pointsByCommodity.get(commodity), "commodity %s has no prices", commodity);
    List<FactorLevel> levels = new ArrayList<>();
    for (LocalDate date : dates) {
      OptionalDouble level =
          level(points.getOrDefault(date, List.of()), CurvePlace.days(months), value);
      require(
          level.isPresent() || levels.isEmpty(),
          "factor %s has no level on %s: no contract month of %s within %d days of %d months has"
              + " one",
          factor,
          date,
          commodity,
          REACH_DAYS,
          months);
      level.ifPresent(found -> levels.add(new FactorLevel(factor, date, found)));
    }
    require(
        !levels.isEmpty(),
        "factor %s has no level on any date: no contract month of %s within %d days of %d months",
        factor,
        commodity,
        REACH_DAYS,
        months);
    return levels;
  }

  /** Between the neighbours; none when nothing is near enough. */
  private static OptionalDouble level(
      List<Point> points, double days, Function<Observation, OptionalDouble> value) {
    Optional<Point> near = Optional.empty();
    Optional<Point> far = Optional.empty();
    for (Point point : points) {
      if (value.apply(point.seen).isEmpty()) {
        continue;
      }
      if (point.days <= days) {
        near = near.filter(best -> best.days >= point.days).or(() -> Optional.of(point));
      } else {
        far = far.filter(best -> best.days <= point.days).or(() -> Optional.of(point));
      }
    }
    if (near.isPresent() && far.isPresent()) {
      double first = value.apply(near.get().seen).orElseThrow();
      double second = value.apply(far.get().seen).orElseThrow();
      double share = (days - near.get().days) / (far.get().days - near.get().days);
      return OptionalDouble.of(first + (second - first) * share);
    }
    Optional<Point> alone = far;
    Optional<Point> only = near.or(() -> alone);
    return only.isPresent() && Math.abs(only.get().days - days) <= REACH_DAYS
        ? value.apply(only.get().seen)
        : OptionalDouble.empty();
  }
}
