package novate.scenario;

import static novate.market.Checks.require;

import novate.market.AccountId;
import novate.market.CombinedCommodityId;

/**
 * An account whose owner is hurt by the very move that its position loses on: a data-centre
 * operator long its own hardware, a lab short its own tokens.
 *
 * @param factor the owner's own commodity
 * @param side the side of a position in it that is wrong-way
 * @param tailBasisPoints share of scenarios that are the factor's worst, in basis points: 100 is 1
 *     %
 * @param theta what multiplies the expected tail loss, above 1; zero or more
 */
public record WrongWayExposure(
    AccountId account, CombinedCommodityId factor, Side side, int tailBasisPoints, double theta) {
  /** Which way the factor's worst moves go. */
  public enum Side {
    /** Long its own factor: its lowest returns are the worst. */
    LONG,
    /** Short its own factor: its highest returns are the worst. */
    SHORT
  }

  /** The tail is a share above nothing. */
  public WrongWayExposure {
    require(
        tailBasisPoints > 0 && tailBasisPoints <= 10_000,
        "tail must be 1 to 10,000 basis points, got %d",
        tailBasisPoints);
    require(Double.isFinite(theta) && theta >= 0, "theta must be zero or more, got %s", theta);
  }
}
