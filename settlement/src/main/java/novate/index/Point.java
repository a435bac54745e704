package novate.index;

import java.math.BigDecimal;
import java.util.List;

/**
 * One price of an aggregation.
 *
 * @param members the quotes it is made of
 * @param weight above zero; only its ratio to the others counts
 * @param size base units of its quotes
 */
record Point(
    String contributor,
    BigDecimal price,
    BigDecimal weight,
    BigDecimal size,
    List<Observation> members) {
  static Point of(Observation observation, BigDecimal weight) {
    return new Point(
        observation.quote().contributor(),
        observation.price(),
        weight,
        observation.quote().size(),
        List.of(observation));
  }

  WeightedPrice byWeight() {
    return new WeightedPrice(contributor, price, weight);
  }

  WeightedPrice bySize() {
    return new WeightedPrice(contributor, price, size);
  }
}
