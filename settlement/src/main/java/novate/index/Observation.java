package novate.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One quote on its way through the steps.
 *
 * @param place of the quote among the inputs in order of their ids
 * @param price it counts with at this point
 */
record Observation(int place, Quote quote, BigDecimal price) {
  /** By time, equal times by quote id. */
  static final Comparator<Observation> BY_TIME =
      Comparator.comparing((Observation o) -> o.quote().time())
          .thenComparingInt(Observation::place);

  /** A price and the double nearest to it, which never orders two prices the wrong way round. */
  private record Keyed(double nearest, Observation observation) implements Comparable<Keyed> {
    @Override
    public int compareTo(Keyed other) {
      int rough = Double.compare(nearest, other.nearest);
      if (rough != 0) {
        return rough;
      }
      int exact = observation.price.compareTo(other.observation.price);
      return exact != 0 ? exact : Integer.compare(observation.place, other.observation.place);
    }
  }

  /** By price, equal prices by quote id. */
  static List<Observation> byPrice(List<Observation> observations) {
    Keyed[] keyed = new Keyed[observations.size()];
    for (int i = 0; i < keyed.length; i++) {
      Observation observation = observations.get(i);
      keyed[i] = new Keyed(observation.price.doubleValue() + 0.0, observation);
    }
    Arrays.sort(keyed);
    List<Observation> ascending = new ArrayList<>(keyed.length);
    for (Keyed one : keyed) {
      ascending.add(one.observation);
    }
    return ascending;
  }
}
