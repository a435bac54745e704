package novate.pricing;

import static novate.market.Checks.require;

import novate.market.OptionRight;
import novate.market.PricingModel;

/**
 * Value and sensitivities of a European option on the arithmetic mean of a month's fixings, part of
 * which may be known, by matching two moments of the mean of the rest (Turnbull-Wakeman).
 *
 * <pre>
 * n fixings, m of them known with mean A;  N = n - m open at t_1 &lt;= .. &lt;= t_N;  w = N / n
 * F  forward of the rest, flat to every open fixing        K' = (n K - m A) / N
 * value = w * EuropeanOption(F, K', deviation s) * df
 * BLACK_76    s^2 = ln( 1/N^2 sum_ij exp(vol^2 min(t_i, t_j)) )
 * BACHELIER   s^2 = vol^2 / N^2 sum_ij min(t_i, t_j)                                   exact
 * K' &lt;= 0 under BLACK_76:   call = w * (F - K') * df,  put = 0
 * </pre>
 *
 * <p>The double sum is a single one: with ascending times the pair's minimum is t_i for {@code 2 (N
 * - i) + 1} pairs, i = 1..N. Sums of {@code exp - 1} keep their digits at small volatilities. A
 * time that has passed is zero: such a fixing does not vary any more.
 *
 * <p>Ten published values: Haug, Option Pricing Formulas, table 4-28 (cost of carry 0).
 *
 * @see <a href="https://doi.org/10.2307/2331213">Turnbull and Wakeman, A quick algorithm for
 *     pricing European average options, Journal of Financial and Quantitative Analysis 26
 *     (1991)</a>
 */
public final class AverageOption {
  private AverageOption() {}

  /**
   * What the option is worth; zero or more.
   *
   * @param forward F; above zero under BLACK_76
   * @param restStrike K'
   * @param weight w, above 0 to 1; every result is multiplied by it, once
   * @param volatility of the forward, flat, per square root of a year: a fraction under BLACK_76,
   *     price units under BACHELIER
   * @param fixingYears of the open fixings, ascending, none after the expiry; empty when the mean
   *     is known
   * @param elapsedYears since the times were counted
   * @param timeYears to the expiry, when it is paid; zero or less of it left is intrinsic value
   * @param rate continuously compounded; zero for an option that is paid for daily like a future
   * @throws IllegalArgumentException naming the inputs when one cannot be taken or the result is
   *     not finite
   */
  public static double price(
      PricingModel model,
      OptionRight right,
      double forward,
      double restStrike,
      double weight,
      double volatility,
      double[] fixingYears,
      double elapsedYears,
      double timeYears,
      double rate) {
    double left = timeYears - elapsedYears;
    if (isCertain(model, restStrike)) {
      EuropeanOption.check(model, forward, 1.0, volatility, left, rate);
      double certain = right == OptionRight.CALL ? forward - restStrike : 0.0;
      return weight
          * EuropeanOption.finite(
              certain * EuropeanOption.discount(left, rate),
              "price",
              model,
              forward,
              restStrike,
              volatility,
              left,
              rate);
    }
    EuropeanOption.check(model, forward, restStrike, volatility, left, rate);
    double deviation = deviation(model, volatility, fixingYears, elapsedYears);
    return weight
        * EuropeanOption.finite(
            EuropeanOption.discount(left, rate)
                * EuropeanOption.undiscounted(model, right, forward, restStrike, deviation),
            "price",
            model,
            forward,
            restStrike,
            volatility,
            left,
            rate);
  }

  /**
   * How the price moves with the forward of the rest.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double delta(
      PricingModel model,
      OptionRight right,
      double forward,
      double restStrike,
      double weight,
      double volatility,
      double[] fixingYears,
      double elapsedYears,
      double timeYears,
      double rate) {
    double left = timeYears - elapsedYears;
    if (isCertain(model, restStrike)) {
      EuropeanOption.check(model, forward, 1.0, volatility, left, rate);
      return right == OptionRight.CALL ? weight * EuropeanOption.discount(left, rate) : 0.0;
    }
    EuropeanOption.check(model, forward, restStrike, volatility, left, rate);
    double deviation = deviation(model, volatility, fixingYears, elapsedYears);
    double d = EuropeanOption.moneyness(model, forward, restStrike, deviation);
    double sign = EuropeanOption.sign(right);
    return weight
        * EuropeanOption.finite(
            sign * EuropeanOption.discount(left, rate) * NormalDistribution.cumulative(sign * d),
            "delta",
            model,
            forward,
            restStrike,
            volatility,
            left,
            rate);
  }

  static Greeks greeks(
      PricingModel model,
      OptionRight right,
      double forward,
      double restStrike,
      double weight,
      double volatility,
      double[] fixingYears,
      double elapsedYears,
      double timeYears,
      double rate) {
    double left = timeYears - elapsedYears;
    double price =
        price(
            model,
            right,
            forward,
            restStrike,
            weight,
            volatility,
            fixingYears,
            elapsedYears,
            timeYears,
            rate);
    double delta =
        delta(
            model,
            right,
            forward,
            restStrike,
            weight,
            volatility,
            fixingYears,
            elapsedYears,
            timeYears,
            rate);
    double carry = left > 0 ? rate * price : 0.0;
    double rho = -Math.max(0.0, left) * price;
    if (isCertain(model, restStrike)) {
      return new Greeks(delta, 0.0, 0.0, carry, rho);
    }
    double deviation = deviation(model, volatility, fixingYears, elapsedYears);
    double perDeviation =
        weight
            * EuropeanOption.discount(left, rate)
            * EuropeanOption.perDeviation(model, forward, restStrike, deviation);
    double gamma =
        weight
            * EuropeanOption.discount(left, rate)
            * EuropeanOption.curvature(model, forward, restStrike, deviation);
    double vega =
        perDeviation * deviationPerVolatility(model, volatility, fixingYears, elapsedYears);
    double decay = perDeviation * deviationPerYear(model, volatility, fixingYears, elapsedYears);
    boolean isFinite = Double.isFinite(gamma) && Double.isFinite(vega) && Double.isFinite(decay);
    require(
        isFinite,
        "gamma %s, vega %s, decay %s: %s forward %s, strike of the rest %s, volatility %s, time %s",
        gamma,
        vega,
        decay,
        model,
        forward,
        restStrike,
        volatility,
        left);
    return new Greeks(delta, gamma, vega, carry - decay, rho);
  }

  /** With a strike of the rest of zero or below a positive mean is always above it. */
  private static boolean isCertain(PricingModel model, double restStrike) {
    return model == PricingModel.BLACK_76 && restStrike <= 0;
  }

