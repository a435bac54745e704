package novate.index;

import java.math.BigDecimal;
import java.util.TreeMap;

/** An exact sum of many decimals, kept apart by scale so that few additions have to change one. */
final class ScaleSums {
  private final TreeMap<Integer, BigDecimal> sums = new TreeMap<>();

  void add(BigDecimal value) {
    sums.merge(value.scale(), value, BigDecimal::add);
  }

  BigDecimal total() {
    return sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
