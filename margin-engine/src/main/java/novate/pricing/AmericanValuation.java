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
  public void prices(
      double[] forwards,
      double[] volatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] values) {
    if (!whaleyPrices(forwards, volatilities, elapsedYears, kernel, values)) {
      OptionValuation.super.prices(forwards, volatilities, elapsedYears, kernel, values);
    }
  }

  /** False when they must be priced one by one. */
  private boolean whaleyPrices(
      double[] forwards,
      double[] volatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] values) {
    double left = timeYears - elapsedYears;
    if (american != AmericanModel.BARONE_ADESI_WHALEY
        || !Double.isFinite(left)
        || AmericanOption.waitingIsFree(left, rate)) {
      return false;
    }
    double[] deviations = EuropeanValuation.deviations(volatilities, left);
    for (double deviation : deviations) {
      if (!(deviation >= AmericanOption.NO_DEVIATION)) {
        return false;
      }
    }
    double discount = EuropeanOption.discount(left, rate);
    return kernel.moved(right, strike, forwards, deviations, discount, values)
        && AmericanOption.addPremiums(
            right, forwards, strike, deviations, rate * left, kernel, values);
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
