package novate.pricing;

import novate.market.OptionRight;
import novate.market.PricingModel;
import novate.scenario.AmericanModel;

/** An American option on a future: {@link AmericanOption} with its terms. */
record AmericanValuation(
    AmericanModel american, OptionRight right, double strike, double timeYears, double rate)
    implements OptionValuation {
  @Override
  public PricingModel model() {
    return PricingModel.BLACK_76;
  }

  @Override
  public double price(double forward, double volatility, double elapsedYears) {
    return AmericanOption.price(
        american, right, forward, strike, volatility, timeYears - elapsedYears, rate);
  }

  @Override
  public double delta(double forward, double volatility, double elapsedYears) {
    return AmericanOption.delta(
        american, right, forward, strike, volatility, timeYears - elapsedYears, rate);
  }

  @Override
  public Greeks greeks(double forward, double volatility, double elapsedYears) {
    return AmericanOption.greeks(
        american, right, forward, strike, volatility, timeYears - elapsedYears, rate);
  }
}
