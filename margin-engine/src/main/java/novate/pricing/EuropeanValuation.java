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
