package novate.pricing;

import novate.market.PricingModel;

/**
 * One option with all of its terms fixed, ready to be asked what it is worth as the market moves.
 * Immutable; threads may share it. {@link #price} and {@link #delta} allocate nothing.
 *
 * <p>The forward is the price of the underlying future, or inside an averaging month the forward of
 * the rest. The volatility is per square root of a year, zero or more. Elapsed years, ACT/365F, are
 * counted from the instant it was made for; when none are left the option is worth its intrinsic
 * value.
 */
public sealed interface OptionValuation
    permits EuropeanValuation, AmericanValuation, AverageValuation {
  /** What the volatility is a fraction or a number of price units of. */
  PricingModel model();

  /** Years from the instant it was made for to its expiry, ACT/365F. */
  double timeYears();

  /**
   * What one unit is worth, currency; zero or more.
   *
   * @throws IllegalArgumentException naming the inputs when one cannot be taken or the result is
   *     not finite
   */
  double price(double forward, double volatility, double elapsedYears);

  /**
   * What one unit is worth in many scenarios: {@link #price} in each of them, to 1e-14 of the
   * larger of forward and strike. Where the kernel can, it does the work; both of its paths give
   * the same doubles.
   *
   * @param forwards by scenario
   * @param volatilities by scenario
   * @param values out, by scenario
   * @throws IllegalArgumentException as {@link #price}, with the number of the scenario, from 1
   */
  default void prices(
      double[] forwards,
      double[] volatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] values) {
    for (int s = 0; s < values.length; s++) {
      try {
        values[s] = price(forwards[s], volatilities[s], elapsedYears);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("scenario %d: %s".formatted(s + 1, e.getMessage()), e);
      }
    }
  }

  /**
   * How the price moves with the forward.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  double delta(double forward, double volatility, double elapsedYears);

  /**
   * All first sensitivities, and gamma.
   *
   * @throws IllegalArgumentException as {@link #price}; also where gamma is infinite: at the strike
   *     without any deviation left
   */
  Greeks greeks(double forward, double volatility, double elapsedYears);

  /**
   * The volatility at which the option is worth a price now.
   *
   * @throws IllegalArgumentException as {@link ImpliedVolatility#of}
   */
  default double impliedVolatility(double forward, double price) {
    return ImpliedVolatility.of(this, forward, price);
  }
}
