package novate.margin.addon;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Optional;
import novate.market.AveragingState;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;

/**
 * A position in a contract whose final settlement price is being fixed.
 *
 * @param lots signed; not zero
 * @param size units per lot; above zero
 * @param risk market risk of this position alone; zero or more
 * @param isLowConfidence whether a fixing it settles on came from a fallback
 * @param manipulationRatio what its holder would gain from moving the fixing by one unit, over what
 *     moving it costs; above 1 manipulation pays; zero or more
 * @param averaging of an averaging contract, what is fixed already; none for others
 */
public record ExpiringExposure(
    CombinedCommodityId commodity,
    ContractId contract,
    Lots lots,
    BigDecimal size,
    Money risk,
    boolean isLowConfidence,
    double manipulationRatio,
    Optional<AveragingState> averaging) {
  /** Risk is a loss, size a quantity. */
  public ExpiringExposure {
    require(size.signum() > 0, "size of contract %s must be above zero, got %s", contract, size);
    require(
        risk.minorUnits() >= 0, "risk of contract %s must not be negative, got %s", contract, risk);
    require(
        Double.isFinite(manipulationRatio) && manipulationRatio >= 0,
        "manipulation ratio of contract %s must be zero or more, got %s",
        contract,
        manipulationRatio);
  }
}
