package novate.margin.revaluation;

/**
 * A future.
 *
 * <pre>loss = (F - F') * w</pre>
 *
 * @param factor F: the price, or in an averaging month the forward of the rest
 * @param weight w: 1, or the share of the average that is still open
 * @param lowestFactor what a moved factor is floored at; negative infinity for no floor
 */
record FutureRevaluation(double factor, double weight, double lowestFactor) implements Revaluation {
  @Override
  public double volatility() {
    return 0.0;
  }

  @Override
  public double floored(double moved) {
    return Math.max(lowestFactor, moved);
  }

  @Override
  public double loss(double movedFactor, double movedVolatility, double elapsedYears) {
    return (factor - movedFactor) * weight;
  }

  @Override
  public double delta(double movedFactor, double movedVolatility, double elapsedYears) {
    return weight;
  }
}
