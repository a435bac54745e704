package novate.index;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import novate.index.StepTrace.Figure;

/**
 * What a filter says about each quote it was given.
 *
 * @param exclusion why it is out; empty keeps it
 * @param price what a kept one counts with from here on
 * @param figures what it took to say so
 */
record Ruling(
    Function<Observation, String> exclusion,
    Function<Observation, BigDecimal> price,
    List<Figure> figures) {
  static Ruling excluding(Function<Observation, String> exclusion, Figure... figures) {
    return new Ruling(exclusion, Observation::price, List.of(figures));
  }
}
