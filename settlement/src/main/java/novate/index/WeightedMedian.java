package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The weighted median, compared in decimals.
 *
 * <pre>
 * prices ascending p_1 &lt;= p_2 &lt;= ... with weights w_i, W = sum w_i, C_k = w_1 + ... + w_k
 * k      = lowest index with 2 * C_k &gt;= W
 * median = p_k                          when 2 * C_k &gt; W
 *        = (p_k + p_(k+1)) / 2          when 2 * C_k = W</pre>
 *
 * <p>Nothing is rounded: sums, doubling and halving of decimals are exact. Methodology, section 10.
 *
 * <p><b>Influence of one contributor.</b> With a weight below W/2, a contributor that moves its
 * price alone, as far as it likes, keeps the median between two values that the others' prices fix:
 * the medians found when its price lies below and above all others ({@link #reach}). With equal
 * weights those are the prices next to the median.
 */
public final class WeightedMedian {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal TWO = BigDecimal.TWO;

  /** Lowest and highest value that one contributor can bring about alone. */
  public record Reach(BigDecimal low, BigDecimal high) {}

  private WeightedMedian() {}

  /**
   * The weighted median of at least one point, in any order.
   *
   * @throws IllegalArgumentException when there is no point
   */
  public static BigDecimal of(List<WeightedPrice> points) {
    return crossing(points).median();
  }

  /**
   * Where the cumulative weight reaches half of the total.
   *
   * @param median the value
   * @param before cumulative weight of the points before the k-th, C_(k-1)
   * @param cumulative cumulative weight up to the k-th, C_k
   * @param total W
   */
  record Crossing(BigDecimal median, BigDecimal before, BigDecimal cumulative, BigDecimal total) {}

  /** The weighted median and how it came about. */
  static Crossing crossing(List<WeightedPrice> points) {
    require(!points.isEmpty(), "a weighted median needs at least one price");
    List<WeightedPrice> ascending =
        points.stream().sorted(Comparator.comparing(WeightedPrice::price)).toList();
    BigDecimal total = sum(ascending);
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal cumulative = BigDecimal.ZERO;
    int k = -1;
    int againstHalf;
    do {
      k++;
      before = cumulative;
      cumulative = cumulative.add(ascending.get(k).weight());
      againstHalf = cumulative.multiply(TWO).compareTo(total);
    } while (againstHalf < 0);
    BigDecimal price = ascending.get(k).price();
    BigDecimal median =
        againstHalf > 0 ? price : price.add(ascending.get(k + 1).price()).multiply(HALF);
    return new Crossing(median, before, cumulative, total);
  }

  /**
   * How far the median can be moved by one contributor's price alone, its weight unchanged.
   *
   * @throws IllegalArgumentException when the contributor has half of the weight or more, so that
   *     nothing bounds it
   */
  public static Reach reach(List<WeightedPrice> points, String contributor) {
    List<WeightedPrice> others =
        points.stream().filter(point -> !point.contributor().equals(contributor)).toList();
    BigDecimal total = sum(points);
    BigDecimal own = total.subtract(sum(others));
    require(
        own.multiply(TWO).compareTo(total) < 0,
        "contributor %s has weight %s of %s: nothing bounds its influence",
        contributor,
        own,
        total);
    return new Reach(
        of(movedTo(points, contributor, others, BigDecimal.ONE.negate())),
        of(movedTo(points, contributor, others, BigDecimal.ONE)));
  }

  private static List<WeightedPrice> movedTo(
      List<WeightedPrice> points,
      String contributor,
      List<WeightedPrice> others,
      BigDecimal beyond) {
    Comparator<BigDecimal> order =
        beyond.signum() > 0 ? Comparator.naturalOrder() : Comparator.reverseOrder();
    BigDecimal price =
        others.stream().map(WeightedPrice::price).max(order).orElseThrow().add(beyond);
    return points.stream()
        .map(
            point ->
                point.contributor().equals(contributor)
                    ? new WeightedPrice(contributor, price, point.weight())
                    : point)
        .toList();
  }

  private static BigDecimal sum(List<WeightedPrice> points) {
    return points.stream().map(WeightedPrice::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
