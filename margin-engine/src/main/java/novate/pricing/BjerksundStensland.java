package novate.pricing;

/**
 * An American call struck at one on a future (cost of carry zero), exercised at the first of two
 * flat boundaries: I2 until t1 = (sqrt 5 - 1)/2 T, I1 from then on. It is the value of a policy the
 * holder could follow, so never above the true one.
 *
 * <pre>
 * I(u)  = 1 + room (1 - exp(-2 vol sqrt(u) / room)),   room = 1 / (beta - 1)
 * beta  = 1/2 + sqrt(1/4 + 2 r / vol^2),   I1 = I(t1),   I2 = I(T)
 * price = alpha2 s^beta - alpha2 phi(t1,beta,I2) + phi(t1,1,I2) - phi(t1,1,I1) - phi(t1,0,I2) + phi(t1,0,I1)
 *       + alpha1 phi(t1,beta,I1) - alpha1 psi(T,beta,I1) + psi(T,1,I1) - psi(T,1,1) - psi(T,0,I1) + psi(T,0,1)
 * alpha = (I - 1) I^-beta;     from I2 on: s - 1
 * </pre>
 *
 * <p>Formulas and the time of each boundary as in Haug, The Complete Guide to Option Pricing
 * Formulas, 2nd edition (2007), section 3.1.
 *
 * @see <a href="https://openaccess.nhh.no/nhh-xmlui/handle/11250/163929">Bjerksund and Stensland,
 *     Closed form valuation of American options, Norwegian School of Economics (2002)</a>
 */
final class BjerksundStensland {
  private static final double FIRST_SHARE = (Math.sqrt(5) - 1) / 2;
  private static final double CORRELATION = Math.sqrt(FIRST_SHARE);

  /** Of the quadrature: at this correlation as good as 20, to 2e-15. */
  private static final int POINTS = 12;

  private static final BivariateNormal TOGETHER = new BivariateNormal(CORRELATION, POINTS);
  private static final BivariateNormal AGAINST = new BivariateNormal(-CORRELATION, POINTS);

  private BjerksundStensland() {}

  // Less one, because it is small where volatility is high.
  static double betaLessOne(double deviation, double growth) {
    double ratio = growth / (deviation * deviation);
    return 4 * ratio / (1 + Math.sqrt(1 + 8 * ratio));
  }

  /**
   * The price.
   *
   * @param moneyness s: future over strike
   * @param deviation vol sqrt(T), above zero
   * @param growth r T, above zero
   */
  static double price(double moneyness, double deviation, double growth) {
    double room = 1 / betaLessOne(deviation, growth);
    double beta = 1 + 1 / room;
    double above1 = room * -StrictMath.expm1(-2 * deviation * CORRELATION / room);
    double above2 = room * -StrictMath.expm1(-2 * deviation / room);
    double i1 = StrictMath.log1p(above1);
    double i2 = StrictMath.log1p(above2);
    double x = StrictMath.log(moneyness);
    if (x >= i2) {
      return moneyness - 1;
    }
    double first = deviation * CORRELATION;
    double early = StrictMath.exp(-growth * FIRST_SHARE);
    double late = StrictMath.exp(-growth);
    double untilFirst =
        above2 * (StrictMath.exp(beta * (x - i2)) - phi(x, first, beta, i2, i2, -beta * i2))
            + early
                * (phi(x, first, 1, i2, i2, 0)
                    - phi(x, first, 1, i1, i2, 0)
                    - phi(x, first, 0, i2, i2, 0)
                    + phi(x, first, 0, i1, i2, 0));
    double fromFirst =
        above1
                * (phi(x, first, beta, i1, i2, -beta * i1)
                    - psi(x, deviation, beta, i1, i1, i2, -beta * i1))
            + late
                * (psi(x, deviation, 1, i1, i1, i2, 0)
                    - psi(x, deviation, 1, 0, i1, i2, 0)
                    - psi(x, deviation, 0, i1, i1, i2, 0)
                    + psi(x, deviation, 0, 0, i1, i2, 0));
    return untilFirst + fromFirst;
  }

  /**
   * phi of the paper without its discount factor, which for gamma = beta is one: what s^gamma pays
   * below h at a time when it has not met the boundary.
   *
   * @param x ln s
   * @param deviation to that time
   * @param h logarithm of the level
   * @param boundary its logarithm
   * @param scale logarithm of a factor
   */
  private static double phi(
      double x, double deviation, double gamma, double h, double boundary, double scale) {
    double kappa = 2 * gamma - 1;
    double distance = boundary - x;
    double d = -(x - h + kappa / 2 * deviation * deviation) / deviation;
    double exponent = gamma * x + scale;
    return scaled(exponent, NormalDistribution.cumulative(d))
        - scaled(
            exponent + kappa * distance,
            NormalDistribution.cumulative(d - 2 * distance / deviation));
  }

  /** psi of the paper without its discount factor: the same at expiry, past both boundaries. */
  private static double psi(
      double x, double deviation, double gamma, double h, double i1, double i2, double scale) {
    double kappa = 2 * gamma - 1;
    double first = deviation * CORRELATION;
    double drift1 = kappa / 2 * first * first;
    double drift = kappa / 2 * deviation * deviation;
    double reflected = 2 * i2 - x;
    double e1 = (x - i1 + drift1) / first;
    double e2 = (reflected - i1 + drift1) / first;
    double e3 = (x - i1 - drift1) / first;
    double e4 = (reflected - i1 - drift1) / first;
    double f1 = (x - h + drift) / deviation;
    double f2 = (reflected - h + drift) / deviation;
    double f3 = (2 * i1 - x - h + drift) / deviation;
    double f4 = (2 * i1 - reflected - h + drift) / deviation;
    double exponent = gamma * x + scale;
    return scaled(exponent, TOGETHER.cumulative(-e1, -f1))
        - scaled(exponent + kappa * (i2 - x), TOGETHER.cumulative(-e2, -f2))
        - scaled(exponent + kappa * (i1 - x), AGAINST.cumulative(-e3, -f3))
        + scaled(exponent + kappa * (i1 - i2), AGAINST.cumulative(-e4, -f4));
  }

  // Where the power overflows the probability has underflown, and their product is below exp(-350).
  private static double scaled(double exponent, double probability) {
    if (probability <= 0) {
      return 0.0;
    }
    boolean isNormal = Math.abs(exponent) <= -KernelMath.EXP_MIN;
    return (isNormal ? KernelMath.exp(exponent) : StrictMath.exp(exponent)) * probability;
  }
}
