package novate.margin.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits whole minor units so that the parts are whole too and add up exactly: every share is
 * rounded down, then the units that are left go to the largest remainders, ties to the earlier.
 *
 * <p>Worked example: 100 over weights 1, 1, 1 is 34, 33, 33.
 */
final class LargestRemainder {
  /** Finer than any weight of ours; a coarser last digit could only move a tie. */
  private static final int DECIMALS = 12;

  private LargestRemainder() {}

  /**
   * A total in proportion to weights.
   *
   * @param weights zero or more; not all zero unless the total is
   * @throws IllegalStateException when there is something to split and nobody to take it
   */
  static long[] proportional(long total, List<BigDecimal> weights) {
    if (total == 0) {
      return new long[weights.size()];
    }
    BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      throw new IllegalStateException("%d minor units belong to no position".formatted(total));
    }
    BigDecimal whole = BigDecimal.valueOf(total);
    return rounded(
        total, weights.stream().map(weight -> down(whole.multiply(weight), sum)).toList());
  }

  /** A quotient, rounded down so that shares never add up to more than their total. */
  static BigDecimal down(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, DECIMALS, RoundingMode.FLOOR);
  }

  /**
   * Shares made whole, for a total that is their sum or less than one unit above it.
   *
   * @throws IllegalStateException when the shares cannot be rounded to the total
   */
  static long[] rounded(long total, List<BigDecimal> shares) {
    long[] parts = new long[shares.size()];
    List<BigDecimal> remainders = new ArrayList<>();
    long left = total;
    for (int i = 0; i < parts.length; i++) {
      BigDecimal down = shares.get(i).setScale(0, RoundingMode.FLOOR);
      parts[i] = down.longValueExact();
      remainders.add(shares.get(i).subtract(down));
      left = Math.subtractExact(left, parts[i]);
    }
    if (left < 0 || left > parts.length) {
      throw new IllegalStateException("shares %s do not round to %d".formatted(shares, total));
    }
    // The sort is stable, so that of equal remainders the earlier comes first.
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> remainders.get(i)).reversed());
    for (int k = 0; k < left; k++) {
      parts[order.get(k)]++;
    }
    return parts;
  }
}
