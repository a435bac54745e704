package novate.clearing.simulation;

import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what is found against what was promised, and counts how often it did. */
final class Promises {
  private final SortedMap<String, Long> checksByInvariant = new TreeMap<>();

  /** Throws unless a condition holds. */
  void hold(boolean condition, String invariant, String detail, Object... values) {
    checksByInvariant.merge(invariant, 1L, Long::sum);
    if (!condition) {
      throw new InvariantBrokenException(invariant, detail.formatted(values));
    }
  }

  /** How often each invariant was checked. */
  SortedMap<String, Long> checksByInvariant() {
    return checksByInvariant;
  }
}
