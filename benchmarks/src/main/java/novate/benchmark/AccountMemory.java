package novate.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;
import novate.margin.LiveAccount;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;

/**
 * What one account keeps in memory: the heap used after a full collection with 1,000 of them, less
 * that without any, by account. What all accounts share is there both times.
 */
final class AccountMemory {
  private static final int ACCOUNTS = 1_000;
  private static final int COMMODITIES = 20;
  private static final long SEED = 3;

  private final LinkedMarket market = new LinkedMarket(COMMODITIES);
  private final MarginEngine engine = market.engine();
  private final RiskArrays arrays = market.arrays();

  /** Bytes of the positions alone, 500 of them. */
  long ofPositions() {
    return bytes(() -> market.everyContract(SEED));
  }

  /** Bytes of an account whose margin is kept up to date, with 500 positions in 20 commodities. */
  long ofLiveAccount() {
    PortfolioPositions positions = market.everyContract(SEED);
    return bytes(() -> new LiveAccount(engine, AccountClass.HOUSE, positions, arrays));
  }

  private static long bytes(Supplier<Object> account) {
    Object[] kept = new Object[ACCOUNTS];
    kept[0] = account.get();
    long before = used();
    for (int a = 0; a < ACCOUNTS; a++) {
      kept[a] = account.get();
    }
    long after = used();
    Reference.reachabilityFence(kept);
    // One was there before.
    return (after - before) / (kept.length - 1);
  }

  private static long used() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
