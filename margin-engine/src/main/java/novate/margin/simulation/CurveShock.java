package novate.margin.simulation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.FactorId;

/**
 * A joint move of factors.
 *
 * @param name for example {@code component 1 up}
 * @param moves by factor, in the unit of its returns
 */
public record CurveShock(String name, SortedMap<FactorId, Double> moves) {
  /** Keeps its own copy. */
  public CurveShock {
    moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
  }
}
