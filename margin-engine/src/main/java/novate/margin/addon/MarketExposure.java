package novate.margin.addon;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import novate.market.BusinessCalendar;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/**
 * What an account has at risk in one combined commodity.
 *
 * @param netDelta deltas of the commodity, positive is long; one is a lot of a product whose delta
 *     scaling is 1
 * @param size units of the underlying per delta; above zero
 * @param risk market risk of the commodity over the horizon, before the account class's ratio; zero
 *     or more
 * @param calendar trading days of its products
 */
public record MarketExposure(
    CombinedCommodityId commodity,
    BigDecimal netDelta,
    BigDecimal size,
    Money risk,
    BusinessCalendar calendar) {
  /** Risk is a loss, size a quantity. */
  public MarketExposure {
    require(size.signum() > 0, "size of commodity %s must be above zero, got %s", commodity, size);
    require(
        risk.minorUnits() >= 0,
        "risk of commodity %s must not be negative, got %s",
        commodity,
        risk);
  }

  /** |net delta| in lots. */
  double lots() {
    return netDelta.abs().doubleValue();
  }

  /** |net delta| in units of the underlying. */
  double units() {
    return netDelta.abs().multiply(size).doubleValue();
  }

  String perUnit() {
    return risk.currency() + " per unit";
  }
}
