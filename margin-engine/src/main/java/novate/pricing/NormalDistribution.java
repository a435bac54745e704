package novate.pricing;

/**
 * The standard normal distribution, to about one unit in the last place.
 *
 * <p>The cumulative probability is {@code erfc(-x / sqrt 2) / 2}, with erfc from the three rational
 * Chebyshev approximations of W. J. Cody, "Rational Chebyshev Approximations for the Error
 * Function", Mathematics of Computation 23 (1969), pp. 631-637; coefficients as printed in his
 * SPECFUN (ACM TOMS algorithm 715).
 */
// Coefficients stand as printed, also where a double keeps fewer digits.
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class NormalDistribution {
  private static final double SQRT_HALF = 0.70710678118654752440;
  private static final double ONE_OVER_SQRT_PI = 0.56418958354775628695;
  private static final double ONE_OVER_SQRT_TWO_PI = 0.39894228040143267794;

  /** Below it erf is approximated, from it on erfc. */
  private static final double SMALL = 0.46875;

  private static final double MIDDLE = 4.0;

  /** From here on erfc is below the smallest positive double. */
  private static final double LARGE = 27.3;

  // Polynomials with the highest power first.
  private static final double[] SMALL_ABOVE = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] SMALL_BELOW = {
    1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_ABOVE = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_BELOW = {
    1.0,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] LARGE_ABOVE = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] LARGE_BELOW = {
    1.0,
    2.56852019228982242e0,
    1.87295284992346047e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private NormalDistribution() {}

  /** The probability of at most x; 0 and 1 at the infinities, NaN for NaN. */
  public static double cumulative(double x) {
    return 0.5 * erfc(-x * SQRT_HALF);
  }

  /** The density at x; 0 at the infinities, NaN for NaN. */
  public static double density(double x) {
    return ONE_OVER_SQRT_TWO_PI * StrictMath.exp(-0.5 * x * x);
  }

  private static double erfc(double x) {
    double size = Math.abs(x);
    if (size <= SMALL) {
      return 1.0 - x * ratio(SMALL_ABOVE, SMALL_BELOW, x * x);
    }
    double tail = size >= LARGE ? 0.0 : tail(size);
    return x < 0 ? 2.0 - tail : tail;
  }

  /** erfc of a number between SMALL and LARGE. */
  private static double tail(double x) {
    if (x <= MIDDLE) {
      return expOfMinusSquare(x) * ratio(MIDDLE_ABOVE, MIDDLE_BELOW, x);
    }
    double z = 1.0 / (x * x);
    double correction = z * ratio(LARGE_ABOVE, LARGE_BELOW, z);
    return expOfMinusSquare(x) * (ONE_OVER_SQRT_PI - correction) / x;
  }

  // The square is taken in two parts, the first exact: squaring first would lose its last digits,
  // and exp turns an absolute error of its argument into a relative error of its value.
  private static double expOfMinusSquare(double x) {
    double head = StrictMath.floor(x * 16.0) / 16.0;
    double square = -head * head;
    double ofHead = square < KernelMath.EXP_MIN ? StrictMath.exp(square) : KernelMath.exp(square);
    return ofHead * KernelMath.exp(-(x - head) * (x + head));
  }

  private static double ratio(double[] above, double[] below, double x) {
    return polynomial(above, x) / polynomial(below, x);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
