package novate.pricing;

import java.util.Arrays;
import novate.market.OptionRight;

/**
 * The critical prices of {@link BaroneAdesiWhaley} at the volatilities of many scenarios. They
 * depend neither on where the future stands nor on the strike, so scenarios that share a volatility
 * share its critical price.
 *
 * <p>Where volatilities are too many to be solved one by one, ln ln S is interpolated in the
 * logarithm of the deviation at Chebyshev's points, and the premium at that S is computed afresh. S
 * makes the premium largest, so its small error enters the price by its square: the price is that
 * of the solved S within 1e-13 of the price level.
 */
final class CriticalPrices {
  /** Solved at most; beyond that, points of the interpolation. */
  private static final int SOLVED_MAX = 16;

  /** How far apart the smallest and the largest deviation may be. */
  private static final double SPREAD_MAX = 32;

  /** By scenario: q, ln S and what early exercise is worth at S. */
  private final double[] powers;

  private final double[] logs;
  private final double[] premiums;

  private CriticalPrices(int size) {
    this.powers = new double[size];
    this.logs = new double[size];
    this.premiums = new double[size];
  }

  /**
   * Those of some deviations, above zero; one that is beyond a double is NaN.
   *
   * @param growth r T, above zero
   */
  static CriticalPrices of(double[] deviations, double growth, BlackKernel kernel) {
    CriticalPrices prices = new CriticalPrices(deviations.length);
    if (!prices.solve(deviations, growth) && !prices.interpolate(deviations, growth, kernel)) {
      for (int s = 0; s < deviations.length; s++) {
        prices.put(s, deviations[s], growth);
      }
    }
    return prices;
  }

  /** What the right to exercise early is worth, below S, at the logarithm of a moneyness. */
  double premium(int scenario, double x) {
    double power = powers[scenario] * (x - logs[scenario]);
    return premiums[scenario] * KernelMath.exp(Math.max(KernelMath.EXP_MIN, power));
  }

  /** ln S. */
  double log(int scenario) {
    return logs[scenario];
  }

  /** Scenarios mostly go up and down by turns: the one before the last has the same volatility. */
  private boolean solve(double[] deviations, double growth) {
    int solved = 0;
    for (int s = 0; s < deviations.length; s++) {
      if (s > 0 && deviations[s] == deviations[s - 1]) {
        copy(s - 1, s);
      } else if (s > 1 && deviations[s] == deviations[s - 2]) {
        copy(s - 2, s);
      } else if (solved++ == SOLVED_MAX) {
        return false;
      } else {
        put(s, deviations[s], growth);
      }
    }
    return true;
  }

  private void copy(int from, int to) {
    powers[to] = powers[from];
    logs[to] = logs[from];
    premiums[to] = premiums[from];
  }

  private void put(int scenario, double deviation, double growth) {
    double powerLessOne =
        BaroneAdesiWhaley.powerLessOneAt(deviation, BaroneAdesiWhaley.carry(growth));
    powers[scenario] = 1 + powerLessOne;
    logs[scenario] = BaroneAdesiWhaley.logCritical(deviation, growth, powerLessOne);
    premiums[scenario] = BaroneAdesiWhaley.premiumAtCritical(logs[scenario], deviation, growth);
  }

  private boolean interpolate(double[] deviations, double growth, BlackKernel kernel) {
    double least = Arrays.stream(deviations).min().orElseThrow();
    double most = Arrays.stream(deviations).max().orElseThrow();
    if (!(least > 0 && most <= SPREAD_MAX * least)) {
      return false;
    }
    Chebyshev curve =
        new Chebyshev(StrictMath.log(least), StrictMath.log(most), SOLVED_MAX, growth);
    double[] criticals = new double[deviations.length];
    double carry = BaroneAdesiWhaley.carry(growth);
    for (int s = 0; s < criticals.length; s++) {
      logs[s] = KernelMath.exp(curve.at(KernelMath.log(deviations[s])));
      if (!(logs[s] < BaroneAdesiWhaley.LOG_MAX)) {
        return false;
      }
      criticals[s] = KernelMath.exp(logs[s]);
      powers[s] = 1 + BaroneAdesiWhaley.powerLessOneAt(deviations[s], carry);
    }
    double discount = StrictMath.exp(-growth);
    if (!kernel.moved(OptionRight.CALL, 1.0, criticals, deviations, discount, premiums)) {
      return false;
    }
    for (int s = 0; s < criticals.length; s++) {
      premiums[s] = Math.max(0.0, criticals[s] - 1 - premiums[s]);
    }
    return true;
  }

  /** ln ln S over the logarithm of the deviation, as a sum of Chebyshev's polynomials. */
  private static final class Chebyshev {
    private final double middle;
    private final double half;
    private final double[] coefficients;

    Chebyshev(double from, double to, int points, double growth) {
      this.middle = (from + to) / 2;
      this.half = Math.max((to - from) / 2, 1e-9);
      this.coefficients = new double[points];
      double[] values = new double[points];
      for (int k = 0; k < points; k++) {
        double deviation =
            StrictMath.exp(middle + half * StrictMath.cos(StrictMath.PI * (k + 0.5) / points));
        double powerLessOne =
            BaroneAdesiWhaley.powerLessOneAt(deviation, BaroneAdesiWhaley.carry(growth));
        values[k] = StrictMath.log(BaroneAdesiWhaley.logCritical(deviation, growth, powerLessOne));
      }
      for (int j = 0; j < points; j++) {
        double sum = 0;
        for (int k = 0; k < points; k++) {
          sum += values[k] * StrictMath.cos(StrictMath.PI * j * (k + 0.5) / points);
        }
        coefficients[j] = (j == 0 ? 1.0 : 2.0) / points * sum;
      }
    }

    /** Clenshaw's recurrence. */
    double at(double place) {
      double x = (place - middle) / half;
      double next = 0;
      double afterNext = 0;
      for (int j = coefficients.length - 1; j > 0; j--) {
        double value = 2 * x * next - afterNext + coefficients[j];
        afterNext = next;
        next = value;
      }
      return x * next - afterNext + coefficients[0];
    }
  }
}
