package novate.pricing;

import novate.market.OptionRight;
import novate.market.PricingModel;

/**
 * Value and sensitivities of a European option on a forward, in closed form.
 *
 * <pre>
 * s = volatility * sqrt(T),  df = exp(-rate * T)
 * BLACK_76    call = df * [F N(d1) - K N(d2)],          d1,2 = ln(F/K)/s +- s/2
 * BACHELIER   call = df * [(F - K) N(d) + s n(d)],      d = (F - K)/s
 * put  = call - df * (F - K)
 * </pre>
 *
 * <p>{@code T <= 0} gives the intrinsic value, undiscounted; volatility zero the discounted
 * intrinsic value. The side that is out of the money is computed and the other follows by parity,
 * so that deep wings lose no digits and no price is negative. All prices share one unit, and so do
 * the results: per unit of the underlying, for the holder of the option.
 *
 * @see <a href="https://doi.org/10.1016/0304-405X(76)90024-6">Black, The pricing of commodity
 *     contracts, Journal of Financial Economics 3 (1976)</a>
 */
public final class EuropeanOption {
  private EuropeanOption() {}

  /**
   * What the option is worth; zero or more.
   *
   * @param forward price of the underlying future; above zero under BLACK_76
   * @param strike above zero under BLACK_76
   * @param volatility per square root of a year: a fraction under BLACK_76, price units under
   *     BACHELIER; zero or more
   * @param timeYears time to expiry, ACT/365F; zero or less is expired
   * @param rate continuously compounded; zero for an option that is paid for daily like a future
   * @throws IllegalArgumentException naming the inputs when one cannot be taken or the result is
   *     not finite
   */
  public static double price(
      PricingModel model,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    check(model, forward, strike, volatility, timeYears, rate);
    double value =
        discount(timeYears, rate)
            * undiscounted(model, right, forward, strike, deviation(volatility, timeYears));
    return finite(value, "price", model, forward, strike, volatility, timeYears, rate);
  }

  /**
   * How much the price moves with the forward: between 0 and df for a call, -df and 0 for a put; at
   * expiry or without volatility one half exactly at the strike.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double delta(
      PricingModel model,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    check(model, forward, strike, volatility, timeYears, rate);
    double d = moneyness(model, forward, strike, deviation(volatility, timeYears));
    double sign = sign(right);
    double value = sign * discount(timeYears, rate) * NormalDistribution.cumulative(sign * d);
    return finite(value, "delta", model, forward, strike, volatility, timeYears, rate);
  }

  /**
   * How much the price of call and put moves per whole unit of volatility; zero or more, zero at
   * expiry.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double vega(
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    check(model, forward, strike, volatility, timeYears, rate);
    double value =
        discount(timeYears, rate)
            * deviation(1.0, timeYears)
            * perDeviation(model, forward, strike, deviation(volatility, timeYears));
    return finite(value, "vega", model, forward, strike, volatility, timeYears, rate);
  }

  /**
   * How much the delta of call and put moves with the forward; zero or more. Without deviation it
   * is zero away from the strike.
   *
   * @throws IllegalArgumentException as {@link #price}, and at the strike without deviation, where
   *     it is infinite
   */
  public static double gamma(
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    check(model, forward, strike, volatility, timeYears, rate);
    double value =
        discount(timeYears, rate)
            * curvature(model, forward, strike, deviation(volatility, timeYears));
    return finite(value, "gamma", model, forward, strike, volatility, timeYears, rate);
  }

  /**
   * How much the price moves per year that passes; zero at expiry.
   *
   * <pre>theta = rate * price - vega * volatility / (2 T)</pre>
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double theta(
      PricingModel model,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    double price = price(model, right, forward, strike, volatility, timeYears, rate);
    if (timeYears <= 0) {
      return 0.0;
    }
    double vega = vega(model, forward, strike, volatility, timeYears, rate);
    double value = rate * price - vega * volatility / (2 * timeYears);
    return finite(value, "theta", model, forward, strike, volatility, timeYears, rate);
  }

  /**
   * How much the price moves per whole unit of the rate: {@code -T * price}; zero at expiry.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double rho(
      PricingModel model,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    double price = price(model, right, forward, strike, volatility, timeYears, rate);
    double value = -Math.max(0.0, timeYears) * price;
    return finite(value, "rho", model, forward, strike, volatility, timeYears, rate);
  }

  /** The price before discounting, on a whole standard deviation s instead of a volatility. */
  static double undiscounted(
      PricingModel model, OptionRight right, double forward, double strike, double deviation) {
    double outOfTheMoney =
        switch (model) {
          case BLACK_76 -> black(forward, strike, deviation);
          case BACHELIER -> bachelier(forward, strike, deviation);
        };
    return Math.max(0.0, outOfTheMoney) + Math.max(0.0, sign(right) * (forward - strike));
  }

