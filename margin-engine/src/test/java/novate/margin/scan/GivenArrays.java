package novate.margin.scan;

import novate.market.Catalogue;
import novate.scenario.ScenarioSet;
import org.jspecify.annotations.Nullable;

/** Risk arrays with numbers of the test's own instead of prices. */
public final class GivenArrays {
  private GivenArrays() {}

  /**
   * Arrays in which every contract is priced.
   *
   * @param losses by contract and scenario, minor units per long lot
   * @param deltas by contract, ten-thousandths
   * @param optionValues by contract, minor units per long lot
   * @param scanRanges by contract, minor units per lot
   */
  public static RiskArrays of(
      Catalogue catalogue,
      ScenarioSet scenarios,
      long[][] losses,
      int[] deltas,
      long[] optionValues,
      double[] scanRanges) {
    long[] values = new long[losses.length * scenarios.size()];
    for (int c = 0; c < losses.length; c++) {
      System.arraycopy(losses[c], 0, values, c * scenarios.size(), scenarios.size());
    }
    return new RiskArrays(
        catalogue,
        scenarios,
        "given",
        values,
        deltas,
        optionValues,
        scanRanges,
        new @Nullable String[losses.length]);
  }
}
