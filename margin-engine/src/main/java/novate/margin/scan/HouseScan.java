package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import novate.pricing.KernelPath;

/**
 * Scans many accounts and keeps the largest losses of each.
 *
 * <p>Accounts go in tiles whose sums stay in the second-level cache, scenarios in blocks whose rows
 * stay in the first: every row that is read serves all accounts of the tile. Threads take tile
 * after tile; each writes only what belongs to its own accounts, so neither their number nor their
 * order shows in the result.
 */
public final class HouseScan {
  /** Accounts scanned together: 2,500 sums of each are 320 kB. */
  private static final int TILE = 16;

  private final KernelPath path;
  private final LossTable table;
  private final int worstCount;

  /**
   * @param worstCount losses kept per account; from 1 to the number of scenarios
   */
  public HouseScan(KernelPath path, LossTable table, int worstCount) {
    require(
        worstCount >= 1 && worstCount <= table.scenarioCount(),
        "cannot keep %d losses of %d scenarios",
        worstCount,
        table.scenarioCount());
    this.path = path;
    this.table = table;
    this.worstCount = worstCount;
  }

  /**
   * The largest losses of every account, exact.
   *
   * @param threads most threads at work at once; the machine may give fewer
   * @return minor units, a loss positive: {@code [account * worstCount + j]}, those of one account
   *     in descending order
   * @throws ArithmeticException when a loss does not fit a long
   * @throws IndexOutOfBoundsException when a contract is not in the table
   */
  public long[] worst(AccountPositions positions, int threads) {
    require(threads > 0, "at least one thread is needed, got %d", threads);
    long[] worst = new long[Math.multiplyExact(positions.accountCount(), worstCount)];
    int tiles = (positions.accountCount() + TILE - 1) / TILE;
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Math.min(threads, tiles))
        .parallel()
        .forEach(
            _ -> {
              Worker worker = new Worker(positions, worst);
              for (int tile = next.getAndIncrement(); tile < tiles; tile = next.getAndIncrement()) {
                worker.scan(tile * TILE, Math.min((tile + 1) * TILE, positions.accountCount()));
              }
            });
    return worst;
  }

  /** What one thread works with. */
  private final class Worker {
    private final AccountPositions positions;
    private final long[] worst;
    private final int stride = table.paddedScenarioCount();
    private final double[] sums = new double[TILE * stride];
    private final boolean[] isExact = new boolean[TILE];
    private final WorstLosses largest = new WorstLosses(worstCount);

    Worker(AccountPositions positions, long[] worst) {
      this.positions = positions;
      this.worst = worst;
    }

    void scan(int from, int to) {
      int[] first = positions.first();
      for (int a = from; a < to; a++) {
        isExact[a - from] =
            table.isExactInDoubles(
                positions.contractIndex(), positions.lots(), first[a], first[a + 1]);
      }
      for (int s = 0; s < stride; s += LossTable.BLOCK) {
        for (int a = from; a < to; a++) {
          if (isExact[a - from]) {
            ScanKernel.sum(
                path,
                positions.contractIndex(),
                positions.lots(),
                first[a],
                first[a + 1],
                table,
                s,
                LossTable.BLOCK,
                sums,
                (a - from) * stride + s);
          }
        }
      }
      for (int a = from; a < to; a++) {
        if (isExact[a - from]) {
          int place = (a - from) * stride;
          largest.pick(sums, place, place + table.scenarioCount(), worst, a * worstCount);
        } else {
          pickChecked(a);
        }
      }
    }

    private void pickChecked(int account) {
      long[] losses = new long[table.scenarioCount()];
      ScanKernel.scanChecked(
          positions.contractIndex(),
          positions.lots(),
          positions.first()[account],
          positions.first()[account + 1],
          table,
          losses);
      Arrays.sort(losses);
      for (int j = 0; j < worstCount; j++) {
        worst[account * worstCount + j] = losses[losses.length - 1 - j];
      }
    }
  }
}
