package novate.scenario;

import static novate.market.Checks.require;

import java.util.Optional;

/**
 * Contract periods from one to another, both included; no bound means open. A month as a bound
 * includes its days and weeks.
 */
public record PeriodRange(Optional<Period> first, Optional<Period> last) {
  /** Every period. */
  public static final PeriodRange ALL = new PeriodRange(Optional.empty(), Optional.empty());

  /** Refuses a range that ends before it begins. */
  public PeriodRange {
    require(
        first.isEmpty() || last.isEmpty() || first.get().comparedToBound(last.get()) <= 0,
        "a range of periods must not end at %s before it begins at %s",
        last,
        first);
  }

  /** The range that is one period. */
  public static PeriodRange only(Period period) {
    return new PeriodRange(Optional.of(period), Optional.of(period));
  }

  /** True when the period lies in the range. */
  public boolean contains(Period period) {
    return first.map(bound -> period.comparedToBound(bound) >= 0).orElse(true)
        && last.map(bound -> period.comparedToBound(bound) <= 0).orElse(true);
  }

  /** True when some period could lie in both. */
  public boolean overlaps(PeriodRange other) {
    return beginsBeforeEndOf(other) && other.beginsBeforeEndOf(this);
  }

  private boolean beginsBeforeEndOf(PeriodRange other) {
    return first.isEmpty()
        || other.last.isEmpty()
        || first.get().comparedToBound(other.last.get()) <= 0;
  }

  @Override
  public String toString() {
    return first.map(Period::code).orElse("") + ".." + last.map(Period::code).orElse("");
  }
}
