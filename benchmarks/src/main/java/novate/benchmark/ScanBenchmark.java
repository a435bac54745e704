package novate.benchmark;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.scan.AccountPositions;
import novate.margin.scan.HouseScan;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.pricing.KernelPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long does one combined commodity of 10,000 accounts with 200 positions each take in 16
 * scenarios, on one thread?
 *
 * <p>One operation is the whole house: 32 million losses. Sketch: positions 2 M * 12 bytes = 24 MB
 * read once, arrays 400 * 16 * 4 bytes = 26 kB read from the first-level cache, so the sums decide
 * and not the memory: about 5 ms. Rows: {@link #readPositions} reads the positions and no array,
 * the floor; {@link #doubles} the obvious loop in doubles, unchecked; {@link #vector} and {@link
 * #plain} ours, exact: they check that no sum can be rounded, and keep what is asked of each
 * account; {@link #worstCKernel} the same job in C, unchecked; {@link #cKernel} in C without
 * keeping anything; {@link #requirements} the engine with every part of the requirement.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@State(Scope.Benchmark)
public class ScanBenchmark {
  static final int ACCOUNTS = 10_000;
  static final int POSITIONS = 200;
  private static final int SCENARIOS = 16;
  private static final long SEED = 16;

  private final ScanMarket market = new ScanMarket();
  private final MarginEngine engine = market.engine();
  private final RiskArrays arrays = market.arrays();
  private final double[] lossPerLotAsDouble =
      LongStream.of(arrays.values()).asDoubleStream().toArray();
  private final AccountPositions positions =
      Book.positions(ACCOUNTS, POSITIONS, market.contractCount(), SEED);
  private final HouseScan vectorScan = new HouseScan(KernelPath.VECTOR, arrays.losses(), 1);
  private final HouseScan plainScan = new HouseScan(KernelPath.PLAIN, arrays.losses(), 1);
  private final int[] contractIndex = positions.contractIndex();
  private final long[] lots = positions.lots();
  private final PortfolioPositions[] portfolios = new PortfolioPositions[ACCOUNTS];
  private final double[] lossesAsDouble = new double[SCENARIOS];

  /** The same positions as the engine takes them. */
  @Setup
  public void hold() {
    for (int account = 0; account < ACCOUNTS; account++) {
      int first = account * POSITIONS;
      portfolios[account] =
          PortfolioPositions.ofSorted(
              Arrays.copyOfRange(contractIndex, first, first + POSITIONS),
              Arrays.copyOfRange(lots, first, first + POSITIONS));
    }
  }

  /** The sum of lots times contract index: every position is read once, in order. */
  @Benchmark
  public long readPositions() {
    long sum = 0;
    for (int p = 0; p < lots.length; p++) {
      sum += lots[p] * contractIndex[p];
    }
    return sum;
  }

  /** The obvious loop in doubles; the sum of all accounts' largest losses, minor units. */
  @Benchmark
  public double doubles() {
    double sum = 0;
    for (int account = 0; account < ACCOUNTS; account++) {
      sum += largestAsDouble(account * POSITIONS, (account + 1) * POSITIONS);
    }
    return sum;
  }

  private double largestAsDouble(int from, int to) {
    Arrays.fill(lossesAsDouble, 0);
    for (int p = from; p < to; p++) {
      int first = contractIndex[p] * SCENARIOS;
      double held = lots[p];
      for (int s = 0; s < SCENARIOS; s++) {
        lossesAsDouble[s] += held * lossPerLotAsDouble[first + s];
      }
    }
    double largest = 0;
    for (double loss : lossesAsDouble) {
      largest = Math.max(largest, loss);
    }
    return largest;
  }

  /** Our kernel on vectors; the sum of all accounts' largest losses, minor units. */
  @Benchmark
  public long vector() {
    return scanRisk(vectorScan);
  }

  /** Our kernel in plain Java; the sum of all accounts' largest losses, minor units. */
  @Benchmark
  public long plain() {
    return scanRisk(plainScan);
  }

  private long scanRisk(HouseScan scan) {
    long sum = 0;
    for (long worst : scan.worst(positions, 1)) {
      sum += Math.max(0, worst);
    }
    return sum;
  }

  /** Our kernel in C. */
  @State(Scope.Benchmark)
  public static class InC {
    // JMH calls the setup before it reads it.
    @SuppressWarnings("NullAway.Init")
    private CHouse house;

    /** Copies the house. */
    @Setup
    public void copy(ScanBenchmark benchmark) {
      house = new CHouse(benchmark.positions, benchmark.arrays.losses(), 1);
    }

    /** Frees the copy. */
    @TearDown
    public void close() {
      house.close();
    }
  }

  /** The peer in C; the sum of all accounts' largest losses, minor units. */
  @Benchmark
  public long cKernel(InC state) {
    return state.house.scan();
  }

  /** The peer in C with the largest loss of every account kept. */
  @Benchmark
  public MemorySegment worstCKernel(InC state) {
    return state.house.worst();
  }

  /** The whole requirement of every account. */
  @Benchmark
  public void requirements(Blackhole blackhole) {
    for (int account = 0; account < ACCOUNTS; account++) {
      blackhole.consume(requirement(account));
    }
  }

  Requirement requirement(int account) {
    return engine.requirement(AccountClass.HOUSE, portfolios[account], arrays);
  }
}
