package novate.margin.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import novate.pricing.KernelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseScanTest {
  /** Three accounts on one contract that loses 1 to 4 cents a lot: long 10, flat, short 1. */
  @Test
  void theWorstLossesOfEveryAccountComeInDescendingOrder() {
    LossTable table = LossTable.of(1, 4, (_, row) -> Arrays.setAll(row, s -> s + 1));
    AccountPositions positions =
        new AccountPositions(new int[] {0, 1, 1, 2}, new int[] {0, 0}, new long[] {10, -1});
    assertThat(new HouseScan(KernelPath.PLAIN, table, 2).worst(positions, 1))
        .containsExactly(40, 30, 0, 0, -1, -2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void equalsSortingEveryAccountOnItsOwn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int scenarios = random.nextInt(1, 400);
    int worstCount = random.nextInt(1, scenarios + 1);
    LossTable table = table(random, random.nextInt(1, 40), scenarios);
    AccountPositions positions = positions(random, table.contractCount(), 75);
    long[] worst = new HouseScan(KernelPath.PLAIN, table, worstCount).worst(positions, 1);
    for (int a = 0; a < positions.accountCount(); a++) {
      assertThat(Arrays.copyOfRange(worst, a * worstCount, (a + 1) * worstCount))
          .as("seed %d, account %d", seed, a)
          .isEqualTo(worstOf(positions, a, table, worstCount));
    }
  }

  private static long[] worstOf(AccountPositions positions, int a, LossTable table, int count) {
    long[] losses = new long[table.scenarioCount()];
    for (int p = positions.first()[a]; p < positions.first()[a + 1]; p++) {
      for (int s = 0; s < losses.length; s++) {
        losses[s] += positions.lots()[p] * table.loss(positions.contractIndex()[p], s);
      }
    }
    return Arrays.stream(losses).map(loss -> -loss).sorted().limit(count).map(x -> -x).toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void neitherThePathNorTheNumberOfThreadsShows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LossTable table = table(random, 30, 250);
    AccountPositions positions = positions(random, table.contractCount(), 200);
    long[] plain = new HouseScan(KernelPath.PLAIN, table, 8).worst(positions, 1);
    for (int threads : new int[] {1, 2, 3, 8, 100}) {
      assertThat(new HouseScan(KernelPath.VECTOR, table, 8).worst(positions, threads))
          .as("seed %d, %d threads", seed, threads)
          .isEqualTo(plain);
    }
  }

  /** Above the largest tile: what the last accounts of one tile kept must not reach the next. */
  @Test
  void aHouseOfSeveralFullTilesEqualsItsAccountsScannedAlone() {
    SplittableRandom random = new SplittableRandom(14);
    LossTable table = table(random, 12, 70);
    AccountPositions positions = positions(random, table.contractCount(), 5_000);
    for (int worstCount : new int[] {1, 5}) {
      long[] worst = new HouseScan(KernelPath.PLAIN, table, worstCount).worst(positions, 1);
      for (int a = 0; a < positions.accountCount(); a++) {
        assertThat(Arrays.copyOfRange(worst, a * worstCount, (a + 1) * worstCount))
            .as("seed 14, account %d", a)
            .isEqualTo(worstOf(positions, a, table, worstCount));
      }
    }
  }

  @Test
  void aHouseThatCannotBeScannedIsRefused() {
    LossTable table = LossTable.of(1, 3, (_, row) -> Arrays.fill(row, 5));
    assertThatThrownBy(() -> new HouseScan(KernelPath.PLAIN, table, 4))
        .hasMessage("cannot keep 4 losses of 3 scenarios");
    HouseScan scan = new HouseScan(KernelPath.VECTOR, table, 1);
    AccountPositions unknown =
        new AccountPositions(new int[] {0, 1}, new int[] {1}, new long[] {1});
    assertThatThrownBy(() -> scan.worst(unknown, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    AccountPositions tooMany =
        new AccountPositions(new int[] {0, 1}, new int[] {0}, new long[] {Long.MAX_VALUE / 2});
    assertThatThrownBy(() -> scan.worst(tooMany, 2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new AccountPositions(new int[] {0, 2}, new int[] {0}, new long[] {1}))
        .hasMessageContaining("accounts end at 2, but there are 1 contracts and 1 lots");
  }

  /** One contract in ten is wide; one account in ten holds more lots than doubles can count. */
  private static LossTable table(SplittableRandom random, int contracts, int scenarios) {
    return LossTable.of(
        contracts,
        scenarios,
        (_, row) -> {
          long lossMax = random.nextInt(10) == 0 ? 1L << 34 : 1L << 22;
          Arrays.setAll(row, _ -> random.nextLong(-lossMax, lossMax + 1));
        });
  }

  private static AccountPositions positions(SplittableRandom random, int contracts, int accounts) {
    int[] first = new int[accounts + 1];
    for (int a = 0; a < accounts; a++) {
      first[a + 1] = first[a] + random.nextInt(0, contracts);
    }
    int count = first[accounts];
    long[] lots = new long[count];
    for (int a = 0; a < accounts; a++) {
      long lotsMax = random.nextInt(10) == 0 ? 1_000_000 : 100;
      for (int p = first[a]; p < first[a + 1]; p++) {
        lots[p] = random.nextLong(-lotsMax, lotsMax + 1);
      }
    }
    return new AccountPositions(first, random.ints(count, 0, contracts).toArray(), lots);
  }
}
