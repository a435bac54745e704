package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a price move each delivery month feels: a shortage today moves the front month by the
 * whole of it and next spring by a part.
 *
 * <pre>share(k) = linear between the points around k, flat before the first and after the last
 * </pre>
 *
 * <p>Worked example: through (0, 1) and (4, 0.2), two months out feel 0.6 of the move.
 *
 * @param shareByMonth by months from the month of the valuation date (0) to the delivery month; a
 *     share is zero or more
 */
public record TenorShape(SortedMap<Integer, Double> shareByMonth) {
  /** Every month feels the whole move. */
  public static final TenorShape PARALLEL = new TenorShape(new TreeMap<>(Map.of(0, 1.0)));

  /** Keeps its own copy; there is at least one point. */
  public TenorShape {
    shareByMonth = new TreeMap<>(shareByMonth);
    require(!shareByMonth.isEmpty(), "a tenor shape needs at least one month");
    shareByMonth.forEach(
        (month, share) -> {
          require(month >= 0, "months of a tenor shape start at 0, got %d", month);
          require(
              Double.isFinite(share) && share >= 0,
              "share of month %d must be finite and not negative, got %s",
              month,
              share);
        });
  }

  /** The share of the move that a delivery month feels; a month already begun is month 0. */
  public double share(int months) {
    TreeMap<Integer, Double> points = new TreeMap<>(shareByMonth);
    Map.Entry<Integer, Double> before = points.floorEntry(months);
    Map.Entry<Integer, Double> after = points.ceilingEntry(months);
    if (before == null || after == null) {
      return found(before == null ? after : before, "no month in %s", points).getValue();
    }
    int width = after.getKey() - before.getKey();
    double along = width == 0 ? 0.0 : (double) (months - before.getKey()) / width;
    return before.getValue() + along * (after.getValue() - before.getValue());
  }
}
