package novate.validation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes of prices or volatilities over h observations; windows overlap.
 *
 * <pre>absolute: x(t + h) - x(t)          relative: x(t + h) / x(t) - 1, which needs x(t) > 0</pre>
 */
final class Moves {
  private Moves() {}

  /** The moves of a price; shorter than the horizon is an empty sample. */
  static double[] ofPrice(PriceSeries series, int horizon, boolean isRelative) {
    double[] prices =
        series.observations().values().stream().mapToDouble(o -> o.price().doubleValue()).toArray();
    return of(prices, horizon, isRelative, series);
  }

  /** The moves of a volatility, over the dates on which there is one. */
  static double[] ofVolatility(PriceSeries series, int horizon, boolean isRelative) {
    double[] volatilities =
        series.observations().values().stream()
            .filter(o -> o.volatility().isPresent())
            .mapToDouble(o -> o.volatility().getAsDouble())
            .toArray();
    return of(volatilities, horizon, isRelative, series);
  }

  private static double[] of(double[] values, int horizon, boolean isRelative, PriceSeries series) {
    double[] moves = new double[Math.max(0, values.length - horizon)];
    for (int t = 0; t < moves.length; t++) {
      double change = values[t + horizon] - values[t];
      moves[t] = isRelative ? change / positive(values[t], series) : change;
    }
    return moves;
  }

  /**
   * Moves of several series over their common dates, by series: absolute, or relative to the
   * series' own price and brought to its last price.
   */
  static double[][] together(List<PriceSeries> list, int horizon, boolean isRelative) {
    Set<LocalDate> common = new TreeSet<>(list.getFirst().observations().keySet());
    list.forEach(series -> common.retainAll(series.observations().keySet()));
    List<LocalDate> dates = new ArrayList<>(common);
    int count = Math.max(0, dates.size() - horizon);
    double[][] moves = new double[list.size()][count];
    for (int i = 0; i < moves.length; i++) {
      PriceSeries series = list.get(i);
      for (int t = 0; t < count; t++) {
        double from = price(series, dates.get(t));
        double change = price(series, dates.get(t + horizon)) - from;
        moves[i][t] =
            isRelative ? change / positive(from, series) * price(series, dates.getLast()) : change;
      }
    }
    return moves;
  }

  static double lastPrice(PriceSeries series) {
    return series.observations().lastEntry().getValue().price().doubleValue();
  }

  private static double price(PriceSeries series, LocalDate date) {
    return found(series.observations().get(date), "series %s has no %s", series.tenor(), date)
        .price()
        .doubleValue();
  }

  private static double positive(double value, PriceSeries series) {
    require(
        value > 0,
        "series %s %s: a relative move needs a value above zero, got %s; use an ABSOLUTE range",
        series.commodity(),
        series.tenor(),
        value);
    return value;
  }

  static double[] sizes(double[] moves) {
    return Arrays.stream(moves).map(Math::abs).toArray();
  }

  static double[] upwards(double[] moves) {
    return Arrays.stream(moves).map(move -> Math.max(0, move)).toArray();
  }

  static double[] downwards(double[] moves) {
    return Arrays.stream(moves).map(move -> Math.max(0, -move)).toArray();
  }
}
