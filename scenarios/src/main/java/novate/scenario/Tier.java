package novate.scenario;

import static novate.market.Checks.require;

/**
 * Contract periods of one combined commodity that spreads treat alike. Tiers may overlap: what one
 * spread consumes is gone from every tier that contains it.
 *
 * @param number from 1; how legs name it
 */
public record Tier(int number, PeriodRange periods) {
  /** Checks the number. */
  public Tier {
    require(number >= 1, "tier must be 1 or more, got %d", number);
  }
}
