package novate.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import novate.market.Product;

/**
 * The trading hours of a product on one day: the seven hours up to its expiry time, in its zone.
 *
 * @param open first instant of trading
 * @param close end of trading; the fixing and the settlement price of the day are known from here
 */
record Session(Instant open, Instant close) {
  private static final Duration LENGTH = Duration.ofHours(7);

  static Session of(Product product, ZoneId zone, LocalDate date) {
    Instant close = date.atTime(product.expiryTime()).atZone(zone).toInstant();
    return new Session(close.minus(LENGTH), close);
  }

  /** How much of the session is over at an instant, 0 to 1. */
  double elapsed(Instant at) {
    double share = (double) Duration.between(open, at).toMillis() / LENGTH.toMillis();
    return Math.clamp(share, 0.0, 1.0);
  }
}
