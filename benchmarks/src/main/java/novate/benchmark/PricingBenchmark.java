package novate.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.market.OptionRight;
import novate.market.PricingModel;
import novate.pricing.EuropeanOption;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the Black-76 price of one call take?
 *
 * <p>One operation is one option of 1,024 with strikes of 50 to 150 % of the forward, a volatility
 * of 20 to 100 % and up to two years to go. Rows: {@link #commonsMath} the textbook formula on
 * Commons Math's normal distribution, the baseline; {@link #ours} the price of the house, checked
 * and the same to the bit on every machine.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PricingBenchmark.OPTIONS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class PricingBenchmark {
  static final int OPTIONS = 1_024;
  private static final double FORWARD = 2.0;
  private static final double RATE = 0.04;
  private static final long SEED = 76;

  private final NormalDistribution normal = new NormalDistribution(null, 0, 1);
  private final double[] strikes =
      new SplittableRandom(SEED).doubles(OPTIONS, 0.5 * FORWARD, 1.5 * FORWARD).toArray();
  private final double[] volatilities =
      new SplittableRandom(SEED + 1).doubles(OPTIONS, 0.2, 1.0).toArray();
  private final double[] years =
      new SplittableRandom(SEED + 2).doubles(OPTIONS, 0.02, 2.0).toArray();

  /** The sum of all prices by the textbook formula. */
  @Benchmark
  public double commonsMath() {
    double sum = 0;
    for (int i = 0; i < OPTIONS; i++) {
      sum += textbookPrice(strikes[i], volatilities[i], years[i]);
    }
    return sum;
  }

  private double textbookPrice(double strike, double volatility, double timeYears) {
    double deviation = volatility * Math.sqrt(timeYears);
    double d1 = Math.log(FORWARD / strike) / deviation + deviation / 2;
    double d2 = d1 - deviation;
    return Math.exp(-RATE * timeYears)
        * (FORWARD * normal.cumulativeProbability(d1) - strike * normal.cumulativeProbability(d2));
  }

  /** The sum of all prices by our formula. */
  @Benchmark
  public double ours() {
    double sum = 0;
    for (int i = 0; i < OPTIONS; i++) {
      sum +=
          EuropeanOption.price(
              PricingModel.BLACK_76,
              OptionRight.CALL,
              FORWARD,
              strikes[i],
              volatilities[i],
              years[i],
              RATE);
    }
    return sum;
  }
}
