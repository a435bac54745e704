package novate.margin.revaluation;

import novate.pricing.BlackKernel;
import novate.pricing.OptionValuation;

/**
 * An option on a future.
 *
 * <pre>loss = V(S, vol, T) - V(S', vol', T - elapsed)</pre>
 *
 * @param valuation V
 * @param factor S: price of the underlying future, or in its averaging month the forward of the
 *     rest
 * @param volatility vol of the mark
 * @param value V(S, vol, T): the model's value now
 * @param lowestFactor what a moved factor is floored at; negative infinity for no floor
 */
record OptionRevaluation(
    OptionValuation valuation, double factor, double volatility, double value, double lowestFactor)
    implements Revaluation {
  @Override
  public double floored(double moved) {
    return Math.max(lowestFactor, moved);
  }

  @Override
  public double loss(double movedFactor, double movedVolatility, double elapsedYears) {
    return value - valuation.price(movedFactor, movedVolatility, elapsedYears);
  }

  @Override
  public void losses(
      double[] movedFactors,
      double[] movedVolatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] losses) {
    valuation.prices(movedFactors, movedVolatilities, elapsedYears, kernel, losses);
    for (int s = 0; s < losses.length; s++) {
      losses[s] = value - losses[s];
    }
  }

  @Override
  public double delta(double movedFactor, double movedVolatility, double elapsedYears) {
    return valuation.delta(movedFactor, movedVolatility, elapsedYears);
  }
}
