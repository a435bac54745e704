package novate.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.margin.LiveAccount;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Money;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the margin after one trade cost on an account with 500 positions in 20 combined
 * commodities with spreads, kept up to date and from scratch?
 *
 * <p>Sketch: from scratch sums 500 * 16 losses and explains 20 commodities; after a trade 16 losses
 * change and the two commodities of one pair are evaluated, without an explanation. So a tenth for
 * the commodities, times what the explanation and the scan cost. Rows: {@link #trade} the initial
 * margin after a trade; {@link #explainedTrade} the whole requirement after a trade; {@link
 * #fromScratch} the whole requirement of all positions; {@link #marginFromScratch} their initial
 * margin alone, without an explanation.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@State(Scope.Benchmark)
public class IncrementalBenchmark {
  private static final int COMMODITIES = 20;
  private static final int TRADES = 1024;
  private static final long SEED = 20;

  private final LinkedMarket market = new LinkedMarket(COMMODITIES);
  private final MarginEngine engine = market.engine();
  private final RiskArrays arrays = market.arrays();
  private final PortfolioPositions positions = market.everyContract(SEED);
  private final LiveAccount account =
      new LiveAccount(engine, AccountClass.HOUSE, positions, arrays);
  private final int[] traded = new int[TRADES];
  private int next;

  /** An account that holds every contract. */
  public IncrementalBenchmark() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int t = 0; t < TRADES; t++) {
      traded[t] = random.nextInt(market.contractCount());
    }
  }

  /** Every contract is bought, and sold again a round later. */
  private void change() {
    int trade = next++;
    account.change(traded[trade % TRADES], (trade / TRADES & 1) == 0 ? 1 : -1);
  }

  /** Initial margin after a trade. */
  @Benchmark
  public Money trade() {
    change();
    return account.initialMargin(CurrencyCode.USD);
  }

  /** The requirement with every part after a trade. */
  @Benchmark
  public Requirement explainedTrade() {
    change();
    return account.requirement();
  }

  /** The requirement with every part, from all positions. */
  @Benchmark
  public Requirement fromScratch() {
    return engine.requirement(AccountClass.HOUSE, positions, arrays);
  }

  /** Initial margin alone, from all positions. */
  @Benchmark
  public Money marginFromScratch() {
    return new LiveAccount(engine, AccountClass.HOUSE, positions, arrays)
        .initialMargin(CurrencyCode.USD);
  }

  /** The requirement of what the live account holds, from scratch. */
  Requirement judge() {
    return engine.requirement(AccountClass.HOUSE, account.positions(), arrays);
  }
}
