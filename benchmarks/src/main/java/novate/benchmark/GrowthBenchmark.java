package novate.benchmark;

import java.util.concurrent.TimeUnit;
import novate.margin.scan.AccountPositions;
import novate.margin.scan.HouseScan;
import novate.margin.scan.LossTable;
import novate.pricing.KernelPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How does the simulation job grow with the accounts, the contracts and the scenarios?
 *
 * <p>One operation is the whole house on one thread, 64 positions an account, the worst hundredth
 * of the scenarios kept. Each size is varied alone about 10,000 accounts, 400 contracts and 2,500
 * scenarios; a job that grows linearly stands on a straight line.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
@State(Scope.Benchmark)
public class GrowthBenchmark {
  static final int POSITIONS = 64;
  private static final long SEED = 64;

  /** accounts x contracts x scenarios. */
  @Param({
    "10000x400x2500",
    "1000x400x2500",
    "100000x400x2500",
    "10000x100x2500",
    "10000x1600x2500",
    "10000x400x250",
    "10000x400x10000"
  })
  String size = "10000x400x2500";

  // JMH calls the setup before it reads them.
  @SuppressWarnings("NullAway.Init")
  private HouseScan scan;

  @SuppressWarnings("NullAway.Init")
  private AccountPositions positions;

  /** Makes a house of that size. */
  @Setup
  public void make() {
    String[] sizes = size.split("x", -1);
    int contracts = Integer.parseInt(sizes[1]);
    int scenarios = Integer.parseInt(sizes[2]);
    LossTable table = Book.losses(contracts, scenarios, SEED + 1);
    positions = Book.positions(Integer.parseInt(sizes[0]), POSITIONS, contracts, SEED);
    scan = new HouseScan(KernelPath.ofThisJvm(), table, worstCount(scenarios));
  }

  static int worstCount(int scenarios) {
    return scenarios / 100 + 1;
  }

  /** The worst losses of every account. */
  @Benchmark
  public long[] house() {
    return scan.worst(positions, 1);
  }
}
