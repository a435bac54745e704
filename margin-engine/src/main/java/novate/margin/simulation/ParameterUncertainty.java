package novate.margin.simulation;

import static novate.market.Checks.require;

import novate.pricing.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * How far a quantile that was estimated from few days may be off.
 *
 * <pre>
 * se = sqrt(p * (1 - p) / N) / (phi(z_p) * z_p)        relative standard error, p = 1 - tail
 * </pre>
 *
 * <p>phi and z_p are density and quantile of the standard normal distribution. At 99 %: 250 days
 * 10.1 %, 500 days 7.2 %, 750 days 5.9 %, 1,250 days 4.5 % (methodology, section 6; Kendall and
 * Stuart, standard error of a sample quantile).
 */
public final class ParameterUncertainty {
  private static final double WHOLE_BASIS_POINTS = 10_000.0;

  private ParameterUncertainty() {}

  /**
   * The relative standard error of a tail quantile.
   *
   * @param tailBasisPoints 1 to 4,999
   * @param count N: independent observations, above zero; of weighted ones {@code (sum w)^2 / sum
   *     w^2}
   * @return a fraction: 0.101 is 10.1 %
   */
  public static double standardError(int tailBasisPoints, double count) {
    require(
        tailBasisPoints >= 1 && tailBasisPoints < 5_000,
        "tail must be 1 to 4999 basis points, got %d",
        tailBasisPoints);
    require(count > 0, "count of observations must be above zero, got %s", count);
    double tail = tailBasisPoints / WHOLE_BASIS_POINTS;
    double quantile = Math.sqrt(2) * Erf.erfcInv(2 * tail);
    return Math.sqrt(tail * (1 - tail) / count) / (NormalDistribution.density(quantile) * quantile);
  }
}
