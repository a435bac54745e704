package novate.margin.scan;

/** The hot loop of the scan: exact, over flat arrays, without allocation. */
public final class ScanKernel {
  private ScanKernel() {}

  /**
   * Adds a run of positions to the scenario losses of their portfolio.
   *
   * <pre>
   * losses[s] += sum over p in [from, to) of  lots[p] * arrays[contractIndex[p] * scenarioCount + s]
   * </pre>
   *
   * <p>A loss is positive. Arrays hold the losses of one <em>long</em> lot, so a short position
   * turns them round. Nothing is rounded and the order of positions does not matter. Worked
   * example: +10 and -4 lots of two futures with 1,200.00 in scenario 13 add 7,200.00 there.
   *
   * @param contractIndex row of the contract held, per position
   * @param lots signed lots, per position
   * @param from first position of the run
   * @param to one after the last position
   * @param arrays minor units per long lot, contract-major: {@link RiskArrays#values}
   * @param scenarioCount length of a row
   * @param losses in and out, minor units; length {@code scenarioCount}
   * @throws ArithmeticException if a loss does not fit a long; {@code losses} is then undefined
   */
  public static void scan(
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      long[] arrays,
      int scenarioCount,
      long[] losses) {
    for (int p = from; p < to; p++) {
      int first = contractIndex[p] * scenarioCount;
      long held = lots[p];
      for (int s = 0; s < scenarioCount; s++) {
        losses[s] = Math.addExact(losses[s], Math.multiplyExact(held, arrays[first + s]));
      }
    }
  }
}
