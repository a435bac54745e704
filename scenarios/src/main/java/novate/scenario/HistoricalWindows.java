package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * The worst stretches of a price history, as scenarios: for every combined commodity the n days in
 * which it rose most and the n days in which it fell most. A scenario replays what <em>all</em>
 * commodities did between the same two dates, so that they move together as they really did.
 *
 * <pre>
 * move = p(end) / p(start) - 1          where all prices of a commodity are above zero
 * move = p(end) - p(start)              where any is not
 * </pre>
 *
 * <p>A window of a commodity runs from one of its prices to the n-th one after it; another
 * commodity is taken at its last price on or before the two dates, so that holidays differ without
 * a hole. Only windows in which every commodity has a price at the start are looked at. All
 * delivery months feel the whole move; volatility stays. Of equal windows the first is taken; a
 * commodity that never rose (or fell) over n days has no such scenario; two commodities with the
 * same dates share one.
 */
public final class HistoricalWindows {
  private HistoricalWindows() {}

  /** First and last date of a window of one commodity, and its move. */
  private record Window(LocalDate start, LocalDate end, double move) {}

  /** The prices of one commodity; moves are fractions when all of them are above zero. */
  private record Series(NavigableMap<LocalDate, BigDecimal> prices, boolean isPositive) {
    static Series of(SortedMap<LocalDate, BigDecimal> prices) {
      return new Series(
          new TreeMap<>(prices), prices.values().stream().allMatch(price -> price.signum() > 0));
    }

    PriceMove move(LocalDate start, LocalDate end) {
      double from = at(start);
      double to = at(end);
      return isPositive
          ? new PriceMove(PriceMove.Kind.FRACTION, to / from - 1)
          : new PriceMove(PriceMove.Kind.ABSOLUTE, to - from);
    }

    private double at(LocalDate date) {
      return found(prices.floorEntry(date), "no price on or before %s", date)
          .getValue()
          .doubleValue();
    }
  }

  /**
   * The scenarios of a history.
   *
   * @param history prices by commodity and date
   * @param windowDays n, in prices of a commodity (its business days); 1 or more
   * @throws IllegalArgumentException naming the commodity when its history is too short
   */
  public static List<StressScenario> of(
      SortedMap<CombinedCommodityId, ? extends SortedMap<LocalDate, BigDecimal>> history,
      int windowDays) {
    require(windowDays >= 1, "a historical window has 1 day or more, got %d", windowDays);
    require(!history.isEmpty(), "the price history is empty");
    SortedMap<CombinedCommodityId, Series> series = new TreeMap<>();
    history.forEach(
        (commodity, prices) -> {
          require(!prices.isEmpty(), "the price history of %s is empty", commodity);
          series.put(commodity, Series.of(prices));
        });
    LocalDate first =
        history.values().stream()
            .map(SortedMap::firstKey)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Set<String> taken = new HashSet<>();
    List<StressScenario> scenarios = new ArrayList<>();
    series.forEach(
        (commodity, own) -> {
          List<Window> windows = windows(commodity, own, first, windowDays);
          Window up = windows.stream().reduce((a, b) -> b.move() > a.move() ? b : a).orElseThrow();
          Window down =
              windows.stream().reduce((a, b) -> b.move() < a.move() ? b : a).orElseThrow();
          if (up.move() > 0 && taken.add(up.start() + "/" + up.end())) {
            scenarios.add(scenario(series, commodity, "up", up, windowDays));
          }
          if (down.move() < 0 && taken.add(down.start() + "/" + down.end())) {
            scenarios.add(scenario(series, commodity, "down", down, windowDays));
          }
        });
    return scenarios;
  }

  private static List<Window> windows(
      CombinedCommodityId commodity, Series series, LocalDate first, int windowDays) {
    List<LocalDate> dates = List.copyOf(series.prices().tailMap(first).keySet());
    require(
        dates.size() > windowDays,
        "the price history of %s has %d prices from %s on, too few for a window of %d days",
        commodity,
        dates.size(),
        first,
        windowDays);
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i + windowDays < dates.size(); i++) {
      LocalDate start = dates.get(i);
      LocalDate end = dates.get(i + windowDays);
      windows.add(new Window(start, end, series.move(start, end).size()));
    }
    return windows;
  }

  private static StressScenario scenario(
      SortedMap<CombinedCommodityId, Series> history,
      CombinedCommodityId of,
      String direction,
      Window window,
      int windowDays) {
    SortedMap<CombinedCommodityId, StressShock> shocks = new TreeMap<>();
    history.forEach(
        (commodity, series) ->
            shocks.put(commodity, StressShock.parallel(series.move(window.start(), window.end()))));
    PriceMove own = found(shocks.get(of), "no %s", of).price();
    String word = of.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new StressScenario(
        "history-%s-%s-%dd".formatted(word, direction, windowDays),
        "%s %s, worst %d days of history".formatted(of, direction, windowDays),
        ("What every market did from %s to %s, when %s moved by %s: its sharpest %s over %d days in"
                + " the history at hand. All delivery months feel the whole move.")
            .formatted(
                window.start(),
                window.end(),
                of,
                words(own),
                direction.equals("up") ? "rise" : "fall",
                windowDays),
        shocks);
  }

  private static String words(PriceMove move) {
    return switch (move.kind()) {
      case FRACTION -> String.format(Locale.ROOT, "%+.1f %%", move.size() * 100);
      case ABSOLUTE, LEVEL -> String.format(Locale.ROOT, "%+.4f", move.size());
    };
  }
}
