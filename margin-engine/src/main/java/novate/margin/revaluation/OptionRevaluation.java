package novate.margin.revaluation;

import novate.market.OptionOnFuture;
import novate.pricing.OptionModel;

/**
 * A European option on a future.
 *
 * <pre>loss = V(S, vol, T) - V(S', vol', T - elapsed)</pre>
 *
 * @param factor S: price of the underlying future
 * @param volatility vol of the mark
 * @param value V(S, vol, T): the model's value now
 * @param timeYears T: ACT/365F from the cut to the expiry instant
 * @param rate continuously compounded
 * @param lowestFactor what a moved factor is floored at; negative infinity for no floor
 */
record OptionRevaluation(
    OptionOnFuture option,
    double factor,
    double volatility,
    double value,
    double timeYears,
    double rate,
    double lowestFactor)
    implements Revaluation {
  @Override
  public double floored(double moved) {
    return Math.max(lowestFactor, moved);
  }

  @Override
  public double loss(double movedFactor, double movedVolatility, double elapsedYears) {
    return value
        - OptionModel.price(option, movedFactor, movedVolatility, timeYears - elapsedYears, rate);
  }

  @Override
  public double delta(double movedFactor, double movedVolatility, double elapsedYears) {
    return OptionModel.delta(option, movedFactor, movedVolatility, timeYears - elapsedYears, rate);
  }
}
