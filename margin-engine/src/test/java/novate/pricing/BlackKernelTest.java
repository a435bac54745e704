package novate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import novate.market.OptionRight;
import novate.market.PricingModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlackKernelTest {
  /** Of the larger of forward and strike. */
  private static final double TOLERANCE = 1e-14;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void manyOptionsAreWorthWhatTheFormulaSaysOnBothPathsToTheBit(long seed) {
    OptionColumns plain = options(new SplittableRandom(seed), 5_003);
    new BlackKernel(KernelPath.PLAIN).each(plain);
    OptionColumns vector = options(new SplittableRandom(seed), 5_003);
    new BlackKernel(KernelPath.VECTOR).each(vector);
    for (int i = 0; i < plain.size(); i++) {
      String what = "seed %d, option %d of %s".formatted(seed, i, words(plain, i));
      assertThat(vector.values()[i]).as(what).isEqualTo(plain.values()[i]);
      assertThat(plain.values()[i])
          .as(what)
          .isNotNegative()
          .isCloseTo(
              formula(plain, i),
              within(TOLERANCE * Math.max(plain.forwards()[i], plain.strikes()[i])));
    }
  }

  private static double formula(OptionColumns options, int i) {
    double years = options.timesYears()[i];
    double rate = years <= 0 ? 0.0 : -StrictMath.log(options.discounts()[i]) / years;
    return EuropeanOption.price(
        PricingModel.BLACK_76,
        options.signs()[i] > 0 ? OptionRight.CALL : OptionRight.PUT,
        options.forwards()[i],
        options.strikes()[i],
        options.volatilities()[i],
        years,
        rate);
  }

  private static String words(OptionColumns options, int i) {
    return "sign %s, forward %s, strike %s, volatility %s, %s years"
        .formatted(
            options.signs()[i],
            options.forwards()[i],
            options.strikes()[i],
            options.volatilities()[i],
            options.timesYears()[i]);
  }

  /**
   * Ordinary ones, at the strike, in the deep wings, expired, without volatility, with a huge one.
   */
  private static OptionColumns options(SplittableRandom random, int count) {
    OptionColumns options = columns(count);
    for (int i = 0; i < count; i++) {
      double forward = StrictMath.exp(random.nextDouble(-12, 12));
      double spread = random.nextInt(4) == 0 ? 20 : 0.5;
      boolean isAtTheStrike = random.nextInt(16) == 0;
      options.signs()[i] = random.nextBoolean() ? 1.0 : -1.0;
      options.forwards()[i] = forward;
      options.strikes()[i] =
          isAtTheStrike ? forward : forward * StrictMath.exp(random.nextDouble(-spread, spread));
      options.volatilities()[i] =
          switch (random.nextInt(16)) {
            case 0 -> 0.0;
            case 1 -> random.nextDouble(5, 500);
            case 2 -> 1e-9;
            default -> random.nextDouble(0.05, 1.5);
          };
      options.timesYears()[i] =
          random.nextInt(16) == 0 ? random.nextInt(-1, 1) : random.nextDouble(1e-4, 3);
      options.discounts()[i] =
          options.timesYears()[i] <= 0
              ? 1.0
              : StrictMath.exp(-random.nextDouble(-0.02, 0.1) * options.timesYears()[i]);
    }
    return options;
  }

  private static OptionColumns columns(int count) {
    double[][] columns = new double[7][count];
    return new OptionColumns(
        columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void oneOptionInManyScenariosIsWorthWhatTheFormulaSaysOnBothPathsToTheBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BlackKernel plainKernel = new BlackKernel(KernelPath.PLAIN);
    BlackKernel vectorKernel = new BlackKernel(KernelPath.VECTOR);
    for (int round = 0; round < 50; round++) {
      double forward = random.nextDouble(0.1, 100);
      double strike = forward * StrictMath.exp(random.nextDouble(-1.5, 1.5));
      double years = round % 10 == 0 ? 0.0 : random.nextDouble(0.001, 2);
      double rate = random.nextDouble(0, 0.1);
      int count = random.nextInt(1, 600);
      double[] moved = random.doubles(count, 0.2 * forward, 4 * forward).toArray();
      double[] volatilities = random.doubles(count, 0, 2).toArray();
      ForwardMoves moves = new ForwardMoves(forward, moved);
      for (OptionRight right : OptionRight.values()) {
        double[] plain = new double[count];
        double[] vector = new double[count];
        plainKernel.inScenarios(right, strike, years, rate, moves, volatilities, plain);
        vectorKernel.inScenarios(right, strike, years, rate, moves, volatilities, vector);
        assertThat(vector).as("seed %d, round %d", seed, round).isEqualTo(plain);
        for (int s = 0; s < count; s++) {
          double formula =
              EuropeanOption.price(
                  PricingModel.BLACK_76, right, moved[s], strike, volatilities[s], years, rate);
          assertThat(plain[s])
              .as("seed %d, round %d, scenario %d", seed, round, s + 1)
              .isCloseTo(formula, within(TOLERANCE * Math.max(moved[s], strike)));
        }
      }
    }
  }

  @Test
  void theElementaryFunctionsAreGoodToTheLastDigits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      double y = random.nextDouble(KernelMath.EXP_MIN, 20);
      double u = StrictMath.exp(random.nextDouble(-230, 230));
      double z = random.nextDouble(0, 9);
      assertThat(KernelMath.exp(y) / StrictMath.exp(y)).as("exp %s", y).isCloseTo(1, within(4e-16));
      assertThat(KernelMath.log(u))
          .as("log %s", u)
          .isCloseTo(StrictMath.log(u), within(4e-16 * Math.max(0.1, Math.abs(StrictMath.log(u)))));
      double tail = KernelMath.exp(-z * z / 2) * KernelMath.tailAbove(z) / KernelMath.tailBelow(z);
      assertThat(tail).as("tail %s", z).isCloseTo(NormalDistribution.cumulative(-z), within(1e-15));
    }
  }

  /** A batch is compiled after a while; from then on options leave nothing behind. */
  @ParameterizedTest
  @EnumSource(KernelPath.class)
  void pricingAllocatesNothing(KernelPath path) {
    BlackKernel kernel = new BlackKernel(path);
    OptionColumns options = options(new SplittableRandom(5), 1_000);
    double[] moved = new double[1_000];
    Arrays.setAll(moved, s -> 1.0 + s / 1_000.0);
    ForwardMoves moves = new ForwardMoves(1.5, moved);
    double[] values = new double[1_000];
    long bytes =
        fewestBytesAllocated(
            () -> {
              kernel.each(options);
              kernel.inScenarios(OptionRight.PUT, 1.4, 0.5, 0.04, moves, moved, values);
              return values[0] + options.values()[0];
            });
    // Less than a byte an option: a batch may box a vector or two where the compiler has seen other
    // batches before, but an object per option would be 16 bytes and more.
    assertThat(bytes).isLessThan(1_000L * 2_000);
  }

  /** Per 1,000 runs; the fewest of many goes, because the first ones are interpreted. */
  private static long fewestBytesAllocated(DoubleSupplier run) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int go = 0; go < 60 && fewest > 0; go++) {
      double sum = 0;
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        sum += run.getAsDouble();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(sum).isFinite();
    }
    return fewest;
  }

  @ParameterizedTest
  @EnumSource(KernelPath.class)
  void anOptionThatCannotBePricedIsNamed(KernelPath path) {
    BlackKernel kernel = new BlackKernel(path);
    refuses(kernel, options -> options.signs()[300] = 0, "option 300 cannot be priced: sign 0.0");
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refuses(kernel, options -> options.forwards()[301] = bad, "option 301 .* forward " + bad);
      refuses(kernel, options -> options.strikes()[302] = bad, "option 302 .* strike " + bad);
      refuses(kernel, options -> options.discounts()[303] = bad, "option 303 .* discount " + bad);
    }
    for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      refuses(kernel, options -> options.volatilities()[304] = bad, "option 304 .*ility " + bad);
      refuses(
          kernel,
          options -> {
            options.timesYears()[305] = 0;
            options.volatilities()[305] = bad;
          },
          "option 305 .*ility " + bad);
    }
    refuses(kernel, options -> options.timesYears()[306] = Double.NaN, "option 306 .* time NaN");
    ForwardMoves moves = new ForwardMoves(1, new double[] {1, 2, 3});
    assertThatThrownBy(
            () ->
                kernel.inScenarios(
                    OptionRight.CALL, 1, 1, 0, moves, new double[] {0, -1, 0}, new double[3]))
        .hasMessageContaining("scenario 2: cannot price strike 1.0 at volatility -1.0");
    assertThatThrownBy(
            () ->
                kernel.inScenarios(OptionRight.CALL, 0, 1, 0, moves, new double[3], new double[3]))
        .hasMessageContaining("cannot price strike 0.0 on forward 1.0");
    assertThatThrownBy(() -> new ForwardMoves(1, new double[] {1, -2}))
        .hasMessageContaining("scenario 2 moves the forward from 1.0 to -2.0");
  }

  private static void refuses(BlackKernel kernel, Consumer<OptionColumns> spoil, String message) {
    OptionColumns options = columns(600);
    for (double[] column :
        new double[][] {
          options.signs(),
          options.forwards(),
          options.strikes(),
          options.volatilities(),
          options.timesYears(),
          options.discounts()
        }) {
      Arrays.fill(column, 1.0);
    }
    kernel.each(options);
    spoil.accept(options);
    assertThatThrownBy(() -> kernel.each(options))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .containsPattern(message);
  }
}
