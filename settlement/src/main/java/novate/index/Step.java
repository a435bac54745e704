package novate.index;

import java.util.Map;

/**
 * One step of a methodology, as data: a name, its fields, and where it may stand. A closed set: a
 * new kind of step fails to compile wherever somebody has to think about it.
 */
public sealed interface Step
    permits Filter, DayGate, Window, Weighting, Gate, Aggregation, DayValues, Rounding {
  /** The order in which steps stand in a methodology. */
  enum Phase {
    /** Takes quotes out, or changes the price they count with; any number of them. */
    FILTER,
    /** Says which days of a window are valid; at most one, and only before a window. */
    DAY_GATE,
    /** Pools the quotes of several days; at most one. Filters may follow it. */
    WINDOW,
    /** Makes weighted points of the quotes; at most one. */
    WEIGHTING,
    /** May refuse a value; exactly one. */
    GATE,
    /** Makes the value; exactly one. */
    AGGREGATION,
    /** Makes one value of those of several days; at most one, and none after a window. */
    DAY_VALUES,
    /** Rounds the value, once; exactly one. */
    ROUNDING
  }

  /** Where the step stands. */
  Phase phase();

  /** The key of the step in a methodology file: {@code price_band}. */
  String name();

  /**
   * The step's fields in canonical order: decimals, whole numbers, texts, lists and maps of these.
   * A field at its default is not there.
   */
  Map<String, Object> fields();

  /** The step in one line, as a methodology file has it; the same for equal steps. */
  default String text() {
    return name() + ": " + CanonicalYaml.flow(fields());
  }
}
