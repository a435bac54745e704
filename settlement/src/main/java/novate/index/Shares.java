package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is said about shares of a whole everywhere in a methodology. */
final class Shares {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Shares() {}

  /** Refuses a share below 0, or of 1/2 and more, which at both ends would leave nothing. */
  static void requireBelowHalf(String field, BigDecimal share) {
    require(
        share.signum() >= 0 && share.compareTo(HALF) < 0,
        "%s must be 0 or more and below 1/2, got %s",
        field,
        share);
  }

  /** Refuses a cap of half the weight or more, under which one could decide, and of nothing. */
  static void requireCap(BigDecimal cap) {
    require(
        cap.signum() > 0 && cap.compareTo(HALF) < 0,
        "share cap must be above 0 and below 1/2, got %s: one contributor could decide",
        cap);
  }

  /** floor(share * size). */
  static int floor(BigDecimal share, int size) {
    return share.multiply(BigDecimal.valueOf(size)).setScale(0, RoundingMode.FLOOR).intValueExact();
  }
}