  /** How the undiscounted price moves with s: F n(d1) of Black, n(d) of Bachelier. */
  static double perDeviation(PricingModel model, double forward, double strike, double deviation) {
    double density = NormalDistribution.density(moneyness(model, forward, strike, deviation));
    return model == PricingModel.BLACK_76 ? forward * density : density;
  }

  /** How the undiscounted delta moves with the forward; infinite at the strike without any s. */
  static double curvature(PricingModel model, double forward, double strike, double deviation) {
    if (deviation == 0) {
      return forward == strike ? Double.POSITIVE_INFINITY : 0.0;
    }
    double density = NormalDistribution.density(moneyness(model, forward, strike, deviation));
    return model == PricingModel.BLACK_76 ? density / deviation / forward : density / deviation;
  }

  private static double black(double forward, double strike, double deviation) {
    double d1 = moneyness(PricingModel.BLACK_76, forward, strike, deviation);
    // From d1 rather than afresh it would be NaN where the deviation is infinite.
    double d2 = -moneyness(PricingModel.BLACK_76, strike, forward, deviation);
    double sign = forward > strike ? -1.0 : 1.0;
    return sign
        * (forward * NormalDistribution.cumulative(sign * d1)
            - strike * NormalDistribution.cumulative(sign * d2));
  }

  private static double bachelier(double forward, double strike, double deviation) {
    double d = Math.abs(moneyness(PricingModel.BACHELIER, forward, strike, deviation));
    return deviation * NormalDistribution.density(d)
        - Math.abs(forward - strike) * NormalDistribution.cumulative(-d);
  }

  /** d1 of Black, d of Bachelier; infinite where there is no deviation, but zero at the strike. */
  static double moneyness(PricingModel model, double forward, double strike, double deviation) {
    if (forward == strike) {
      return model == PricingModel.BLACK_76 ? deviation / 2 : 0.0;
    }
    return switch (model) {
      case BLACK_76 -> StrictMath.log(forward / strike) / deviation + deviation / 2;
      case BACHELIER -> (forward - strike) / deviation;
    };
  }

  static double deviation(double volatility, double timeYears) {
    return timeYears <= 0 ? 0.0 : volatility * Math.sqrt(timeYears);
  }

  static double discount(double timeYears, double rate) {
    return timeYears <= 0 ? 1.0 : StrictMath.exp(-rate * timeYears);
  }

  static double sign(OptionRight right) {
    return right == OptionRight.CALL ? 1.0 : -1.0;
  }

  static void check(
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    boolean isFinite =
        Double.isFinite(forward)
            && Double.isFinite(strike)
            && Double.isFinite(volatility)
            && Double.isFinite(timeYears)
            && Double.isFinite(rate);
    if (!isFinite) {
      throw refused("inputs must be finite", model, forward, strike, volatility, timeYears, rate);
    }
    if (volatility < 0) {
      throw refused(
          "volatility must not be negative", model, forward, strike, volatility, timeYears, rate);
    }
    if (model == PricingModel.BLACK_76 && (forward <= 0 || strike <= 0)) {
      throw refused(
          "forward and strike must be above zero",
          model,
          forward,
          strike,
          volatility,
          timeYears,
          rate);
    }
  }

  static double finite(
      double value,
      String what,
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    if (!Double.isFinite(value)) {
      throw refused(what + " is " + value, model, forward, strike, volatility, timeYears, rate);
    }
    return value;
  }

  // Built only when it is thrown: the inputs are boxed here, and the pricing path allocates
  // nothing.
  private static IllegalArgumentException refused(
      String why,
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    return new IllegalArgumentException(
        "%s: %s forward %s, strike %s, volatility %s, time %s years, rate %s"
            .formatted(why, model, forward, strike, volatility, timeYears, rate));
  }
}
