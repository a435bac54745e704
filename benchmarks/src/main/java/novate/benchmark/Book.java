package novate.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;
import novate.margin.scan.AccountPositions;
import novate.margin.scan.LossTable;

/** Accounts, positions and losses from a fixed seed. */
final class Book {
  private static final long LOSS_MAX = 1_000_000;

  private Book() {}

  /**
   * Every account holds so many of the contracts, ascending, and 1 to 99 lots of each, either way.
   */
  static AccountPositions positions(int accounts, int positions, int contracts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] first = new int[accounts + 1];
    int[] contractIndex = new int[accounts * positions];
    long[] lots = new long[accounts * positions];
    int[] shuffled = new int[contracts];
    Arrays.setAll(shuffled, c -> c);
    for (int account = 0; account < accounts; account++) {
      int from = account * positions;
      int to = from + positions;
      first[account + 1] = to;
      shuffle(shuffled, positions, random);
      System.arraycopy(shuffled, 0, contractIndex, from, positions);
      Arrays.sort(contractIndex, from, to);
      for (int p = from; p < to; p++) {
        lots[p] = random.nextBoolean() ? random.nextLong(1, 100) : -random.nextLong(1, 100);
      }
    }
    return new AccountPositions(first, contractIndex, lots);
  }

  /** Draws so many of the values to the front. */
  private static void shuffle(int[] values, int drawn, SplittableRandom random) {
    for (int i = 0; i < drawn; i++) {
      int other = random.nextInt(i, values.length);
      int held = values[i];
      values[i] = values[other];
      values[other] = held;
    }
  }

  /** Losses of up to 10,000.00 per lot, either way. */
  static LossTable losses(int contracts, int scenarios, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return LossTable.of(
        contracts,
        scenarios,
        (_, row) -> Arrays.setAll(row, _ -> random.nextLong(-LOSS_MAX, LOSS_MAX + 1)));
  }
}
