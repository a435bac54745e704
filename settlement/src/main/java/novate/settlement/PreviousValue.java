package novate.settlement;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import novate.market.Fixing;
import novate.market.FixingQuality;

/**
 * The fallback of section 10 that needs nobody's decision: a date without a value takes the one
 * before it, flagged low-confidence. Used on purpose only; nothing falls back by itself.
 */
public final class PreviousValue {
  private static final String METHODOLOGY = "previous_value/";

  private PreviousValue() {}

  /**
   * The fixings with one more for each date that has none and has one before it. Its methodology is
   * {@code previous_value/<date>}, the date its value was published for.
   *
   * @param fixings of one index, in any order; the highest revision of a date counts
   * @throws IllegalArgumentException when they are of several indices
   */
  public static List<Fixing> filled(Collection<LocalDate> scheduled, Collection<Fixing> fixings) {
    NavigableMap<LocalDate, Fixing> latest = new TreeMap<>();
    for (Fixing fixing : fixings) {
      require(
          fixing.index().equals(fixings.iterator().next().index()),
          "fixings of %s and of %s cannot stand in for each other",
          fixing.index(),
          fixings.iterator().next().index());
      latest.merge(
          fixing.date(), fixing, (one, other) -> one.revision() > other.revision() ? one : other);
    }
    List<Fixing> filled = new ArrayList<>(fixings);
    for (LocalDate date : scheduled) {
      NavigableMap<LocalDate, Fixing> before = latest.headMap(date, false);
      if (!latest.containsKey(date) && !before.isEmpty()) {
        filled.add(carried(before.lastEntry(), date));
      }
    }
    return List.copyOf(filled);
  }

  /** True for a value that was carried here. */
  public static boolean isCarried(Fixing fixing) {
    return fixing.methodology().startsWith(METHODOLOGY);
  }

  private static Fixing carried(Map.Entry<LocalDate, Fixing> from, LocalDate date) {
    Fixing value = from.getValue();
    FixingQuality quality = value.quality();
    return new Fixing(
        value.index(),
        date,
        value.value(),
        new FixingQuality(
            quality.observations(), quality.contributors(), quality.dispersion(), true),
        METHODOLOGY + from.getKey(),
        value.methodologyHash(),
        1);
  }
}
