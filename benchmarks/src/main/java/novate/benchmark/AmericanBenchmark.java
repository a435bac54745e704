package novate.benchmark;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static novate.market.Checks.require;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.market.OptionRight;
import novate.pricing.AmericanOption;
import novate.pricing.BlackKernel;
import novate.pricing.KernelPath;
import novate.pricing.OptionValuation;
import novate.scenario.AmericanModel;
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
 * How long does one American price take, of many options and of one option in many scenarios?
 *
 * <p>One operation is one price of 1,024. The options differ in everything: half to one and a half
 * times the forward, volatilities of 20 to 100 %, 20 to 700 days. The scenarios move the forward of
 * the first of them by up to half and give it a volatility of its own, as the simulation does. Rows
 * on many options: {@link #whaley}, {@link #bjerksund} ours, one by one; {@link #quantLibWhaley},
 * {@link #quantLibBjerksund} QuantLib's engines, whose Bjerksund-Stensland is the simpler formula
 * of 1993. On scenarios: {@link #scenariosWhaley} ours, all at once, {@link #scenariosBjerksund}
 * ours, one by one, {@link #scenariosQuantLibWhaley}, {@link #scenariosQuantLibBjerksund}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AmericanBenchmark.OPTIONS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AmericanBenchmark {
  static final int OPTIONS = 1_024;
  private static final double FORWARD = 2.0;
  private static final double RATE = 0.04;
  private static final double DAYS_PER_YEAR = 365.0;
  private static final long SEED = 87;

  /** The options, and the scenarios of the first of them. */
  @State(Scope.Benchmark)
  public static class Options {
    final SplittableRandom random = new SplittableRandom(SEED);
    final OptionRight[] rights = new OptionRight[OPTIONS];
    final double[] signs = new double[OPTIONS];
    final double[] forwards = new double[OPTIONS];
    final double[] strikes = random.doubles(OPTIONS, 0.5 * FORWARD, 1.5 * FORWARD).toArray();
    final double[] volatilities = random.doubles(OPTIONS, 0.2, 1.0).toArray();
    final int[] days = random.ints(OPTIONS, 20, 700).toArray();
    final double[] moved = random.doubles(OPTIONS, 0.5 * FORWARD, 1.5 * FORWARD).toArray();
    final double[] values = new double[OPTIONS];
    final BlackKernel kernel = new BlackKernel(KernelPath.ofThisJvm());

    /** Fills what is not random. */
    public Options() {
      Arrays.fill(forwards, FORWARD);
      Arrays.setAll(signs, i -> i % 2 == 0 ? 1.0 : -1.0);
      Arrays.setAll(rights, i -> signs[i] > 0 ? OptionRight.CALL : OptionRight.PUT);
    }

    private OptionValuation first(AmericanModel model) {
      return AmericanOption.valuation(model, rights[0], strikes[0], days[0] / DAYS_PER_YEAR, RATE);
    }
  }

  /** The same where C++ can read it. */
  @State(Scope.Benchmark)
  public static class InQuantLib {
    private final MethodHandle american =
        Peers.function(Peers.QUANTLIB, "quantlib_american", Peers.signature("IIIDAAAAAA"));
    private final Arena arena = Arena.ofShared();
    private MemorySegment signs = MemorySegment.NULL;
    private MemorySegment forwards = MemorySegment.NULL;
    private MemorySegment strikes = MemorySegment.NULL;
    private MemorySegment volatilities = MemorySegment.NULL;
    private MemorySegment days = MemorySegment.NULL;
    private MemorySegment moved = MemorySegment.NULL;
    private MemorySegment firstSigns = MemorySegment.NULL;
    private MemorySegment firstStrikes = MemorySegment.NULL;
    private MemorySegment firstDays = MemorySegment.NULL;
    private MemorySegment values = MemorySegment.NULL;

    /** Copies the options. */
    @Setup
    public void copy(Options options) {
      signs = Peers.copy(arena, options.signs);
      forwards = Peers.copy(arena, options.forwards);
      strikes = Peers.copy(arena, options.strikes);
      volatilities = Peers.copy(arena, options.volatilities);
      days = Peers.copy(arena, options.days);
      moved = Peers.copy(arena, options.moved);
      firstSigns = Peers.copy(arena, filled(options.signs[0]));
      firstStrikes = Peers.copy(arena, filled(options.strikes[0]));
      int[] sameDays = new int[OPTIONS];
      Arrays.fill(sameDays, options.days[0]);
      firstDays = Peers.copy(arena, sameDays);
      values = Peers.aligned(arena, JAVA_DOUBLE, OPTIONS);
    }

    private static double[] filled(double value) {
      double[] values = new double[OPTIONS];
      Arrays.fill(values, value);
      return values;
    }

    /** Frees the copy. */
    @TearDown
    public void close() {
      arena.close();
    }

    private MemorySegment each(AmericanModel model) {
      return priced(model, signs, forwards, strikes, days);
    }

    private MemorySegment inScenarios(AmericanModel model) {
      return priced(model, firstSigns, moved, firstStrikes, firstDays);
    }

    private MemorySegment priced(
        AmericanModel model,
        MemorySegment signs,
        MemorySegment forwards,
        MemorySegment strikes,
        MemorySegment days) {
      int method =
          switch (model) {
            case BARONE_ADESI_WHALEY -> 0;
            case BJERKSUND_STENSLAND_2002 -> 1;
          };
      try {
        int refused =
            (int)
                american.invokeExact(
                    method, OPTIONS, RATE, signs, forwards, strikes, volatilities, days, values);
        require(refused == 0, "quantlib_american returned %d", refused);
        return values;
      } catch (Throwable e) {
        throw Peers.failed("quantlib_american", e);
      }
    }
  }

  /** Barone-Adesi and Whaley, ours. */
  @Benchmark
  public double[] whaley(Options options) {
    return each(AmericanModel.BARONE_ADESI_WHALEY, options);
  }

  /** Bjerksund and Stensland, ours. */
  @Benchmark
  public double[] bjerksund(Options options) {
    return each(AmericanModel.BJERKSUND_STENSLAND_2002, options);
  }

  private static double[] each(AmericanModel model, Options options) {
    for (int i = 0; i < OPTIONS; i++) {
      options.values[i] =
          AmericanOption.price(
              model,
              options.rights[i],
              FORWARD,
              options.strikes[i],
              options.volatilities[i],
              options.days[i] / DAYS_PER_YEAR,
              RATE);
    }
    return options.values;
  }

  /** Barone-Adesi and Whaley, QuantLib's. */
  @Benchmark
  public MemorySegment quantLibWhaley(InQuantLib peer) {
    return peer.each(AmericanModel.BARONE_ADESI_WHALEY);
  }

  /** Bjerksund and Stensland, QuantLib's of 1993. */
  @Benchmark
  public MemorySegment quantLibBjerksund(InQuantLib peer) {
    return peer.each(AmericanModel.BJERKSUND_STENSLAND_2002);
  }

  /** The first option in all scenarios, Barone-Adesi and Whaley, ours. */
  @Benchmark
  public double[] scenariosWhaley(Options options) {
    return inScenarios(AmericanModel.BARONE_ADESI_WHALEY, options);
  }

  /** The first option in all scenarios, Bjerksund and Stensland, ours. */
  @Benchmark
  public double[] scenariosBjerksund(Options options) {
    return inScenarios(AmericanModel.BJERKSUND_STENSLAND_2002, options);
  }

  private static double[] inScenarios(AmericanModel model, Options options) {
    options
        .first(model)
        .prices(options.moved, options.volatilities, 0, options.kernel, options.values);
    return options.values;
  }

  /** The first option in all scenarios, Barone-Adesi and Whaley, QuantLib's. */
  @Benchmark
  public MemorySegment scenariosQuantLibWhaley(InQuantLib peer) {
    return peer.inScenarios(AmericanModel.BARONE_ADESI_WHALEY);
  }

  /** The first option in all scenarios, Bjerksund and Stensland, QuantLib's of 1993. */
  @Benchmark
  public MemorySegment scenariosQuantLibBjerksund(InQuantLib peer) {
    return peer.inScenarios(AmericanModel.BJERKSUND_STENSLAND_2002);
  }
}
