package novate.scenario;

/**
 * What a stress scenario does to one combined commodity, at once and before anybody can trade.
 *
 * @param price where its price factors go
 * @param shape how much of that each delivery month feels
 * @param volatility where its implied volatilities go; all months the same
 */
public record StressShock(PriceMove price, TenorShape shape, VolatilityMove volatility) {
  /** A move of the price alone, the same for all months. */
  public static StressShock parallel(PriceMove price) {
    return new StressShock(price, TenorShape.PARALLEL, VolatilityMove.NONE);
  }
}
