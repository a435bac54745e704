package novate.validation;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A quantile of a sample, and how well the sample knows it.
 *
 * <pre>
 * value = the ceil(N * c)-th smallest of N                                     no interpolation
 * n     = N / h, rounded down: windows that do not overlap; B ~ Binomial(n, c)
 * low   = order statistic of the largest rank r with  P(B <= r - 1) <= 2.5 %
 * high  = order statistic of the smallest rank r with P(B <= r - 1) >= 97.5 %; none when r > n
 * </pre>
 *
 * <p>Ranks of n are carried to the N overlapping windows in proportion, rounded to the nearest. The
 * interval holds for any distribution; it says that the true quantile lies between low and high
 * with about 95 %.
 *
 * <p>Worked example: N = 500, c = 0.99, h = 1: value is the 495th smallest, low the 490th, high the
 * 500th; of 250 it is the 248th, low the 244th, and nothing bounds it from above.
 *
 * @param value the quantile
 * @param sampleSize N
 * @param independent n
 * @param low lower end of the interval
 * @param high upper end; none where the sample is too short to bound it
 * @see <a href="https://www.itl.nist.gov/div898/software/dataplot/refman2/auxillar/quantcl.htm">
 *     NIST, quantile confidence limits by order statistics</a>
 */
public record TailQuantile(
    double value, int sampleSize, int independent, double low, OptionalDouble high) {
  private static final double HALF_TAIL = 0.025;

  /**
   * The quantile of a sample.
   *
   * @param sample any order; at least one, no NaN
   * @param confidence c, above 0 and below 1
   * @param overlap h, steps that each window spans; above zero
   */
  static TailQuantile of(double[] sample, double confidence, int overlap) {
    require(confidence > 0 && confidence < 1, "confidence must be in (0, 1), got %s", confidence);
    require(sample.length > 0 && overlap > 0, "a quantile needs a sample and an overlap");
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int size = sorted.length;
    require(Double.isFinite(sorted[0]) && Double.isFinite(sorted[size - 1]), "sample not finite");
    int rank =
        BigDecimal.valueOf(confidence)
            .multiply(BigDecimal.valueOf(size))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    int independent = Math.max(1, size / overlap);
    BinomialDistribution below = new BinomialDistribution(null, independent, confidence);
    int low = rankOf(below, HALF_TAIL, independent);
    int lowRank = below.cumulativeProbability(low - 1) <= HALF_TAIL ? low : low - 1;
    int highRank = rankOf(below, 1 - HALF_TAIL, independent);
    return new TailQuantile(
        sorted[rank - 1],
        size,
        independent,
        sorted[carried(Math.max(1, lowRank), independent, size) - 1],
        highRank > independent
            ? OptionalDouble.empty()
            : OptionalDouble.of(sorted[carried(highRank, independent, size) - 1]));
  }

  /** The smallest rank r, at most n + 1, with P(B <= r - 1) >= p; by bisection. */
  private static int rankOf(BinomialDistribution below, double probability, int independent) {
    int reached = independent + 1;
    int tooLow = 0;
    while (reached - tooLow > 1) {
      int middle = (reached + tooLow) / 2;
      if (below.cumulativeProbability(middle - 1) >= probability) {
        reached = middle;
      } else {
        tooLow = middle;
      }
    }
    return reached;
  }

  private static int carried(int rank, int independent, int size) {
    long scaled = (2L * rank * size + independent) / (2L * independent);
    return (int) Math.min(size, Math.max(1, scaled));
  }

  /** The same quantile in another unit. */
  TailQuantile times(double factor) {
    return new TailQuantile(
        value * factor,
        sampleSize,
        independent,
        low * factor,
        high.isPresent() ? OptionalDouble.of(high.getAsDouble() * factor) : high);
  }
}
