package novate.market;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * How much of an averaging contract's month is already fixed.
 *
 * @param scheduled n, fixing dates in the month; above zero
 * @param published m, how many of them have a fixing; 0 to n
 * @param sum of the published fixings, unrounded, so that their mean A is sum / m
 */
public record AveragingState(int scheduled, int published, BigDecimal sum) {
  /** Refuses a month without dates, and more fixings than dates. */
  public AveragingState {
    require(scheduled > 0, "an averaging month needs at least one fixing date");
    require(
        published >= 0 && published <= scheduled,
        "published fixings %d must be between 0 and %d",
        published,
        scheduled);
  }

  /** w = (n - m) / n, the share of the average that is still open. */
  public double openWeight() {
    return (double) (scheduled - published) / scheduled;
  }
}
