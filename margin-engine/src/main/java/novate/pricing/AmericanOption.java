package novate.pricing;

import static novate.market.PricingModel.BLACK_76;

import novate.market.OptionRight;
import novate.scenario.AmericanModel;

/**
 * Value and sensitivities of an American option on a future under BLACK_76, by one of the two
 * declared approximations.
 *
 * <p>On a future a put is a call with future and strike exchanged, {@code P(F, K) = C(K, F)}, and a
 * price is homogeneous, so both models are the call struck at one. With a rate of zero or below
 * nobody exercises early and the option is European; so is a futures-style one, whose rate is zero.
 * At expiry it is worth its intrinsic value, and so it is without volatility. The two-step value of
 * Bjerksund and Stensland is a lower bound; where the European value is above it, that stands.
 */
public final class AmericanOption {
  /** Below it the right to exercise early is worth less than 1e-12 of the price level. */
  static final double NO_DEVIATION = 1e-12;

  /** Below it what waiting costs is beyond a double's digits of the price level. */
  private static final double NO_GROWTH = 1e-15;

  private AmericanOption() {}

  /**
   * An option with its terms, for many questions; terms as {@link #price}, which is asked with what
   * is left of the time.
   */
  public static OptionValuation valuation(
      AmericanModel american, OptionRight right, double strike, double timeYears, double rate) {
    return new AmericanValuation(american, right, strike, timeYears, rate);
  }

  /**
   * What the option is worth: not below intrinsic and European value, a call not above its forward
   * and a put not above its strike.
   *
   * @param forward price of the underlying future; above zero
   * @param strike above zero
   * @param volatility per square root of a year, a fraction; zero or more
   * @param timeYears time to expiry, ACT/365F; zero or less is expired
   * @param rate continuously compounded
   * @throws IllegalArgumentException naming the inputs when one cannot be taken or the result is
   *     not finite
   */
  public static double price(
      AmericanModel american,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    double european =
        EuropeanOption.price(BLACK_76, right, forward, strike, volatility, timeYears, rate);
    if (timeYears <= 0 || rate <= 0) {
      return european;
    }
    double deviation = volatility * Math.sqrt(timeYears);
    double intrinsic = Math.max(0.0, EuropeanOption.sign(right) * (forward - strike));
    double floor = Math.max(european, intrinsic);
    double moneyness = moneyness(right, forward, strike);
    if (waitingIsFree(timeYears, rate) || isCertain(deviation, moneyness)) {
      return floor;
    }
    double value =
        switch (american) {
          case BARONE_ADESI_WHALEY -> {
            double premium = BaroneAdesiWhaley.premium(moneyness, deviation, rate * timeYears);
            yield premium == Double.POSITIVE_INFINITY
                ? floor
                : european + unit(right, forward, strike) * premium;
          }
          case BJERKSUND_STENSLAND_2002 -> {
            double unit = BjerksundStensland.price(moneyness, deviation, rate * timeYears);
            // Exercised at once: the intrinsic value itself, not its product of rounded parts.
            yield unit == moneyness - 1 ? floor : unit(right, forward, strike) * unit;
          }
        };
    EuropeanOption.finite(value, "price", BLACK_76, forward, strike, volatility, timeYears, rate);
    return Math.max(floor, Math.min(right == OptionRight.CALL ? forward : strike, value));
  }

  /**
   * Adds what early exercise is worth by BARONE_ADESI_WHALEY to European prices of many scenarios.
   *
   * @param deviations by scenario, above zero
   * @param growth rate * T, above zero
   * @param values in, European prices; out, American ones
   * @return false when a critical price is beyond a double; the values are then undefined
   */
  static boolean addPremiums(
      OptionRight right,
      double[] forwards,
      double strike,
      double[] deviations,
      double growth,
      BlackKernel kernel,
      double[] values) {
    CriticalPrices criticals = CriticalPrices.of(deviations, growth, kernel);
    double sign = EuropeanOption.sign(right);
    for (int s = 0; s < values.length; s++) {
      double intrinsic = Math.max(0.0, sign * (forwards[s] - strike));
      double floor = Math.max(values[s], intrinsic);
      double x = KernelMath.log(moneyness(right, forwards[s], strike));
      if (Double.isNaN(criticals.log(s))) {
        return false;
      }
      if (x >= criticals.log(s)) {
        values[s] = floor;
      } else {
        double value = values[s] + unit(right, forwards[s], strike) * criticals.premium(s, x);
        values[s] =
            Math.max(floor, Math.min(right == OptionRight.CALL ? forwards[s] : strike, value));
      }
    }
    return true;
  }