  /** s: the standard deviation of the mean of the rest (BLACK_76: of its logarithm). */
  static double deviation(
      PricingModel model, double volatility, double[] fixingYears, double elapsedYears) {
    return switch (model) {
      case BLACK_76 ->
          Math.sqrt(StrictMath.log1p(relativeVariance(volatility, fixingYears, elapsedYears)));
      case BACHELIER -> volatility * Math.sqrt(meanTime(fixingYears, elapsedYears));
    };
  }

  /** Second moment of the mean of the rest over its squared first, less 1. */
  private static double relativeVariance(
      double volatility, double[] fixingYears, double elapsedYears) {
    int open = fixingYears.length;
    double variance = volatility * volatility;
    double sum = 0;
    for (int i = 0; i < open; i++) {
      sum += pairs(open, i) * StrictMath.expm1(variance * left(fixingYears[i], elapsedYears));
    }
    return open == 0 ? 0.0 : sum / ((double) open * open);
  }

  /** Mean over all pairs of open fixings of the earlier one's time. */
  private static double meanTime(double[] fixingYears, double elapsedYears) {
    int open = fixingYears.length;
    double sum = 0;
    for (int i = 0; i < open; i++) {
      sum += pairs(open, i) * left(fixingYears[i], elapsedYears);
    }
    return open == 0 ? 0.0 : sum / ((double) open * open);
  }

  private static double deviationPerVolatility(
      PricingModel model, double volatility, double[] fixingYears, double elapsedYears) {
    double deviation = deviation(model, volatility, fixingYears, elapsedYears);
    if (model == PricingModel.BACHELIER || deviation == 0) {
      return Math.sqrt(meanTime(fixingYears, elapsedYears));
    }
    int open = fixingYears.length;
    double variance = volatility * volatility;
    double sum = 0;
    for (int i = 0; i < open; i++) {
      double t = left(fixingYears[i], elapsedYears);
      sum += pairs(open, i) * 2 * volatility * t * StrictMath.exp(variance * t);
    }
    return overTwiceDeviation(sum, open, volatility, fixingYears, elapsedYears, deviation);
  }

  private static double deviationPerYear(
      PricingModel model, double volatility, double[] fixingYears, double elapsedYears) {
    double deviation = deviation(model, volatility, fixingYears, elapsedYears);
    if (deviation == 0) {
      return 0.0;
    }
    int open = fixingYears.length;
    double variance = volatility * volatility;
    double sum = 0;
    for (int i = 0; i < open; i++) {
      double t = left(fixingYears[i], elapsedYears);
      if (t > 0) {
        double growth = model == PricingModel.BLACK_76 ? StrictMath.exp(variance * t) : 1.0;
        sum += pairs(open, i) * variance * growth;
      }
    }
    return model == PricingModel.BLACK_76
        ? overTwiceDeviation(sum, open, volatility, fixingYears, elapsedYears, deviation)
        : sum / ((double) open * open) / (2 * deviation);
  }

  // s^2 = ln(1 + v), so 2 s s' = v' / (1 + v).
  private static double overTwiceDeviation(
      double sum,
      int open,
      double volatility,
      double[] fixingYears,
      double elapsedYears,
      double deviation) {
    double moment = 1 + relativeVariance(volatility, fixingYears, elapsedYears);
    return sum / ((double) open * open) / moment / (2 * deviation);
  }

  /** Ordered pairs of open fixings whose earlier one is the one at a place, from 0. */
  private static double pairs(int open, int place) {
    return 2.0 * (open - place) - 1;
  }

  private static double left(double fixingYears, double elapsedYears) {
    return Math.max(0.0, fixingYears - elapsedYears);
  }
}
