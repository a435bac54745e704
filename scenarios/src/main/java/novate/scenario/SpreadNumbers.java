package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/** What every spread asks of its numbers. */
final class SpreadNumbers {
  /** Deltas, ratios and spread counts have this many decimals. */
  private static final int DECIMALS = 4;

  private SpreadNumbers() {}

  static void requireRatio(BigDecimal ratio) {
    require(
        ratio.signum() > 0 && ratio.stripTrailingZeros().scale() <= DECIMALS,
        "a ratio must be above zero with at most %d decimals, got %s",
        DECIMALS,
        ratio.toPlainString());
  }

  static void requireRate(String what, BigDecimal rate) {
    require(rate.signum() >= 0, "%s must not be negative, got %s", what, rate.toPlainString());
  }

  static void requireCredit(BigDecimal credit) {
    require(
        credit.signum() >= 0 && credit.compareTo(BigDecimal.ONE) <= 0,
        "a credit rate must be between 0 and 1, got %s",
        credit.toPlainString());
  }
}