  /**
   * How the price moves with the forward. Closed form for BARONE_ADESI_WHALEY; for
   * BJERKSUND_STENSLAND_2002 the central difference over a thousandth of a deviation.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double delta(
      AmericanModel american,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    EuropeanOption.check(BLACK_76, forward, strike, volatility, timeYears, rate);
    if (waitingIsFree(timeYears, rate)) {
      return EuropeanOption.delta(BLACK_76, right, forward, strike, volatility, timeYears, rate);
    }
    double deviation = volatility * Math.sqrt(timeYears);
    double moneyness = moneyness(right, forward, strike);
    if (isCertain(deviation, moneyness)) {
      return deltaOfIntrinsic(right, forward, strike);
    }
    double value =
        switch (american) {
          case BARONE_ADESI_WHALEY -> {
            double growth = rate * timeYears;
            double slope = BaroneAdesiWhaley.delta(moneyness, deviation, growth);
            yield right == OptionRight.CALL
                ? slope
                : BaroneAdesiWhaley.price(moneyness, deviation, growth) - moneyness * slope;
          }
          case BJERKSUND_STENSLAND_2002 -> {
            double middle = price(american, right, forward, strike, volatility, timeYears, rate);
            if (middle == EuropeanOption.sign(right) * (forward - strike)) {
              // Exercised at once; the difference of two large prices would only add noise.
              yield EuropeanOption.sign(right);
            }
            double step = step(forward, deviation);
            yield (price(american, right, forward + step, strike, volatility, timeYears, rate)
                    - price(american, right, forward - step, strike, volatility, timeYears, rate))
                / (2 * step);
          }
        };
    return EuropeanOption.finite(
        value, "delta", BLACK_76, forward, strike, volatility, timeYears, rate);
  }

  static Greeks greeks(
      AmericanModel american,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    EuropeanOption.check(BLACK_76, forward, strike, volatility, timeYears, rate);
    if (waitingIsFree(timeYears, rate)) {
      return new EuropeanValuation(BLACK_76, right, strike, timeYears, rate)
          .greeks(forward, volatility, 0);
    }
    double deviation = volatility * Math.sqrt(timeYears);
    double moneyness = moneyness(right, forward, strike);
    if (isCertain(deviation, moneyness)) {
      double gamma = EuropeanOption.gamma(BLACK_76, forward, strike, 0, timeYears, rate);
      return new Greeks(deltaOfIntrinsic(right, forward, strike), gamma, 0.0, 0.0, 0.0);
    }
    return switch (american) {
      case BARONE_ADESI_WHALEY -> closed(right, forward, strike, volatility, timeYears, rate);
      case BJERKSUND_STENSLAND_2002 ->
          differences(american, right, forward, strike, volatility, timeYears, rate);
    };
  }

  /** From the call struck at one, u(m): C = K u(F/K), P = F u(K/F). */
  private static Greeks closed(
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    double delta =
        delta(
            AmericanModel.BARONE_ADESI_WHALEY, right, forward, strike, volatility, timeYears, rate);
    double moneyness = moneyness(right, forward, strike);
    double unit = unit(right, forward, strike);
    Greeks u = BaroneAdesiWhaley.greeks(moneyness, volatility, timeYears, rate);
    double gamma =
        right == OptionRight.CALL
            ? u.gamma() / strike
            : moneyness * moneyness * u.gamma() / forward;
    return new Greeks(delta, gamma, unit * u.vega(), unit * u.theta(), unit * u.rho());
  }

  /**
   * Central differences: of the forward over a thousandth of a deviation, of everything else over a
   * ten-thousandth of it.
   */
  private static Greeks differences(
      AmericanModel american,
      OptionRight right,
      double forward,
      double strike,
      double volatility,
      double timeYears,
      double rate) {
    double step = step(forward, volatility * Math.sqrt(timeYears));
    double middle = price(american, right, forward, strike, volatility, timeYears, rate);
    double up = price(american, right, forward + step, strike, volatility, timeYears, rate);
    double down = price(american, right, forward - step, strike, volatility, timeYears, rate);
    double v = 1e-4 * volatility;
    double t = 1e-4 * timeYears;
    double r = 1e-4 * rate;
    return new Greeks(
        (up - down) / (2 * step),
        (up - 2 * middle + down) / (step * step),
        (price(american, right, forward, strike, volatility + v, timeYears, rate)
                - price(american, right, forward, strike, volatility - v, timeYears, rate))
            / (2 * v),
        (price(american, right, forward, strike, volatility, timeYears - t, rate)
                - price(american, right, forward, strike, volatility, timeYears + t, rate))
            / (2 * t),
        (price(american, right, forward, strike, volatility, timeYears, rate + r)
                - price(american, right, forward, strike, volatility, timeYears, rate - r))
            / (2 * r));
  }

  static boolean waitingIsFree(double timeYears, double rate) {
    return timeYears <= 0 || rate * timeYears < NO_GROWTH;
  }

  /** Where nothing can happen any more that would make waiting worth while. */
  private static boolean isCertain(double deviation, double moneyness) {
    return deviation < NO_DEVIATION || moneyness == 0 || moneyness == Double.POSITIVE_INFINITY;
  }

  private static double step(double forward, double deviation) {
    return forward * Math.clamp(1e-3 * deviation, 1e-7, 1e-2);
  }

  private static double deltaOfIntrinsic(OptionRight right, double forward, double strike) {
    return EuropeanOption.delta(BLACK_76, right, forward, strike, 0, 0, 0);
  }

  private static double moneyness(OptionRight right, double forward, double strike) {
    return right == OptionRight.CALL ? forward / strike : strike / forward;
  }

  private static double unit(OptionRight right, double forward, double strike) {
    return right == OptionRight.CALL ? strike : forward;
  }
}
