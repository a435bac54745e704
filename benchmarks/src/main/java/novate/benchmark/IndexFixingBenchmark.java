package novate.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import novate.index.FixingOutcome;
import novate.index.IndexEngine;
import novate.index.Methodology;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.index.ShippedMethodologies;
import novate.market.CurrencyCode;
import novate.market.IndexId;
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
 * How long does a fixing take, every input accounted for?
 *
 * <p>Sketch: a million quotes are sorted twice, by id and by price, 20 million comparisons each;
 * every filter makes a list of a million. Rows: {@link #daily} 1,000 quotes of one day by the
 * house's rule; {@link #million} a million of seven days by the heaviest methodology, normalised,
 * gated by day, pooled, cleared of outliers and weighed by offer under a cap; {@link
 * #millionCapped} the same million, of one day, under contributor and family caps by size.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx6g")
@State(Scope.Benchmark)
public class IndexFixingBenchmark {
  private static final IndexId INDEX = new IndexId("H100");
  private static final LocalDate DATE = LocalDate.of(2026, 10, 30);
  private static final CurrencyCode USD = new CurrencyCode("USD");
  private static final int CONTRIBUTORS = 200;

  private final Methodology house = ShippedMethodologies.of("house");
  private final Methodology trailing = ShippedMethodologies.of("trailing-seven-day-median");
  private final Methodology capped = ShippedMethodologies.of("offer-weighted-median");
  private final List<Quote> day = quotes(1_000, 1);
  private List<Quote> week = List.of();
  private List<Quote> offers = List.of();

  /** A thousand quotes of one day by the house's rule. */
  @Benchmark
  public FixingOutcome daily() {
    return IndexEngine.fix(house, INDEX, DATE, day);
  }

  /** A million quotes of seven days. */
  @Benchmark
  public FixingOutcome million() {
    if (week.isEmpty()) {
      week = quotes(1_000_000, 7);
    }
    return IndexEngine.fix(trailing, INDEX, DATE, week);
  }

  /** A million offers of one day. */
  @Benchmark
  public FixingOutcome millionCapped() {
    if (offers.isEmpty()) {
      offers = quotes(1_000_000, 1);
    }
    return IndexEngine.fix(capped, INDEX, DATE, offers);
  }

  /** The fixing of some quotes by the rule of {@link #million}. */
  FixingOutcome trailing(int count) {
    return IndexEngine.fix(trailing, INDEX, DATE, quotes(count, 7));
  }

  private static List<Quote> quotes(int count, int days) {
    SplittableRandom random = new SplittableRandom(count);
    List<Quote> quotes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int contributor = random.nextInt(CONTRIBUTORS);
      LocalDate date = DATE.minusDays(random.nextInt(days));
      quotes.add(
          new Quote(
              "q" + i,
              INDEX,
              date,
              date.atTime(15, random.nextInt(60), random.nextInt(60)).toInstant(ZoneOffset.UTC),
              "contributor-" + contributor,
              contributor % 2 == 0 ? "marketplace" : "neocloud",
              QuoteSpec.parse("H100/SXM/on_demand/DE/8"),
              // Prices have as many digits as a collector's: converted, not rounded.
              BigDecimal.valueOf(random.nextDouble(1.4, random.nextInt(100) == 0 ? 19 : 4.3)),
              USD,
              PriceUnit.one("GPU-hour"),
              BigDecimal.valueOf(1L + random.nextInt(256)),
              QuoteClass.values()[random.nextInt(2)],
              Optional.empty()));
    }
    return quotes;
  }
}
