package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import novate.margin.format.SpanProduct.Quotation;

/**
 * Prices that are written in fractions.
 *
 * <pre>
 * blank  decimals                                         364940 with 2 decimals = 3649.40
 * C      points and 32nds, the last digit an eighth       117130 = 117 + 13.0/32 = 117.40625
 * K      points and 64ths, the last digit an eighth         3540 =   3 + 54.0/64 = 3.84375
 * 0      decimals, the last digit an eighth               4472 with 3 decimals = 4.47 + 2/8 * 0.01 = 4.4725
 * </pre>
 *
 * <p>A truncated eighth is the first decimal of .000 .125 .250 .375 .500 .625 .750 .875, so 4 and 9
 * cannot occur.
 */
final class AlignedPrice {
  private static final BigDecimal EIGHTH = new BigDecimal("0.125");
  private static final int DECIMALS_MAX = 12;

  private AlignedPrice() {}

  /**
   * The price that digits stand for, exact.
   *
   * @throws IllegalArgumentException when the alignment is unknown or the digits cannot be of it
   */
  static BigDecimal of(long digits, Quotation quotation) {
    int decimals = quotation.decimals();
    require(
        Math.abs(decimals) <= DECIMALS_MAX, "%d decimals are more than any price has", decimals);
    return switch (quotation.alignment()) {
      case ' ' -> BigDecimal.valueOf(digits, decimals);
      case 'C' -> fractions(digits, decimals, 32);
      case 'K' -> fractions(digits, decimals, 64);
      case '0' -> eighths(digits, decimals);
      default ->
          throw new IllegalArgumentException(
              "alignment code '%s' is not known; known are blank, C, K, 0"
                  .formatted(quotation.alignment()));
    };
  }

  private static BigDecimal fractions(long digits, int decimals, int parts) {
    require(
        decimals == 2 || decimals == 3,
        "points and %dths have two digits and perhaps an eighth, not %d decimals",
        parts,
        decimals);
    long points = digits / (decimals == 3 ? 1000 : 100);
    long part = decimals == 3 ? digits / 10 % 100 : digits % 100;
    require(part < parts, "%d of %d parts of a point", part, parts);
    BigDecimal fraction = BigDecimal.valueOf(part);
    if (decimals == 3) {
      fraction = fraction.add(eighth(digits % 10));
    }
    return BigDecimal.valueOf(points).add(fraction.divide(BigDecimal.valueOf(parts)));
  }

  private static BigDecimal eighths(long digits, int decimals) {
    require(decimals >= 1, "an eighth needs a decimal to stand on, got %d", decimals);
    return BigDecimal.valueOf(digits / 10, decimals - 1)
        .add(eighth(digits % 10).movePointLeft(decimals - 1));
  }

  private static BigDecimal eighth(long truncated) {
    for (int n = 0; n < 8; n++) {
      BigDecimal fraction = EIGHTH.multiply(BigDecimal.valueOf(n));
      if (fraction.movePointRight(1).longValue() == truncated) {
        return fraction;
      }
    }
    throw new IllegalArgumentException(
        "%d is not the first digit of an eighth".formatted(truncated));
  }
}
