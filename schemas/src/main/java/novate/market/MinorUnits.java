package novate.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a decimal number of minor units becomes money (methodology, section 1): HALF_EVEN to 8
 * decimals first, so that no stray digit costs a unit, then a charge up and a credit down to the
 * next whole unit.
 *
 * <p>Worked example: 100.000000001 cents are charged as 100, 100.00000001 as 101; credited, both
 * are 100, and 99.999999999 is 100 too.
 */
public final class MinorUnits {
  private static final int DECIMALS = 8;

  private MinorUnits() {}

  /**
   * A charge, rounded up: towards positive infinity, also where it is negative.
   *
   * @throws ArithmeticException when it does not fit a long
   */
  public static long charge(BigDecimal minorUnits) {
    return whole(minorUnits, RoundingMode.CEILING);
  }

  /**
   * A credit, rounded down.
   *
   * @throws ArithmeticException when it does not fit a long
   */
  public static long credit(BigDecimal minorUnits) {
    return whole(minorUnits, RoundingMode.FLOOR);
  }

  private static long whole(BigDecimal minorUnits, RoundingMode rounding) {
    return minorUnits
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .setScale(0, rounding)
        .longValueExact();
  }
}
