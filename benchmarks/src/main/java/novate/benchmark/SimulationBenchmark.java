package novate.benchmark;

import java.lang.foreign.MemorySegment;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do the losses of 10,000 accounts with 200 positions each take in 2,500 scenarios, with
 * the 26 largest of each account, from which the expected shortfall at 99 % is read?
 *
 * <p>One operation is the whole house: five thousand million products. Sketch: eight products per
 * instruction and two instructions per cycle are 0.1 s; eight ints to be turned into doubles first
 * and read from the first-level cache make it about 0.25 s. Rows: {@link #vector} and {@link
 * #plain} on one thread, {@link #twoThreads} the first of them on two; {@link #cKernel} the same
 * layout and loops in C on one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class SimulationBenchmark {
  static final int WORST = 26;
  private static final int POSITIONS = 200;
  private static final int CONTRACTS = 400;
  private static final long SEED = 2_500;

  /** The accounts and the losses of every contract. */
  @State(Scope.Benchmark)
  public static class House {
    final AccountPositions positions;
    final LossTable table;
    final HouseScan vector;
    final HouseScan plain;

    /** The house of the question. */
    public House() {
      this(10_000, 2_500);
    }

    House(int accounts, int scenarios) {
      positions = Book.positions(accounts, POSITIONS, CONTRACTS, SEED);
      table = Book.losses(CONTRACTS, scenarios, SEED + 1);
      vector = new HouseScan(KernelPath.VECTOR, table, WORST);
      plain = new HouseScan(KernelPath.PLAIN, table, WORST);
    }
  }

  /** The same where C can read it. */
  @State(Scope.Benchmark)
  public static class InC {
    // JMH calls the setup before it reads it.
    @SuppressWarnings("NullAway.Init")
    private CHouse house;

    /** Copies the house. */
    @Setup
    public void copy(House house) {
      this.house = new CHouse(house.positions, house.table, WORST);
    }

    /** Frees the copy. */
    @TearDown
    public void close() {
      house.close();
    }
  }

  /** Ours on vectors, one thread. */
  @Benchmark
  public long[] vector(House house) {
    return house.vector.worst(house.positions, 1);
  }

  /** Ours on vectors, two threads. */
  @Benchmark
  public long[] twoThreads(House house) {
    return house.vector.worst(house.positions, 2);
  }

  /** Ours in plain Java, one thread. */
  @Benchmark
  public long[] plain(House house) {
    return house.plain.worst(house.positions, 1);
  }

  /** The peer in C, one thread. */
  @Benchmark
  public MemorySegment cKernel(InC state) {
    return state.house.worst();
  }
}
