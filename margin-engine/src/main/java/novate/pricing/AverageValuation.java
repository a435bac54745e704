package novate.pricing;

import novate.market.OptionRight;
import novate.market.PricingModel;

/** A European option on the mean of a month's fixings: {@link AverageOption} with its terms. */
final class AverageValuation implements OptionValuation {
  private final PricingModel model;
  private final OptionRight right;
  private final double restStrike;
  private final double weight;
  private final double[] fixingYears;
  private final double timeYears;
  private final double rate;

  /** Terms as {@link AverageOption#price}; the array is kept, not copied. */
  AverageValuation(
      PricingModel model,
      OptionRight right,
      double restStrike,
      double weight,
      double[] fixingYears,
      double timeYears,
      double rate) {
    this.model = model;
    this.right = right;
    this.restStrike = restStrike;
    this.weight = weight;
    this.fixingYears = fixingYears;
    this.timeYears = timeYears;
    this.rate = rate;
  }

  @Override
  public PricingModel model() {
    return model;
  }

  @Override
  public double timeYears() {
    return timeYears;
  }

  @Override
  public double price(double forward, double volatility, double elapsedYears) {
    return AverageOption.price(
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
                restStrike,
                forwards,
                deviations(volatilities, elapsedYears),
                EuropeanOption.discount(left, rate),
                values);
    if (!arePriced) {
      OptionValuation.super.prices(forwards, volatilities, elapsedYears, kernel, values);
      return;
    }
    for (int s = 0; s < values.length; s++) {
      values[s] *= weight;
    }
  }

  /** Scenarios mostly go up and down by turns: the one before the last has the same volatility. */
  private double[] deviations(double[] volatilities, double elapsedYears) {
    double[] deviations = new double[volatilities.length];
    for (int s = 0; s < deviations.length; s++) {
      if (s > 0 && volatilities[s] == volatilities[s - 1]) {
        deviations[s] = deviations[s - 1];
      } else if (s > 1 && volatilities[s] == volatilities[s - 2]) {
        deviations[s] = deviations[s - 2];
      } else {
        deviations[s] = AverageOption.deviation(model, volatilities[s], fixingYears, elapsedYears);
      }
    }
    return deviations;
  }

  @Override
  public double delta(double forward, double volatility, double elapsedYears) {
    return AverageOption.delta(
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
  }

  @Override
  public Greeks greeks(double forward, double volatility, double elapsedYears) {
    return AverageOption.greeks(
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
  }
}
