package novate.index;

import static novate.market.Checks.require;

import java.util.Locale;
import java.util.Map;

/**
 * One value of those of the last calendar days: the steps above are taken for each day by itself,
 * unrounded, and a day that its gate refuses has no value.
 *
 * @param of how the days' values become one
 * @param days calendar days, the fixing's date included; 2 to 366
 * @param daysMin days with a value that are needed; 1 to {@code days}
 */
public record DayValues(Of of, int days, int daysMin) implements Step {
  /** How several values become one. */
  public enum Of {
    /** Sum by count, at 34 significant digits. */
    MEAN,
    /** The middle value, or the mean of the two middle ones. */
    MEDIAN
  }

  /** Refuses a window that can hold fewer days than it needs. */
  public DayValues {
    require(
        days >= 2 && days <= Window.DAYS_MAX,
        "days must be 2 to %d, got %d",
        Window.DAYS_MAX,
        days);
    require(
        daysMin >= 1 && daysMin <= days,
        "a window of %d days cannot need %d days with a value",
        days,
        daysMin);
  }

  @Override
  public Phase phase() {
    return Phase.DAY_VALUES;
  }

  @Override
  public String name() {
    return "day_values";
  }

  @Override
  public Map<String, Object> fields() {
    return CanonicalYaml.fields(
        "of", of.name().toLowerCase(Locale.ROOT), "days", days, "days_min", daysMin);
  }
}
