package novate.scenario;

import static novate.market.Checks.require;

/**
 * One what-if of the standard scan: where the price goes, where the volatility goes, what it
 * counts.
 *
 * @param number from 1, the scenario's place in the risk array
 * @param priceThirds m of the table in thirds of the price scan range, -3 to 3; for an extreme
 *     scenario the direction, -1 or +1, of a move by the extreme move multiplier
 * @param isExtreme true for the two extreme moves, which count with the cover fraction
 * @param volatilityDirection n of the table: +1, -1, or 0 where volatility stays
 * @param pair number of the scenario with the same price move and the opposite volatility move; its
 *     own number where there is none
 */
public record Scenario(
    int number, int priceThirds, boolean isExtreme, int volatilityDirection, int pair) {
  /** Checks the ranges of the table. */
  public Scenario {
    require(number >= 1, "scenario number must be 1 or more, got %d", number);
    require(
        Math.abs(priceThirds) <= (isExtreme ? 1 : 3) && !(isExtreme && priceThirds == 0),
        "scenario %d: price move of %d thirds is out of range",
        number,
        priceThirds);
    require(
        Math.abs(volatilityDirection) <= 1,
        "scenario %d: volatility direction must be -1, 0 or 1",
        number);
  }

  /** m: the price move in units of the price scan range of a commodity. */
  public double priceMove(CommodityParameters parameters) {
    return isExtreme ? priceThirds * parameters.extremeMultiplier() : priceThirds / 3.0;
  }

  /** w: the share of the loss that counts, applied once. */
  public double weight(CommodityParameters parameters) {
    return isExtreme ? parameters.coverFraction() : 1.0;
  }
}
