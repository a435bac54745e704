package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one long lot of every contract loses in every scenario, laid out for the hot loops: 16 or
 * 2,500 scenarios, whole minor units, a loss positive.
 *
 * <p>Scenarios stand in blocks of 16, the last one filled up with zeros, so that the rows of one
 * block lie together and stay in the first-level cache while account after account is scanned:
 *
 * <pre>cents[(s / 16 * contractCount + contractIndex) * 16 + s % 16]</pre>
 *
 * <p>A loss takes an int: up to 21 million USD a lot in cents. A contract that can lose or gain
 * more is <em>wide</em>: its row of ints is zero, its losses are kept as longs, and portfolios that
 * hold it are scanned there, slower and as exactly.
 */
public final class LossTable {
  /** Scenarios per block: one line of the processor's cache in ints. */
  static final int BLOCK = 16;

  /** Half of what doubles count exactly, so that rounding the bound itself cannot matter. */
  private static final long EXACT_MAX = 1L << 52;

  private final int contractCount;
  private final int scenarioCount;
  private final int[] cents;
  private final long[] @Nullable [] wide;
  private boolean hasWide;
  private int lossMax = 1;

  /** Writes the losses of one contract. */
  @FunctionalInterface
  public interface Rows {
    /**
     * @param losses out, minor units per long lot by scenario; a loss positive
     */
    void fill(int contractIndex, long[] losses);
  }

  private LossTable(int contractCount, int scenarioCount) {
    require(scenarioCount > 0, "a loss table needs a scenario, got %d", scenarioCount);
    this.contractCount = contractCount;
    this.scenarioCount = scenarioCount;
    this.cents = new int[Math.multiplyExact(contractCount, paddedScenarioCount())];
    this.wide = new long[contractCount] @Nullable [];
  }

  /** Asks once for the losses of every contract, by ascending index. */
  public static LossTable of(int contractCount, int scenarioCount, Rows rows) {
    LossTable table = new LossTable(contractCount, scenarioCount);
    long[] losses = new long[scenarioCount];
    for (int c = 0; c < contractCount; c++) {
      rows.fill(c, losses);
      table.put(c, losses);
    }
    return table;
  }

  private void put(int contractIndex, long[] losses) {
    int largest = 0;
    for (long loss : losses) {
      if (loss > Integer.MAX_VALUE || loss < -Integer.MAX_VALUE) {
        wide[contractIndex] = losses.clone();
        hasWide = true;
        return;
      }
      largest = Math.max(largest, Math.abs((int) loss));
    }
    lossMax = Math.max(lossMax, largest);
    for (int s = 0; s < scenarioCount; s++) {
      cents[place(contractIndex, s)] = (int) losses[s];
    }
  }

  private int place(int contractIndex, int scenario) {
    return (scenario / BLOCK * contractCount + contractIndex) * BLOCK + scenario % BLOCK;
  }

  /** Number of contracts: rows. */
  public int contractCount() {
    return contractCount;
  }

  /** Number of scenarios. */
  public int scenarioCount() {
    return scenarioCount;
  }

  /**
   * What one long lot loses in one scenario, minor units.
   *
   * @param scenario from 0
   */
  public long loss(int contractIndex, int scenario) {
    Objects.checkIndex(contractIndex, contractCount);
    Objects.checkIndex(scenario, scenarioCount);
    long[] row = wide[contractIndex];
    return row == null ? cents[place(contractIndex, scenario)] : row[scenario];
  }

  /** Number of scenarios with those that fill up the last block. */
  int paddedScenarioCount() {
    return Math.addExact(scenarioCount, BLOCK - 1) / BLOCK * BLOCK;
  }

  int[] cents() {
    return cents;
  }

  /**
   * Whether every sum of a run of positions is exact in doubles, in any order.
   *
   * <pre>sum |lots| * max |loss| <= 2^52, and no contract is wide</pre>
   *
   * @throws IndexOutOfBoundsException when a contract is not in the table
   */
  boolean isExactInDoubles(int[] contractIndex, long[] lots, int from, int to) {
    requireKnown(contractIndex, from, to);
    return !(hasWide && holdsWide(contractIndex, from, to))
        && lotsFit(lots, from, to, EXACT_MAX / lossMax);
  }

  private void requireKnown(int[] contractIndex, int from, int to) {
    int highest = 0;
    int bits = 0;
    for (int p = from; p < to; p++) {
      highest = Math.max(highest, contractIndex[p]);
      bits |= contractIndex[p];
    }
    if (from < to) {
      Objects.checkIndex(bits < 0 ? -1 : highest, contractCount);
    }
  }

  private boolean holdsWide(int[] contractIndex, int from, int to) {
    for (int p = from; p < to; p++) {
      if (wide[contractIndex[p]] != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the sizes of the lots add up to no more than a number. The bits of all sizes together
   * are at least the largest of them: a bound that costs next to nothing and mostly decides.
   */
  private static boolean lotsFit(long[] lots, int from, int to, long sumMax) {
    long bits = 0;
    for (int p = from; p < to; p++) {
      bits |= Math.abs(lots[p]);
    }
    if (bits >= 0 && bits <= sumMax / Math.max(1, to - from)) {
      return true;
    }
    double sum = 0;
    for (int p = from; p < to; p++) {
      sum += Math.abs((double) lots[p]);
    }
    return sum <= sumMax;
  }
}
