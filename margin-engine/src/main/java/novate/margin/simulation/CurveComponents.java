package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.FactorId;

/**
 * The few moves that a curve mostly moves by: the principal components of its factors' returns.
 *
 * <pre>
 * covariance S = sum_k variance_k * v_k v_k'         variance descending, v_k of length one
 * explained(k) = variance of the first k / variance of all
 * shock: component k, z standard deviations = z * sqrt(variance_k) * v_k
 * </pre>
 *
 * <p>On a rental curve the first component shifts it, the second tilts it, the third bends it. The
 * sign of a component has no meaning of its own; its largest loading is made positive. Doubles, in
 * the unit of the returns; nothing is rounded. The eigenvectors are ojAlgo's.
 */
public final class CurveComponents {
  private final List<FactorId> factors;
  private final double[][] covariance;
  private final SymmetricMatrix matrix;

  private CurveComponents(List<FactorId> factors, double[][] covariance) {
    this.factors = List.copyOf(factors);
    this.covariance = covariance;
    this.matrix = SymmetricMatrix.of(covariance);
  }

  /**
   * The components of returns, over the dates on which all of them have one.
   *
   * @throws IllegalArgumentException when there are fewer than two such dates
   */
  public static CurveComponents of(List<FactorReturns> returns) {
    double[][] covariance = new double[returns.size()][returns.size()];
    int from = from(returns);
    int to = to(returns);
    double[] means = new double[returns.size()];
    for (int i = 0; i < means.length; i++) {
      for (int date = from; date < to; date++) {
        means[i] += returns.get(i).on(date) / (to - from);
      }
    }
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int date = from; date < to; date++) {
          sum += (returns.get(i).on(date) - means[i]) * (returns.get(j).on(date) - means[j]);
        }
        covariance[i][j] = sum / (to - from - 1);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new CurveComponents(returns.stream().map(FactorReturns::factor).toList(), covariance);
  }

  /** Place of the first date on which all have a return. */
  static int from(List<FactorReturns> returns) {
    require(!returns.isEmpty(), "there is no factor");
    return returns.stream().mapToInt(FactorReturns::firstDate).max().orElseThrow();
  }

  /** Place after the last such date; at least two after the first. */
  static int to(List<FactorReturns> returns) {
    int to = returns.stream().mapToInt(FactorReturns::endDate).min().orElseThrow();
    require(
        to - from(returns) >= 2,
        "%d factors have %d common dates, needs two or more",
        returns.size(),
        Math.max(0, to - from(returns)));
    return to;
  }

  /** The factors, in the order of matrices. */
  public List<FactorId> factors() {
    return factors;
  }

  /** The variance of a component, from 0; never below zero but for rounding. */
  public double variance(int component) {
    return matrix.value(component);
  }

  /** The share of all variance that the first components hold, 0 to 1. */
  public double explained(int componentCount) {
    double all = 0;
    double first = 0;
    for (int k = 0; k < matrix.size(); k++) {
      all += Math.max(0, matrix.value(k));
      first += k < componentCount ? Math.max(0, matrix.value(k)) : 0;
    }
    require(all > 0, "no factor of %s moves", factors);
    return first / all;
  }

  /** The fewest components that hold at least a share of all variance. */
  public int needed(double share) {
    require(share > 0 && share <= 1, "share must be above 0 and at most 1, got %s", share);
    int needed = 1;
    while (needed < matrix.size() && explained(needed) < share) {
      needed++;
    }
    return needed;
  }

  /**
   * A shock up and one down for each of the first components, in this order.
   *
   * @param standardDeviations z; above zero
   */
  public List<CurveShock> shocks(int componentCount, double standardDeviations) {
    require(
        componentCount >= 1 && componentCount <= matrix.size(),
        "components must be 1 to %d, got %d",
        matrix.size(),
        componentCount);
    require(
        Double.isFinite(standardDeviations) && standardDeviations > 0,
        "standard deviations must be above zero, got %s",
        standardDeviations);
    List<CurveShock> shocks = new ArrayList<>();
    for (int k = 0; k < componentCount; k++) {
      double size = standardDeviations * Math.sqrt(Math.max(0, matrix.value(k)));
      shocks.add(shock("component %d up".formatted(k + 1), k, size));
      shocks.add(shock("component %d down".formatted(k + 1), k, -size));
    }
    return shocks;
  }

  private CurveShock shock(String name, int component, double size) {
    SortedMap<FactorId, Double> moves = new TreeMap<>();
    for (int i = 0; i < factors.size(); i++) {
      moves.put(factors.get(i), size * matrix.vector(component)[i]);
    }
    return new CurveShock(name, moves);
  }

  /** {@code r'_t = M r_t} over the common dates. */
  static List<FactorReturns> transformed(List<FactorReturns> returns, double[][] rows) {
    int from = from(returns);
    int to = to(returns);
    List<FactorReturns> transformed = new ArrayList<>();
    for (int i = 0; i < returns.size(); i++) {
      double[] values = new double[to - from];
      for (int date = from; date < to; date++) {
        for (int j = 0; j < returns.size(); j++) {
          values[date - from] += rows[i][j] * returns.get(j).on(date);
        }
      }
      transformed.add(new FactorReturns(returns.get(i).factor(), from, values));
    }
    return transformed;
  }

  /** The standard deviation of a factor, by its place. */
  public double standardDeviation(int factor) {
    return Math.sqrt(covariance[factor][factor]);
  }

  /**
   * The correlation matrix, 1 on its diagonal; a copy.
   *
   * @throws IllegalArgumentException naming a factor that never moves
   */
  public double[][] correlation() {
    double[][] correlation = new double[factors.size()][factors.size()];
    for (int i = 0; i < factors.size(); i++) {
      require(covariance[i][i] > 0, "factor %s does not move", factors.get(i));
      for (int j = 0; j < factors.size(); j++) {
        correlation[i][j] =
            i == j ? 1 : covariance[i][j] / (standardDeviation(i) * standardDeviation(j));
      }
    }
    return correlation;
  }

  /** The components of the same standard deviations under another correlation. */
  public CurveComponents under(double[][] correlation) {
    double[][] stressed = new double[factors.size()][factors.size()];
    for (int i = 0; i < factors.size(); i++) {
      for (int j = 0; j < factors.size(); j++) {
        stressed[i][j] = correlation[i][j] * standardDeviation(i) * standardDeviation(j);
      }
    }
    return new CurveComponents(factors, stressed);
  }
}
