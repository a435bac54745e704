package novate.margin.scan;

import static novate.market.Checks.require;

import novate.pricing.KernelPath;

/** The hot loop of the scan: exact, over flat arrays. */
public final class ScanKernel {
  private ScanKernel() {}

  /**
   * Adds a run of positions to the scenario losses of their portfolio.
   *
   * <pre>losses[s] += sum over p in [from, to) of  lots[p] * table.loss(contractIndex[p], s)</pre>
   *
   * <p>A loss is positive. The table holds the losses of one <em>long</em> lot, so a short position
   * turns them round. Nothing is rounded and neither the order of positions nor the path matters.
   * The sums are made in doubles where these are proven to be exact, in checked longs otherwise.
   * Worked example: +10 and -4 lots of two futures with 1,200.00 in scenario 13 add 7,200.00 there.
   *
   * @param contractIndex row of the contract held, per position
   * @param lots signed lots, per position
   * @param from first position of the run
   * @param to one after the last position
   * @param losses in and out, minor units; one per scenario of the table
   * @throws ArithmeticException if a loss does not fit a long; {@code losses} is then undefined
   * @throws IndexOutOfBoundsException if a contract is not in the table
   */
  public static void scan(
      KernelPath path,
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      LossTable table,
      long[] losses) {
    require(
        losses.length == table.scenarioCount(),
        "the table has %d scenarios, got %d losses",
        table.scenarioCount(),
        losses.length);
    if (table.isExactInDoubles(contractIndex, lots, from, to)) {
      double[] sums = new double[table.paddedScenarioCount()];
      sum(path, contractIndex, lots, from, to, table, 0, sums.length, sums, 0);
      for (int s = 0; s < losses.length; s++) {
        losses[s] = Math.addExact(losses[s], (long) sums[s]);
      }
    } else {
      scanChecked(contractIndex, lots, from, to, table, losses);
    }
  }

  /**
   * Sums the losses of a run of positions in some blocks of scenarios; only where {@link
   * LossTable#isExactInDoubles}.
   *
   * @param firstScenario where the first block starts
   * @param scenarios how many; whole blocks
   * @param sums out, minor units: from {@code place} on
   */
  static void sum(
      KernelPath path,
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      LossTable table,
      int firstScenario,
      int scenarios,
      double[] sums,
      int place) {
    int[] cents = table.cents();
    int contracts = table.contractCount();
    for (int s = 0; s < scenarios; s += LossTable.BLOCK) {
      int first = (firstScenario + s) * contracts;
      switch (path) {
        case PLAIN -> sumPlainly(contractIndex, lots, from, to, cents, first, sums, place + s);
        case VECTOR -> VectorScan.sum(contractIndex, lots, from, to, cents, first, sums, place + s);
      }
    }
  }

  private static void sumPlainly(
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      int[] cents,
      int first,
      double[] sums,
      int place) {
    for (int s = 0; s < LossTable.BLOCK; s++) {
      sums[place + s] = 0;
    }
    for (int p = from; p < to; p++) {
      int row = first + contractIndex[p] * LossTable.BLOCK;
      double held = lots[p];
      for (int s = 0; s < LossTable.BLOCK; s++) {
        sums[place + s] += held * cents[row + s];
      }
    }
  }

  /** The obvious loop, for what does not fit: every product and sum is checked. */
  static void scanChecked(
      int[] contractIndex, long[] lots, int from, int to, LossTable table, long[] losses) {
    for (int p = from; p < to; p++) {
      for (int s = 0; s < losses.length; s++) {
        losses[s] =
            Math.addExact(losses[s], Math.multiplyExact(lots[p], table.loss(contractIndex[p], s)));
      }
    }
  }
}
