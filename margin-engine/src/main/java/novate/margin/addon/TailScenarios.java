package novate.margin.addon;

import static novate.market.Checks.require;

import java.util.Arrays;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/**
 * What one account loses in each scenario of a simulation, beside the return of one factor in the
 * same scenario.
 *
 * @param factor whose returns they are
 * @param factorReturns by scenario; a return or a change, only its order matters
 * @param lossesMinorUnits of the whole account by scenario, a loss positive
 * @param initialMargin of the account in the currency of the losses; zero or more
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Flat arrays of one simulation; copied, compared by value.
public record TailScenarios(
    CombinedCommodityId factor,
    double[] factorReturns,
    long[] lossesMinorUnits,
    Money initialMargin) {
  /** As many returns as losses, at least one, all finite. */
  public TailScenarios {
    factorReturns = factorReturns.clone();
    lossesMinorUnits = lossesMinorUnits.clone();
    require(
        factorReturns.length > 0 && factorReturns.length == lossesMinorUnits.length,
        "factor %s has %d returns and %d losses",
        factor,
        factorReturns.length,
        lossesMinorUnits.length);
    require(
        Arrays.stream(factorReturns).allMatch(Double::isFinite),
        "a return of factor %s is not finite",
        factor);
    require(
        initialMargin.minorUnits() >= 0,
        "initial margin must not be negative, got %s",
        initialMargin);
  }

  @Override
  public double[] factorReturns() {
    return factorReturns.clone();
  }

  @Override
  public long[] lossesMinorUnits() {
    return lossesMinorUnits.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TailScenarios that
        && factor.equals(that.factor)
        && Arrays.equals(factorReturns, that.factorReturns)
        && Arrays.equals(lossesMinorUnits, that.lossesMinorUnits)
        && initialMargin.equals(that.initialMargin);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(factorReturns) + Arrays.hashCode(lossesMinorUnits);
  }

  @Override
  public String toString() {
    return "%d scenarios of %s".formatted(factorReturns.length, factor);
  }
}
