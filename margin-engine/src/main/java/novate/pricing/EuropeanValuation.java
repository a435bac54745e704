package novate.pricing;

import novate.market.OptionRight;
import novate.market.PricingModel;

/** A European option on a future: {@link EuropeanOption} with its terms. */
record EuropeanValuation(
    PricingModel model, OptionRight right, double strike, double timeYears, double rate)
    implements OptionValuation {
  @Override
  public double price(double forward, double volatility, double elapsedYears) {
    return EuropeanOption.price(
        model, right, forward, strike, volatility, timeYears - elapsedYears, rate);
  }

  @Override
  public void prices(
      double[] forwards,
      double[] volatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] values) {
    double left = timeYears - elapsedYears;
    boolean arePriced =
        model == PricingModel.BLACK_76
            && Double.isFinite(left)
            && kernel.moved(
                right,
                strike,
                forwards,
                deviations(volatilities, left),
                EuropeanOption.discount(left, rate),
                values);
    if (!arePriced) {
      OptionValuation.super.prices(forwards, volatilities, elapsedYears, kernel, values);
    }
  }

  /** Volatilities times the square root of the time left. */
  static double[] deviations(double[] volatilities, double timeYears) {
    double root = Math.sqrt(Math.max(0.0, timeYears));
    double[] deviations = new double[volatilities.length];
    for (int s = 0; s < deviations.length; s++) {
      deviations[s] = volatilities[s] * root;
    }
    return deviations;
  }

  @Override
  public double delta(double forward, double volatility, double elapsedYears) {
    return EuropeanOption.delta(
        model, right, forward, strike, volatility, timeYears - elapsedYears, rate);
  }

  @Override
  public Greeks greeks(double forward, double volatility, double elapsedYears) {
    double left = timeYears - elapsedYears;
    return new Greeks(
        EuropeanOption.delta(model, right, forward, strike, volatility, left, rate),
        EuropeanOption.gamma(model, forward, strike, volatility, left, rate),
        EuropeanOption.vega(model, forward, strike, volatility, left, rate),
        EuropeanOption.theta(model, right, forward, strike, volatility, left, rate),
        EuropeanOption.rho(model, right, forward, strike, volatility, left, rate));
  }
}
