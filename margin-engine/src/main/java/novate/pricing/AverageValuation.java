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
