package novate.benchmark;

import java.util.concurrent.TimeUnit;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
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
 * How long does the requirement of one account with 5,000 positions in 200 combined commodities
 * with spreads take from scratch?
 *
 * <p>Rows: {@link #requirement} with every part of it; {@link #arrays} the risk arrays of the 5,000
 * contracts, which all accounts of a cycle share.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class LargeAccountBenchmark {
  private static final int COMMODITIES = 200;
  private static final long SEED = 5_000;

  private final LinkedMarket market = new LinkedMarket(COMMODITIES);
  private final MarginEngine engine = market.engine();
  private final RiskArrays arrays = market.arrays();
  private final PortfolioPositions positions = market.everyContract(SEED);

  /** The requirement with every part. */
  @Benchmark
  public Requirement requirement() {
    return engine.requirement(AccountClass.HOUSE, positions, arrays);
  }

  /** The risk arrays. */
  @Benchmark
  public RiskArrays arrays() {
    return market.arrays();
  }

  int positionCount() {
    return positions.size();
  }
}
