package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import novate.pricing.KernelPath;

/**
 * Scans many accounts and keeps the largest losses of each.
 *
 * <p>Accounts go in tiles, scenarios in blocks whose rows stay in the first-level cache: every row
 * that is read serves all accounts of the tile. The sums of a block are offered to the largest
 * losses of their account at once and forgotten, so a tile costs the memory of what is kept and not
 * that of all scenarios, and the time grows in proportion to accounts and scenarios. Threads take
 * tile after tile; each writes only what belongs to its own accounts, so neither their number nor
 * their order shows in the result.
 */
public final class HouseScan {
  /**
   * Positions scanned together, 400 kB. The table is read once per tile: one of 16 MB is 500 bytes
   * a position, next to the 40 kB of the 10,000 losses that the position has.
   */
  private static final int TILE_POSITIONS = 32_768;

  /** Most accounts scanned together, however few positions they have. */
  private static final int TILE_MAX = 512;

  /** Tiles that each thread should find, so that none waits long for the last one. */
  private static final int TILES_PER_THREAD = 4;

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
    int tile = tile(positions, threads);
    int tiles = Math.ceilDiv(positions.accountCount(), tile);
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Math.min(threads, tiles))
        .parallel()
        .forEach(
            _ -> {
              Worker worker = new Worker(positions, tile, worst);
              for (int t = next.getAndIncrement(); t < tiles; t = next.getAndIncrement()) {
                worker.scan(t * tile, Math.min((t + 1) * tile, positions.accountCount()));
              }
            });
    return worst;
  }

  /** Accounts per tile. */
  private static int tile(AccountPositions positions, int threads) {
    int accounts = positions.accountCount();
    long shared = Math.ceilDiv((long) accounts, Math.multiplyFull(TILES_PER_THREAD, threads));
    long fitting =
        Math.multiplyFull(TILE_POSITIONS, accounts) / Math.max(1, positions.lots().length);
    return (int) Math.clamp(Math.min(shared, fitting), 1, TILE_MAX);
  }

  /** What one thread works with. */
  private final class Worker {
    private final AccountPositions positions;
    private final long[] worst;
    private final double[] sums = new double[LossTable.BLOCK];
    private final boolean[] isExact;
    private final LargestLosses largest;

    Worker(AccountPositions positions, int tile, long[] worst) {
      this.positions = positions;
      this.worst = worst;
      this.isExact = new boolean[tile];
      this.largest = new LargestLosses(tile, worstCount);
    }

    void scan(int from, int to) {
      int[] first = positions.first();
      for (int a = from; a < to; a++) {
        largest.clear(a - from);
        isExact[a - from] =
            table.isExactInDoubles(
                positions.contractIndex(), positions.lots(), first[a], first[a + 1]);
      }
      for (int s = 0; s < table.scenarioCount(); s += LossTable.BLOCK) {
        scanBlock(s, from, to);
      }
      for (int a = from; a < to; a++) {
        if (isExact[a - from]) {
          largest.take(a - from, worst, a * worstCount);
        } else {
          pickChecked(a);
        }
      }
    }

    private void scanBlock(int s, int from, int to) {
      int[] first = positions.first();
      int scenarios = Math.min(LossTable.BLOCK, table.scenarioCount() - s);
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
              0);
          largest.offer(a - from, sums, scenarios);
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
