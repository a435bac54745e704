package novate.index;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * One quote on its way through the steps.
 *
 * @param place of the quote among the inputs in order of their ids
 * @param price it counts with at this point
 */
record Observation(int place, Quote quote, BigDecimal price) {
  /** By price, equal prices by quote id. */
  static final Comparator<Observation> BY_PRICE =
      Comparator.comparing(Observation::price).thenComparingInt(Observation::place);

  /** By time, equal times by quote id. */
  static final Comparator<Observation> BY_TIME =
      Comparator.comparing((Observation o) -> o.quote().time())
          .thenComparingInt(Observation::place);
}
