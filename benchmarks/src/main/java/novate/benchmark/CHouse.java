package novate.benchmark;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static novate.market.Checks.require;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import novate.margin.scan.AccountPositions;
import novate.margin.scan.LossTable;

/**
 * A house copied to where C can read it, with the kernels of {@code benchmarks/peers/kernels.c}.
 */
final class CHouse implements AutoCloseable {
  private static final int BLOCK = 16;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle scan =
      Peers.function(Peers.C_KERNELS, "house_scan", Peers.signature("JIAAAA"));
  private final MethodHandle worst =
      Peers.function(Peers.C_KERNELS, "house_worst", Peers.signature("IIAAAAIIIA"));
  private final int accounts;
  private final int contracts;
  private final int scenarios;
  private final int worstCount;
  private final MemorySegment first;
  private final MemorySegment contractIndex;
  private final MemorySegment lots;
  private final MemorySegment cents;
  private final MemorySegment out;

  CHouse(AccountPositions positions, LossTable table, int worstCount) {
    this.accounts = positions.accountCount();
    this.contracts = table.contractCount();
    this.scenarios = table.scenarioCount();
    this.worstCount = worstCount;
    this.first = Peers.copy(arena, positions.first());
    this.contractIndex = Peers.copy(arena, positions.contractIndex());
    this.lots = Peers.copy(arena, positions.lots());
    this.cents = Peers.copy(arena, cents(table));
    this.out = Peers.aligned(arena, JAVA_LONG, (long) accounts * worstCount);
  }

  /** The layout of the table: blocks of 16 scenarios, the last one filled up with zeros. */
  private static int[] cents(LossTable table) {
    int blocks = (table.scenarioCount() + BLOCK - 1) / BLOCK;
    int[] cents = new int[blocks * table.contractCount() * BLOCK];
    for (int c = 0; c < table.contractCount(); c++) {
      for (int s = 0; s < table.scenarioCount(); s++) {
        cents[(s / BLOCK * table.contractCount() + c) * BLOCK + s % BLOCK] =
            Math.toIntExact(table.loss(c, s));
      }
    }
    return cents;
  }

  /** The sum of all accounts' largest losses in 16 scenarios, none below zero. */
  long scan() {
    try {
      return (long) scan.invokeExact(accounts, first, contractIndex, lots, cents);
    } catch (Throwable e) {
      throw Peers.failed("house_scan", e);
    }
  }

  /** The largest losses of every account, in descending order. */
  MemorySegment worst() {
    try {
      int refused =
          (int)
              worst.invokeExact(
                  accounts,
                  first,
                  contractIndex,
                  lots,
                  cents,
                  contracts,
                  scenarios,
                  worstCount,
                  out);
      require(refused == 0, "house_worst returned %d", refused);
      return out;
    } catch (Throwable e) {
      throw Peers.failed("house_worst", e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
