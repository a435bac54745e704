package novate.margin.scan;

import java.math.BigDecimal;
import novate.scenario.SpreadSide;

/** Deltas, ratios and spread counts: whole ten-thousandths, so that they add up exactly. */
final class Deltas {
  static final int DECIMALS = 4;

  /** Ten-thousandths in one. */
  static final long ONE = 10_000;

  private Deltas() {}

  static BigDecimal decimal(long tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, DECIMALS);
  }

  /** Exact; a number with more decimals is a broken invariant, since parameters have none. */
  static long ofDecimal(BigDecimal decimal) {
    return decimal.movePointRight(DECIMALS).longValueExact();
  }

  /** A product of two numbers in ten-thousandths, rounded HALF_EVEN to ten-thousandths. */
  static long rounded(long tenThousandthsSquared) {
    long quotient = Math.floorDiv(tenThousandthsSquared, ONE);
    long rest = Math.floorMod(tenThousandthsSquared, ONE);
    boolean isUp = rest > ONE / 2 || (rest == ONE / 2 && (quotient & 1) == 1);
    return isUp ? quotient + 1 : quotient;
  }

  /** Whole ten-thousandths of a spread that some deltas make, rounded down; zero when short. */
  static long spreads(long available, long ratio) {
    return Math.multiplyExact(Math.max(0, available), ONE) / ratio;
  }

  /** The deltas that some spreads consume of a leg: never more than there were. */
  static long consumed(long spreads, long ratio) {
    return Math.multiplyExact(spreads, ratio) / ONE;
  }

  static int sign(SpreadSide side) {
    return side == SpreadSide.A ? 1 : -1;
  }
}
