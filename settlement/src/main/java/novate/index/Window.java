package novate.index;

import static novate.market.Checks.require;

import java.util.Map;

/**
 * Pools the quotes of the last calendar days, the fixing's date included. Filters above this step
 * see one day at a time, filters below it the pool.
 *
 * @param days 2 to 366
 */
public record Window(int days) implements Step {
  static final int DAYS_MAX = 366;

  /** Refuses a window of one day, which is no window, and of more than a year. */
  public Window {
    require(days >= 2 && days <= DAYS_MAX, "days must be 2 to %d, got %d", DAYS_MAX, days);
  }

  @Override
  public Phase phase() {
    return Phase.WINDOW;
  }

  @Override
  public String name() {
    return "window";
  }

  @Override
  public Map<String, Object> fields() {
    return CanonicalYaml.fields("days", days);
  }
}
