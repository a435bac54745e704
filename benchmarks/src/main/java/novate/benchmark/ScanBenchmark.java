package novate.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import novate.margin.MarginEngine;
import novate.margin.PortfolioPositions;
import novate.margin.Requirement;
import novate.margin.scan.RiskArrays;
import novate.margin.scan.ScanKernel;
import novate.market.AccountClass;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long does one combined commodity of 10,000 accounts with 200 positions each take in 16
 * scenarios, on one thread?
 *
 * <p>One operation is the whole house: 32 million losses. Sketch: positions 2 M * 12 bytes = 24 MB
 * read once, arrays 400 * 16 * 8 bytes = 51 kB read from the second-level cache, so the sums decide
 * and not the memory. Rows: {@link #readPositions} reads the positions and no array, the floor;
 * {@link #doubles} the obvious loop in doubles, unchecked, the baseline; {@link #kernel} ours,
 * exact and checked; {@link #requirements} the engine with every part of the requirement.
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
  private final long[] lossPerLot = arrays.values();
  private final double[] lossPerLotAsDouble = LongStream.of(lossPerLot).asDoubleStream().toArray();
  private final int[] contractIndex = new int[ACCOUNTS * POSITIONS];
  private final long[] lots = new long[ACCOUNTS * POSITIONS];
  private final PortfolioPositions[] portfolios = new PortfolioPositions[ACCOUNTS];
  private final long[] losses = new long[SCENARIOS];
  private final double[] lossesAsDouble = new double[SCENARIOS];

  /** Gives every account 200 of the contracts, ascending, and 1 to 99 lots of each, either way. */
  @Setup
  public void hold() {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] contracts = IntStream.range(0, market.contractCount()).toArray();
    for (int account = 0; account < ACCOUNTS; account++) {
      int first = account * POSITIONS;
      shuffle(contracts, random);
      System.arraycopy(contracts, 0, contractIndex, first, POSITIONS);
      Arrays.sort(contractIndex, first, first + POSITIONS);
      for (int p = first; p < first + POSITIONS; p++) {
        lots[p] = random.nextBoolean() ? random.nextLong(1, 100) : -random.nextLong(1, 100);
      }
      portfolios[account] =
          PortfolioPositions.ofSorted(
              Arrays.copyOfRange(contractIndex, first, first + POSITIONS),
              Arrays.copyOfRange(lots, first, first + POSITIONS));
    }
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = values[i];
      values[i] = values[other];
      values[other] = held;
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

  /** Our kernel; the sum of all accounts' largest losses, minor units. */
  @Benchmark
  public long kernel() {
    long sum = 0;
    for (int account = 0; account < ACCOUNTS; account++) {
      Arrays.fill(losses, 0);
      ScanKernel.scan(
          contractIndex,
          lots,
          account * POSITIONS,
          (account + 1) * POSITIONS,
          lossPerLot,
          SCENARIOS,
          losses);
      long largest = 0;
      for (long loss : losses) {
        largest = Math.max(largest, loss);
      }
      sum += largest;
    }
    return sum;
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
