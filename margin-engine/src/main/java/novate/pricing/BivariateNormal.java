package novate.pricing;

/**
 * The standard bivariate normal distribution, to about 1e-15.
 *
 * <p>The method of Z. Drezner and G. O. Wesolowsky, "On the computation of the bivariate normal
 * integral", Journal of Statistical Computation and Simulation 35 (1990), pp. 101-107, as improved
 * for double precision by A. Genz, "Numerical computation of rectangular bivariate and trivariate
 * normal and t probabilities", Statistics and Computing 14 (2004), pp. 251-260: Gauss-Legendre
 * quadrature of Plackett's integral over the correlation, and for correlations from 0.925 on of
 * what is left after the part that is singular at one has been taken out.
 */
public final class BivariateNormal {
  private static final double TWO_PI = 2 * StrictMath.PI;
  private static final double NEARLY_ONE = 0.925;

  /** Beyond it a double's normal probability is 0 or 1. */
  private static final double CERTAIN = 40;

  /** exp of less than minus this adds nothing. */
  private static final double NEGLIGIBLE = 100;

  private static final int POINTS = 20;

  /** The positive half of the Gauss-Legendre points on -1 to 1, and their weights. */
  private static final double[] POINT = new double[POINTS / 2];

  private static final double[] WEIGHT = new double[POINTS / 2];

  static {
    legendre(POINT, WEIGHT);
  }

  private final double angle;
  private final double[] sines;

  /** One over the squared cosines. */
  private final double[] inverses;

  private final double[] weights;

  /**
   * The distribution of one correlation below 0.925 in size, for many questions.
   *
   * @param points of the quadrature, an even number; 20 are good to the last digits
   */
  BivariateNormal(double correlation, int points) {
    this.angle = StrictMath.asin(correlation);
    this.sines = new double[points];
    this.inverses = new double[points];
    this.weights = new double[points];
    double[] point = new double[points / 2];
    double[] weight = new double[points / 2];
    legendre(point, weight);
    for (int i = 0; i < point.length; i++) {
      put(2 * i, (1 - point[i]) / 2, weight[i]);
      put(2 * i + 1, (1 + point[i]) / 2, weight[i]);
    }
  }

  private void put(int place, double share, double weight) {
    double sine = StrictMath.sin(angle * share);
    sines[place] = sine;
    inverses[place] = 1 / (1 - sine * sine);
    weights[place] = weight;
  }

  /**
   * The probability that the first is at most x and the second at most y.
   *
   * @param x any number, infinities too
   * @param y any number, infinities too
   * @param correlation between -1 and 1
   * @return NaN when an argument is, or when the correlation is out of its range
   */
  public static double cumulative(double x, double y, double correlation) {
    if (Double.isNaN(x) || Double.isNaN(y) || !(Math.abs(correlation) <= 1)) {
      return Double.NaN;
    }
    if (x < -CERTAIN || y < -CERTAIN) {
      return 0.0;
    }
    if (x > CERTAIN || y > CERTAIN) {
      return x > CERTAIN ? NormalDistribution.cumulative(y) : NormalDistribution.cumulative(x);
    }
    return Math.abs(correlation) < NEARLY_ONE
        ? new BivariateNormal(correlation, POINTS).cumulative(x, y)
        : nearlyOne(-x, -y, correlation);
  }

  /** The probability that the first is at most x and the second at most y; allocates nothing. */
  double cumulative(double x, double y) {
    if (x < -CERTAIN || y < -CERTAIN) {
      return 0.0;
    }
    double product = x * y;
    double halfSquares = (x * x + y * y) / 2;
    double sum = 0;
    for (int i = 0; i < sines.length; i++) {
      double power = (sines[i] * product - halfSquares) * inverses[i];
      sum += weights[i] * KernelMath.exp(power < KernelMath.EXP_MIN ? KernelMath.EXP_MIN : power);
    }
    return sum * angle / (2 * TWO_PI) + alone(x) * alone(y);
  }

  /** The cumulative probability of one; the short formula where it is good. */
  private static double alone(double x) {
    double size = Math.abs(x);
    if (size > KernelMath.TAIL_MAX) {
      return NormalDistribution.cumulative(x);
    }
    double tail =
        KernelMath.exp(-0.5 * x * x) * KernelMath.tailAbove(size) / KernelMath.tailBelow(size);
    return x > 0 ? 1 - tail : tail;
  }

  /** The probability that the first is above h and the second above k. */
  private static double nearlyOne(double h, double k, double correlation) {
    double other = correlation < 0 ? -k : k;
    double together = Math.abs(correlation) < 1 ? correction(h, other, correlation) : 0.0;
    if (correlation > 0) {
      return together + NormalDistribution.cumulative(-Math.max(h, other));
    }
    double apart =
        other <= h
            ? 0.0
            : h < 0
                ? NormalDistribution.cumulative(other) - NormalDistribution.cumulative(h)
                : NormalDistribution.cumulative(-h) - NormalDistribution.cumulative(-other);
    return apart - together;
  }

  private static double correction(double h, double k, double correlation) {
    double product = h * k;
    double square = (1 - correlation) * (1 + correlation);
    double root = Math.sqrt(square);
    double distance = (h - k) * (h - k);
    double c = (4 - product) / 8;
    double d = (12 - product) / 16;
    double exponent = -(distance / square + product) / 2;
    double sum = 0;
    if (exponent > -NEGLIGIBLE) {
      sum =
          root
              * StrictMath.exp(exponent)
              * (1
                  - c * (distance - square) * (1 - d * distance / 5) / 3
                  + c * d * square * square / 5);
    }
    if (product > -NEGLIGIBLE) {
      double gap = Math.sqrt(distance);
      sum -=
          StrictMath.exp(-product / 2)
              * Math.sqrt(TWO_PI)
              * NormalDistribution.cumulative(-gap / root)
              * gap
              * (1 - c * distance * (1 - d * distance / 5) / 3);
    }
    for (int i = 0; i < POINT.length; i++) {
      sum += WEIGHT[i] * remainder(root / 2 * (1 - POINT[i]), root / 2, distance, product, c, d);
      sum += WEIGHT[i] * remainder(root / 2 * (1 + POINT[i]), root / 2, distance, product, c, d);
    }
    return -sum / TWO_PI;
  }

  private static double remainder(
      double x, double half, double distance, double product, double c, double d) {
    double square = x * x;
    double exponent = -(distance / square + product) / 2;
    if (exponent <= -NEGLIGIBLE) {
      return 0.0;
    }
    double root = Math.sqrt(1 - square);
    double exact = StrictMath.exp(-product * square / (2 * (1 + root) * (1 + root))) / root;
    return half * StrictMath.exp(exponent) * (exact - (1 + c * square * (1 + d * square)));
  }

  /** The positive half of the Gauss-Legendre points, largest first, and their weights. */
  private static void legendre(double[] point, double[] weight) {
    for (int i = 0; i < point.length; i++) {
      legendreRoot(i, point, weight);
    }
  }

  /** Newton's method on the Legendre polynomial from Tricomi's guess. */
  private static void legendreRoot(int place, double[] point, double[] weight) {
    int points = 2 * point.length;
    double x = StrictMath.cos(StrictMath.PI * (place + 0.75) / (points + 0.5));
    double slope = 0;
    for (int step = 0; step < 8; step++) {
      double before = 1;
      double value = x;
      for (int degree = 2; degree <= points; degree++) {
        double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = points * (x * value - before) / (x * x - 1);
      x -= value / slope;
    }
    point[place] = x;
    weight[place] = 2 / ((1 - x * x) * slope * slope);
  }
}
