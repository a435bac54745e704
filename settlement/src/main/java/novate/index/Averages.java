package novate.index;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import novate.index.StepTrace.Figure;

/** Makes one value of points, at least one. */
final class Averages {
  /** A value and what it took to make it. */
  record Made(BigDecimal value, List<Figure> figures) {}

  private Averages() {}

  static Made of(Average average, List<Point> points) {
    return switch (average) {
      case MEDIAN -> {
        BigDecimal median = OutlierRules.median(ascending(points));
        yield new Made(median, List.of(Figure.of("median", median)));
      }
      case MEAN -> weightedMean(points, _ -> BigDecimal.ONE);
      case WEIGHTED_MEAN -> weightedMean(points, Point::weight);
      case VWAP -> weightedMean(points, Point::size);
      case WEIGHTED_MEDIAN -> weightedMedian(points, Point::byWeight);
      case VOLUME_WEIGHTED_MEDIAN -> weightedMedian(points, Point::bySize);
    };
  }

  static Made trimmedMean(BigDecimal trim, List<Point> points) {
    List<BigDecimal> ascending = ascending(points);
    int each = Shares.floor(trim, ascending.size());
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal price : ascending.subList(each, ascending.size() - each)) {
      sum = sum.add(price);
    }
    int count = ascending.size() - 2 * each;
    BigDecimal mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    return new Made(
        mean,
        List.of(
            Figure.of("dropped_at_each_end", each),
            Figure.of("sum", sum),
            Figure.of("count", count),
            Figure.of("mean", mean)));
  }

  private static List<BigDecimal> ascending(List<Point> points) {
    List<BigDecimal> prices = new ArrayList<>(points.size());
    points.forEach(p -> prices.add(p.price()));
    prices.sort(Comparator.naturalOrder());
    return prices;
  }

  private static Made weightedMean(List<Point> points, Function<Point, BigDecimal> weight) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    for (Point point : points) {
      BigDecimal own = weight.apply(point);
      sum = sum.add(point.price().multiply(own));
      total = total.add(own);
    }
    BigDecimal mean = sum.divide(total, MathContext.DECIMAL128);
    return new Made(
        mean,
        List.of(
            Figure.of("sum_of_weight_times_price", sum),
            Figure.of("total_weight", total),
            Figure.of("mean", mean)));
  }

  private static Made weightedMedian(List<Point> points, Function<Point, WeightedPrice> weighed) {
    List<WeightedPrice> weighted = new ArrayList<>(points.size());
    points.forEach(p -> weighted.add(weighed.apply(p)));
    WeightedMedian.Crossing crossing = WeightedMedian.crossing(weighted);
    return new Made(
        crossing.median(),
        List.of(
            Figure.of("total_weight", crossing.total()),
            Figure.of("cumulative_weight_before", crossing.before()),
            Figure.of("cumulative_weight_at_value", crossing.cumulative()),
            Figure.of("weighted_median", crossing.median())));
  }
}
