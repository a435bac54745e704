package novate.benchmark;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.market.OptionRight;
import novate.market.PricingModel;
import novate.pricing.BlackKernel;
import novate.pricing.EuropeanOption;
import novate.pricing.ForwardMoves;
import novate.pricing.KernelPath;
import novate.pricing.OptionColumns;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one Black-76 price take, of many options and of one option in many scenarios?
 *
 * <p>One operation is one price of 1,024. The options have strikes of 50 to 150 % of the forward, a
 * volatility of 20 to 100 %, up to two years to go, and are calls and puts by turns; the scenarios
 * move the forward of the first one by up to half, and its volatility. Sketch: some 60
 * multiplications and additions and two divisions, eight at a time: 1.5 ns.
 *
 * <p>Rows on many options: {@link #vector} and {@link #plain} our kernel, {@link #formula} the
 * judge of the house, {@link #commonsMath} the textbook on Commons Math, {@link #cKernel} our
 * kernel in C, {@link #quantLib} its {@code blackFormula}, called option by option inside C++. Rows
 * on scenarios: {@link #scenariosVector}, {@link #scenariosPlain}, {@link #scenariosCKernel}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Black76Benchmark.OPTIONS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class Black76Benchmark {
  static final int OPTIONS = 1_024;
  private static final double FORWARD = 2.0;
  private static final double RATE = 0.04;
  private static final long SEED = 76;

  /** The options, and the scenarios of the first of them. */
  @State(Scope.Benchmark)
  public static class Options {
    final SplittableRandom random = new SplittableRandom(SEED);
    final double[] signs = new double[OPTIONS];
    final double[] forwards = new double[OPTIONS];
    final double[] strikes = random.doubles(OPTIONS, 0.5 * FORWARD, 1.5 * FORWARD).toArray();
    final double[] volatilities = random.doubles(OPTIONS, 0.2, 1.0).toArray();
    final double[] years = random.doubles(OPTIONS, 0.02, 2.0).toArray();
    final double[] discounts = new double[OPTIONS];
    final double[] values = new double[OPTIONS];
    final OptionColumns columns =
        new OptionColumns(signs, forwards, strikes, volatilities, years, discounts, values);
    final double[] moved = random.doubles(OPTIONS, 0.5 * FORWARD, 1.5 * FORWARD).toArray();
    final ForwardMoves moves = new ForwardMoves(FORWARD, moved);
    final BlackKernel vector = new BlackKernel(KernelPath.VECTOR);
    final BlackKernel plain = new BlackKernel(KernelPath.PLAIN);
    final NormalDistribution normal = new NormalDistribution(null, 0, 1);

    /** Fills what is not random. */
    public Options() {
      Arrays.fill(forwards, FORWARD);
      Arrays.setAll(signs, i -> i % 2 == 0 ? 1.0 : -1.0);
      Arrays.setAll(discounts, i -> StrictMath.exp(-RATE * years[i]));
    }
  }

  /** The same where C and C++ can read it. */
  @State(Scope.Benchmark)
  public static class Columns {
    private final Arena arena = Arena.ofShared();
    private MemorySegment signs = MemorySegment.NULL;
    private MemorySegment forwards = MemorySegment.NULL;
    private MemorySegment strikes = MemorySegment.NULL;
    private MemorySegment volatilities = MemorySegment.NULL;
    private MemorySegment rootTimes = MemorySegment.NULL;
    private MemorySegment discounts = MemorySegment.NULL;
    private MemorySegment moved = MemorySegment.NULL;
    private MemorySegment logMoves = MemorySegment.NULL;
    MemorySegment values = MemorySegment.NULL;
    private double strike;
    private double rootTime;
    private double discount;

    /** Copies the options. */
    @Setup
    public void copy(Options options) {
      signs = Peers.copy(arena, options.signs);
      forwards = Peers.copy(arena, options.forwards);
      strikes = Peers.copy(arena, options.strikes);
      volatilities = Peers.copy(arena, options.volatilities);
      rootTimes = Peers.copy(arena, Arrays.stream(options.years).map(Math::sqrt).toArray());
      discounts = Peers.copy(arena, options.discounts);
      moved = Peers.copy(arena, options.moved);
      logMoves =
          Peers.copy(
              arena, Arrays.stream(options.moved).map(f -> StrictMath.log(f / FORWARD)).toArray());
      values = Peers.aligned(arena, JAVA_DOUBLE, OPTIONS);
      strike = options.strikes[0];
      rootTime = Math.sqrt(options.years[0]);
      discount = options.discounts[0];
    }

    /** Frees the copy. */
    @TearDown
    public void close() {
      arena.close();
    }
  }

  /** The C functions. */
  @State(Scope.Benchmark)
  public static class CFunctions {
    private final MethodHandle options =
        Peers.function(Peers.C_KERNELS, "black_options", Peers.signature("VIAAAAAAA"));
    private final MethodHandle scenarios =
        Peers.function(Peers.C_KERNELS, "black_scenarios", Peers.signature("VIDDDDDAAAA"));
  }

  /** The C++ function. */
  @State(Scope.Benchmark)
  public static class QuantLibFunctions {
    private final MethodHandle black =
        Peers.function(Peers.QUANTLIB, "quantlib_black", Peers.signature("VIAAAAAAA"));
  }

  /** Our kernel on vectors. */
  @Benchmark
  public double[] vector(Options options) {
    options.vector.each(options.columns);
    return options.values;
  }

  /** Our kernel in plain Java. */
  @Benchmark
  public double[] plain(Options options) {
    options.plain.each(options.columns);
    return options.values;
  }

  /** Our kernel in C. */
  @Benchmark
  public MemorySegment cKernel(Columns columns, CFunctions functions) {
    return priced(functions.options, columns);
  }

  /** QuantLib. */
  @Benchmark
  public MemorySegment quantLib(Columns columns, QuantLibFunctions functions) {
    return priced(functions.black, columns);
  }

  private static MemorySegment priced(MethodHandle function, Columns columns) {
    try {
      function.invokeExact(
          OPTIONS,
          columns.signs,
          columns.forwards,
          columns.strikes,
          columns.volatilities,
          columns.rootTimes,
          columns.discounts,
          columns.values);
      return columns.values;
    } catch (Throwable e) {
      throw Peers.failed("Black-76", e);
    }
  }

  /** The formula that the margin of the house is made of. */
  @Benchmark
  public double[] formula(Options options) {
    for (int i = 0; i < OPTIONS; i++) {
      options.values[i] =
          EuropeanOption.price(
              PricingModel.BLACK_76,
              options.signs[i] > 0 ? OptionRight.CALL : OptionRight.PUT,
              FORWARD,
              options.strikes[i],
              options.volatilities[i],
              options.years[i],
              RATE);
    }
    return options.values;
  }

  /** The textbook formula. */
  @Benchmark
  public double[] commonsMath(Options options) {
    for (int i = 0; i < OPTIONS; i++) {
      options.values[i] = textbookPrice(options, i);
    }
    return options.values;
  }

  private static double textbookPrice(Options options, int i) {
    double sign = options.signs[i];
    double strike = options.strikes[i];
    double deviation = options.volatilities[i] * Math.sqrt(options.years[i]);
    double d1 = Math.log(FORWARD / strike) / deviation + deviation / 2;
    double d2 = d1 - deviation;
    return Math.exp(-RATE * options.years[i])
        * sign
        * (FORWARD * options.normal.cumulativeProbability(sign * d1)
            - strike * options.normal.cumulativeProbability(sign * d2));
  }

  /** The first option in all scenarios, our kernel on vectors. */
  @Benchmark
  public double[] scenariosVector(Options options) {
    return inScenarios(options.vector, options);
  }

  /** The first option in all scenarios, our kernel in plain Java. */
  @Benchmark
  public double[] scenariosPlain(Options options) {
    return inScenarios(options.plain, options);
  }

  private static double[] inScenarios(BlackKernel kernel, Options options) {
    kernel.inScenarios(
        OptionRight.CALL,
        options.strikes[0],
        options.years[0],
        RATE,
        options.moves,
        options.volatilities,
        options.values);
    return options.values;
  }

  /** The first option in all scenarios, our kernel in C. */
  @Benchmark
  public MemorySegment scenariosCKernel(Columns columns, CFunctions functions) {
    try {
      functions.scenarios.invokeExact(
          OPTIONS,
          1.0,
          columns.strike,
          StrictMath.log(FORWARD / columns.strike),
          columns.rootTime,
          columns.discount,
          columns.moved,
          columns.logMoves,
          columns.volatilities,
          columns.values);
      return columns.values;
    } catch (Throwable e) {
      throw Peers.failed("black_scenarios", e);
    }
  }
}
