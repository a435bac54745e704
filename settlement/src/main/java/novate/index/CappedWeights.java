package novate.index;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Weights held at a largest share, the rest shared out in proportion. */
public final class CappedWeights {
  private CappedWeights() {}

  /**
   * Weights in which no share exceeds the cap, exact: with C the set of capped contributors and U
   * the sum of the others' weights,
   *
   * <pre>capped weight = cap * U        other weight = w * (1 - |C| * cap)</pre>
   *
   * <p>so that each capped share is exactly the cap without any division. C starts empty and takes
   * in whoever is above the cap until none is. When even equal shares exceed the cap, all weights
   * are equal.
   *
   * @param weights by contributor, above zero; they need not add up to anything
   * @param cap largest share of the sum, above zero
   * @return by contributor; only their proportions mean anything
   */
  public static SortedMap<String, BigDecimal> of(
      SortedMap<String, BigDecimal> weights, BigDecimal cap) {
    SortedMap<String, BigDecimal> free = new TreeMap<>(weights);
    while (true) {
      BigDecimal cappedCount = BigDecimal.valueOf(weights.size() - free.size());
      BigDecimal rest = BigDecimal.ONE.subtract(cappedCount.multiply(cap));
      BigDecimal atCap =
          cap.multiply(free.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      if (free.isEmpty() || rest.signum() <= 0) {
        return equal(weights);
      }
      if (!free.values().removeIf(weight -> weight.multiply(rest).compareTo(atCap) > 0)) {
        SortedMap<String, BigDecimal> result = new TreeMap<>();
        for (String contributor : weights.keySet()) {
          BigDecimal weight = free.get(contributor);
          result.put(contributor, weight == null ? atCap : weight.multiply(rest));
        }
        return result;
      }
    }
  }

  private static SortedMap<String, BigDecimal> equal(Map<String, BigDecimal> weights) {
    SortedMap<String, BigDecimal> result = new TreeMap<>();
    weights.keySet().forEach(contributor -> result.put(contributor, BigDecimal.ONE));
    return result;
  }
}
