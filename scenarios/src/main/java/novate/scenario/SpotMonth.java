package novate.scenario;

import java.math.BigDecimal;

/**
 * What is charged for deltas of a period that is about to settle, after the calendar spreads.
 *
 * @param spreadRate currency per delta that spreads have consumed; zero or more
 * @param outrightRate currency per delta that is left; zero or more
 */
public record SpotMonth(Period period, BigDecimal spreadRate, BigDecimal outrightRate) {
  /** Checks the rates. */
  public SpotMonth {
    SpreadNumbers.requireRate("spot-month spread rate", spreadRate);
    SpreadNumbers.requireRate("spot-month outright rate", outrightRate);
  }
}
