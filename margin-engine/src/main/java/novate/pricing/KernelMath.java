package novate.pricing;

/**
 * The elementary functions of the kernels, in operations that every machine rounds alike: both
 * paths use these coefficients and this order, so they give the same doubles.
 *
 * <p>{@code Math.fma} rounds once by definition, in hardware or not. Subnormal, infinite and NaN
 * arguments are not expected: callers check or clamp first.
 */
// Coefficients stand as printed, also where a double keeps fewer digits.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class KernelMath {
  /** Added and taken away again it rounds to a whole number, which then stands in the low bits. */
  static final double ROUND = 0x1.8p52;

  /** Of {@link #ROUND}. */
  static final long ROUND_BITS = 0x4338000000000000L;

  static final int EXPONENT_SHIFT = 52;

  /** Below it exp would leave the normal doubles; there it is zero for every purpose here. */
  static final double EXP_MIN = -708.0;

  static final double LOG2_E = 1.4426950408889634;
  static final double LN2_HIGH = 6.93147180369123816490e-01;
  static final double LN2_LOW = 1.90821492927058770002e-10;

  // exp: 1 + r + r^2/2 + r^3 q(r) for |r| <= ln(2)/2, where q interpolates at the nine Chebyshev
  // points; off by less than 4e-17. Taylor's series would need two terms more.
  static final double E11 = 2.5095589467479502e-08;
  static final double E10 = 2.7613852100963253e-07;
  static final double E9 = 2.755728000429909e-06;
  static final double E8 = 2.480153630713628e-05;
  static final double E7 = 1.9841269854370018e-04;
  static final double E6 = 1.3888888905922382e-03;
  static final double E5 = 8.333333333332152e-03;
  static final double E4 = 4.166666666665131e-02;
  static final double E3 = 1.0 / 6.0;

  // log: minimax of log((1+s)/(1-s)) as in Sun's fdlibm, e_log.c.
  static final double L1 = 6.666666666666735130e-01;
  static final double L2 = 3.999999999940941908e-01;
  static final double L3 = 2.857142874366239149e-01;
  static final double L4 = 2.222219843214978396e-01;
  static final double L5 = 1.818357216161805012e-01;
  static final double L6 = 1.531383769920937332e-01;
  static final double L7 = 1.479819860511658591e-01;

  /** Bits of about sqrt(1/2): the mantissa is taken between it and sqrt(2). */
  static final long SQRT_HALF_BITS = 0x3FE6A09E00000000L;

  // The normal tail: cumulative(-z) = exp(-z*z/2) * P(z)/Q(z) for z >= 0. J. F. Hart, Computer
  // Approximations (1968), algorithm 5666, as printed in G. West, Better Approximations to
  // Cumulative Normal Functions, Wilmott (2005). Beyond z = 7.07, for which it was made, P/Q still
  // falls like 1/z, and what it is multiplied with is below 2e-11.
  static final double P0 = 220.206867912376;
  static final double P1 = 221.213596169931;
  static final double P2 = 112.079291497871;
  static final double P3 = 33.912866078383;
  static final double P4 = 6.37396220353165;
  static final double P5 = 0.700383064443688;
  static final double P6 = 3.52624965998911e-02;
  static final double Q0 = 440.413735824752;
  static final double Q1 = 793.826512519948;
  static final double Q2 = 637.333633378831;
  static final double Q3 = 296.564248779674;
  static final double Q4 = 86.7807322029461;
  static final double Q5 = 16.064177579207;
  static final double Q6 = 1.75566716318264;
  static final double Q7 = 8.83883476483184e-02;

  /** Up to here P/Q has been fitted. */
  static final double TAIL_MAX = 7.0;

  private KernelMath() {}

  /**
   * e to the power of a number from {@link #EXP_MIN} to 708, to about one unit in the last place.
   */
  static double exp(double y) {
    double shifted = Math.fma(y, LOG2_E, ROUND);
    double powers = shifted - ROUND;
    double r = Math.fma(powers, -LN2_LOW, Math.fma(powers, -LN2_HIGH, y));
    double sum = Math.fma(E11, r, E10);
    sum = Math.fma(sum, r, E9);
    sum = Math.fma(sum, r, E8);
    sum = Math.fma(sum, r, E7);
    sum = Math.fma(sum, r, E6);
    sum = Math.fma(sum, r, E5);
    sum = Math.fma(sum, r, E4);
    sum = Math.fma(sum, r, E3);
    sum = Math.fma(sum, r, 0.5);
    sum = Math.fma(sum, r, 1.0);
    sum = Math.fma(sum, r, 1.0);
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(sum) + (Double.doubleToRawLongBits(shifted) << EXPONENT_SHIFT));
  }

  /** The natural logarithm of a normal positive number, to about one unit in the last place. */
  static double log(double u) {
    long bits = Double.doubleToRawLongBits(u);
    long powerBits = (bits - SQRT_HALF_BITS) >> EXPONENT_SHIFT;
    double f = Double.longBitsToDouble(bits - (powerBits << EXPONENT_SHIFT)) - 1.0;
    double powers = powerBits;
    double s = f / (2.0 + f);
    double z = s * s;
    double sum = Math.fma(L7, z, L6);
    sum = Math.fma(sum, z, L5);
    sum = Math.fma(sum, z, L4);
    sum = Math.fma(sum, z, L3);
    sum = Math.fma(sum, z, L2);
    sum = Math.fma(sum, z, L1);
    double halfSquare = 0.5 * f * f;
    double rest = Math.fma(s, Math.fma(sum, z, halfSquare), powers * LN2_LOW);
    return Math.fma(powers, LN2_HIGH, f - (halfSquare - rest));
  }

  /** P(z) of the normal tail; z zero or more. */
  static double tailAbove(double z) {
    double sum = Math.fma(P6, z, P5);
    sum = Math.fma(sum, z, P4);
    sum = Math.fma(sum, z, P3);
    sum = Math.fma(sum, z, P2);
    sum = Math.fma(sum, z, P1);
    return Math.fma(sum, z, P0);
  }

  /** Q(z) of the normal tail; z zero or more. */
  static double tailBelow(double z) {
    double sum = Math.fma(Q7, z, Q6);
    sum = Math.fma(sum, z, Q5);
    sum = Math.fma(sum, z, Q4);
    sum = Math.fma(sum, z, Q3);
    sum = Math.fma(sum, z, Q2);
    sum = Math.fma(sum, z, Q1);
    return Math.fma(sum, z, Q0);
  }
}
