package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.List;

/**
 * What if the factors moved more together, or more apart, than they ever did.
 *
 * <pre>
 * C' = nearest( (1 - share) * C + share * T )      T: 1 on the diagonal, the target beside it
 * nearest: eigenvalues below zero become zero, then rows and columns are scaled to a diagonal of 1
 * </pre>
 *
 * <p>A blend towards 1 is a correlation matrix as it stands. More than two factors cannot all be at
 * -1, so a blend towards -1 may have to be brought back to one that can be (spectral method of
 * Rebonato and Jäckel, 1999).
 */
public final class CorrelationStress {
  private CorrelationStress() {}

  /**
   * A correlation matrix blended towards a target.
   *
   * @param share 0 leaves it, 1 is the target
   * @param target correlation of every pair, -1 to 1
   * @return symmetric, 1 on its diagonal, no eigenvalue below zero but for rounding
   */
  public static double[][] blended(double[][] correlation, double share, double target) {
    require(share >= 0 && share <= 1, "share must be 0 to 1, got %s", share);
    require(target >= -1 && target <= 1, "target correlation must be -1 to 1, got %s", target);
    int size = correlation.length;
    double[][] blend = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        blend[i][j] = i == j ? 1 : (1 - share) * correlation[i][j] + share * target;
      }
    }
    return nearest(blend);
  }

  /**
   * The matrix itself when none of its eigenvalues is below zero, else the nearest that has none.
   *
   * @throws IllegalArgumentException when a factor would be left without any move
   */
  public static double[][] nearest(double[][] rows) {
    SymmetricMatrix matrix = SymmetricMatrix.of(rows);
    int last = matrix.size() - 1;
    if (matrix.value(last) >= 0 || matrix.isZero(last)) {
      return rows;
    }
    double[][] clipped = matrix.mapped(value -> Math.max(0, value));
    double[][] nearest = new double[clipped.length][clipped.length];
    for (int i = 0; i < clipped.length; i++) {
      require(clipped[i][i] > 0, "factor %d has no correlation left", i);
      for (int j = 0; j < clipped.length; j++) {
        nearest[i][j] = i == j ? 1 : clipped[i][j] / Math.sqrt(clipped[i][i] * clipped[j][j]);
      }
    }
    return nearest;
  }

  /**
   * History as it would have been under another correlation, every factor as volatile as it was.
   *
   * <pre>
   * r'_t = D * root(C') * root(C)^-1 * D^-1 * r_t        symmetric roots, D standard deviations
   * </pre>
   *
   * <p>The symmetric root leaves every scenario as near to what happened as can be. Where C is
   * singular its pseudo-inverse is taken: what never moved apart cannot be moved apart.
   *
   * @param target a correlation matrix, for example from {@link #blended}
   */
  public static List<FactorReturns> recorrelated(List<FactorReturns> returns, double[][] target) {
    CurveComponents components = CurveComponents.of(returns);
    require(
        target.length == returns.size(),
        "correlation of %d factors for %d",
        target.length,
        returns.size());
    double[][] inverse =
        SymmetricMatrix.of(components.correlation()).mapped(value -> 1 / Math.sqrt(value));
    double[][] root = SymmetricMatrix.of(target).mapped(value -> Math.sqrt(Math.max(0, value)));
    double[][] transform = new double[target.length][target.length];
    for (int i = 0; i < target.length; i++) {
      for (int j = 0; j < target.length; j++) {
        for (int k = 0; k < target.length; k++) {
          transform[i][j] += root[i][k] * inverse[k][j];
        }
        transform[i][j] *= components.standardDeviation(i) / components.standardDeviation(j);
      }
    }
    return CurveComponents.transformed(returns, transform);
  }
}
