package novate.pricing;

import static novate.market.OptionRight.CALL;
import static novate.market.PricingModel.BLACK_76;

/**
 * An American call struck at one on a future (cost of carry zero), by the quadratic approximation.
 *
 * <pre>
 * price(s) = c(s) + (S - 1 - c(S)) (s / S)^q     for s below S, the critical price;  s - 1 from it on
 * q        = (1 + sqrt(1 + 4 y)) / 2,   y = 2 r / (vol^2 (1 - exp(-r T)))
 * S solves   S - 1 = c(S) + (1 - df N(d1(S))) S / q
 * </pre>
 *
 * <p>c is the European call. S makes the premium for early exercise largest, so an error of S
 * enters the price by its square, and the sensitivities are those at a fixed S.
 *
 * @see <a href="https://doi.org/10.1111/j.1540-6261.1987.tb02569.x">Barone-Adesi and Whaley,
 *     Efficient analytic approximation of American option values, Journal of Finance 42 (1987)</a>
 */
final class BaroneAdesiWhaley {
  /** Newton's steps are quadratic; a few more than ever seen, then the bracket stands. */
  private static final int STEPS_MAX = 60;

  /** Log of a critical price that a double can no longer hold with its premium. */
  static final double LOG_MAX = 300;

  /**
   * Log distance in deviations after which S is within 1e-8 of them, and the price within 1e-16.
   */
  private static final double CLOSE = 1e-4;

  private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;

  /** Below it one and a number keep too few digits of the number. */
  private static final double SMALL = 1e-3;

  private BaroneAdesiWhaley() {}

