package novate.index.token;

import static novate.market.Checks.require;

import java.time.LocalDate;

/**
 * What is frozen from one link to the next.
 *
 * @param from the link is on the first snapshot on or after this day
 * @param listedDays days that a model must have been listed without a break at the link; 0 or more
 */
public record TokenPeriod(LocalDate from, int listedDays, TokenBundle bundle, BasketRule basket) {
  /** Refuses a negative number of days. */
  public TokenPeriod {
    require(listedDays >= 0, "listed_days from %s must not be negative: %d", from, listedDays);
  }

  String text() {
    return "period %s listed_days=%d bundle %s basket %s"
        .formatted(from, listedDays, bundle.text(), basket.text());
  }
}