  /**
   * What the right to exercise early is worth over the European price; NaN where the critical price
   * is beyond a double, as it is at deviations of thousands, and infinite from the critical price
   * on, where the option is exercised.
   *
   * @param moneyness s: future over strike
   * @param deviation vol sqrt(T), above zero
   * @param growth r T, above zero
   */
  static double premium(double moneyness, double deviation, double growth) {
    double powerLessOne = powerLessOneAt(deviation, carry(growth));
    double power = 1 + powerLessOne;
    double logCritical = logCritical(deviation, growth, powerLessOne);
    double x = logOf(moneyness);
    if (x >= logCritical || Double.isNaN(logCritical)) {
      return x >= logCritical ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return premiumAtCritical(logCritical, deviation, growth) * expOf(power * (x - logCritical));
  }

  /** The price; NaN as the premium. */
  static double price(double moneyness, double deviation, double growth) {
    double premium = premium(moneyness, deviation, growth);
    return premium == Double.POSITIVE_INFINITY
        ? moneyness - 1
        : european(moneyness, deviation, growth) + premium;
  }

  /** How the price moves with s; NaN as the price. */
  static double delta(double moneyness, double deviation, double growth) {
    double powerLessOne = powerLessOneAt(deviation, carry(growth));
    double power = 1 + powerLessOne;
    double logCritical = logCritical(deviation, growth, powerLessOne);
    double x = StrictMath.log(moneyness);
    if (x >= logCritical || Double.isNaN(logCritical)) {
      return x >= logCritical ? 1.0 : Double.NaN;
    }
    return EuropeanOption.delta(BLACK_76, CALL, moneyness, 1, deviation, 1, growth)
        + premiumAtCritical(logCritical, deviation, growth)
            * power
            * StrictMath.exp(power * (x - logCritical) - x);
  }

  /** All sensitivities of the call struck at one, to s, volatility, time passing and rate. */
  static Greeks greeks(double moneyness, double volatility, double timeYears, double rate) {
    double deviation = volatility * Math.sqrt(timeYears);
    double growth = rate * timeYears;
    double powerLessOne = powerLessOneAt(deviation, carry(growth));
    double power = 1 + powerLessOne;
    double logCritical = logCritical(deviation, growth, powerLessOne);
    double x = StrictMath.log(moneyness);
    if (x >= logCritical) {
      return new Greeks(1.0, 0.0, 0.0, 0.0, 0.0);
    }
    double critical = StrictMath.exp(logCritical);
    double premium = premiumAtCritical(logCritical, deviation, growth);
    double share = StrictMath.exp(power * (x - logCritical));
    Greeks here = european(moneyness, volatility, timeYears, rate);
    Greeks there = european(critical, volatility, timeYears, rate);
    // How the premium moves with y, through the power alone.
    double perY = premium * (x - logCritical) / (2 * power - 1);
    double open = -StrictMath.expm1(-growth);
    double y = 2 * (growth / open) / (deviation * deviation);
    double discounted = 1 - open;
    return new Greeks(
        here.delta() + premium * power * share / moneyness,
        here.gamma() + premium * power * (power - 1) * share / (moneyness * moneyness),
        here.vega() + share * (perY * -2 * y / volatility - there.vega()),
        here.theta() - share * (perY * -y * rate * discounted / open + there.theta()),
        here.rho() + share * (perY * y * (1 / rate - timeYears * discounted / open) - there.rho()));
  }

  private static Greeks european(
      double moneyness, double volatility, double timeYears, double rate) {
    return new EuropeanValuation(BLACK_76, CALL, 1, timeYears, rate)
        .greeks(moneyness, volatility, 0);
  }

  private static double european(double moneyness, double deviation, double growth) {
    return EuropeanOption.price(BLACK_76, CALL, moneyness, 1, deviation, 1, growth);
  }

  static double premiumAtCritical(double logCritical, double deviation, double growth) {
    double d1 = logCritical / deviation + deviation / 2;
    double discount = expOf(-growth);
    double critical = KernelMath.exp(logCritical);
    double call = critical * (discount * above(d1)) - discount * above(d1 - deviation);
    return Math.max(0.0, critical - 1 - call);
  }

  /** r T / (1 - exp(-r T)): what the powers of all volatilities share. */
  static double carry(double growth) {
    return growth / -StrictMath.expm1(-growth);
  }

  /** q - 1. */
  static double powerLessOneAt(double deviation, double carry) {
    double y = 2 * carry / (deviation * deviation);
    return 2 * y / (1 + Math.sqrt(1 + 4 * y));
  }

  /**
   * ln S. The equation's left less its right side rises in S and is negative at q / (q - 1), where
   * it would be solved if the future could not end between strike and critical price.
   */
  static double logCritical(double deviation, double growth, double powerLessOne) {
    double power = 1 + powerLessOne;
    double discount = expOf(-growth);
    double low = logOfOneAnd(1 / powerLessOne);
    double high = Double.POSITIVE_INFINITY;
    double x = Math.max(low, logOfOneAnd(trigger(deviation, growth)));
    for (int step = 0; step < STEPS_MAX && x <= LOG_MAX; step++) {
      double critical = KernelMath.exp(x);
      double d1 = x / deviation + deviation / 2;
      double peak = expOf(-0.5 * d1 * d1);
      double open = 1 - discount * above(d1, peak);
      double call = critical * (1 - open) - discount * above(d1 - deviation);
      double excess = critical - 1 - call - critical * open / power;
      double slope =
          critical
              * (open * (powerLessOne / power)
                  + discount * peak * ONE_OVER_SQRT_TWO_PI / (deviation * power));
      if (excess < 0) {
        low = x;
      } else {
        high = x;
      }
      double next = x - excess / slope;
      if (!(next >= low && next <= high)) {
        next = high == Double.POSITIVE_INFINITY ? 2 * x + deviation : (low + high) / 2;
      }
      if (Math.abs(next - x) <= CLOSE * deviation) {
        return next;
      }
      x = next;
    }
    return x > LOG_MAX ? Double.NaN : x;
  }

  /** The boundary of Bjerksund and Stensland less one, to the digits that a first guess needs. */
  private static double trigger(double deviation, double growth) {
    double betaLessOne = BjerksundStensland.betaLessOne(deviation, growth);
    double power = -2 * deviation * betaLessOne;
    return power > -SMALL ? 2 * deviation : (1 - expOf(power)) / betaLessOne;
  }

  /** N(d), to 1e-15. */
  private static double above(double d) {
    return above(d, expOf(-0.5 * d * d));
  }

  private static double above(double d, double peak) {
    double size = Math.abs(d);
    double tail = peak * KernelMath.tailAbove(size) / KernelMath.tailBelow(size);
    return d > 0 ? 1 - tail : tail;
  }

  /** e to a power of zero or less. */
  private static double expOf(double power) {
    return KernelMath.exp(power < KernelMath.EXP_MIN ? KernelMath.EXP_MIN : power);
  }

  private static double logOf(double x) {
    return x >= BlackKernel.RATIO_MIN && x <= BlackKernel.RATIO_MAX
        ? KernelMath.log(x)
        : StrictMath.log(x);
  }

  private static double logOfOneAnd(double x) {
    return x < SMALL ? StrictMath.log1p(x) : logOf(1 + x);
  }
}
