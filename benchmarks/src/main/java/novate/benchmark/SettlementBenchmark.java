package novate.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import novate.ledger.Ledger;
import novate.ledger.LedgerEntry;
import novate.ledger.TrialBalance;
import novate.market.AccountGroup;
import novate.market.AccountId;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.MemberId;
import novate.market.Price;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.settlement.ContractSettlement;
import novate.settlement.Expiry;
import novate.settlement.ExpiryTerms;
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

/**
 * How long does the last day of one contract with two million positions take?
 *
 * <p>Rows: {@link #lastDay} what every account receives, in exact money, and the proof that it adds
 * up to zero; {@link #lastDayAndLedger} that, a balanced entry for every account posted to a new
 * ledger of 1,000 members, and its trial balance with the clearing account at zero. One thread, in
 * memory; no log is read or written.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g"})
@State(Scope.Benchmark)
public class SettlementBenchmark {
  private static final int POSITIONS = 2_000_000;
  private static final int MEMBERS = 1_000;
  private static final long SEED = 11;
  private static final LocalDate EXPIRY = LocalDate.of(2026, 10, 30);
  private static final Price PREVIOUS = new Price(2_480);

  private final Future contract = future();
  private final ExpiryTerms terms = Expiry.of(contract, new Price(2_505));
  private final List<AccountGroup> groups = groups();
  private final int count;
  private SortedMap<AccountId, Lots> positions = new TreeMap<>();

  /** Two million positions. */
  public SettlementBenchmark() {
    this(POSITIONS);
  }

  SettlementBenchmark(int count) {
    this.count = count;
  }

  /** Positions of random size that add up to zero. */
  @Setup
  public void hold() {
    SplittableRandom random = new SplittableRandom(SEED);
    positions = new TreeMap<>();
    long sum = 0;
    for (int i = 1; i < count; i++) {
      long lots = random.nextLong(-5_000, 5_000);
      sum += lots;
      positions.put(account(i), new Lots(lots));
    }
    positions.put(account(0), new Lots(-sum));
  }

  private static AccountId account(int i) {
    return new AccountId("A%07d".formatted(i));
  }

  /** What every account receives. */
  @Benchmark
  public ContractSettlement lastDay() {
    return ContractSettlement.of(contract, terms, Optional.of(PREVIOUS), positions);
  }

  /** The same, booked. */
  @Benchmark
  public TrialBalance lastDayAndLedger() {
    Ledger ledger = new Ledger();
    int place = 0;
    for (ContractSettlement.Line line : lastDay().lines()) {
      ledger.post(
          LedgerEntry.variationMargin(
              "2026-10-30/EOD/" + line.account() + "/USD/variation_margin",
              EXPIRY,
              "2026-10-30/EOD",
              groups.get(place++ % MEMBERS),
              line.cash()));
    }
    TrialBalance books = TrialBalance.of(ledger);
    if (!books.imbalances().isEmpty() || !books.openClearingAccounts().isEmpty()) {
      throw new IllegalStateException("the books do not add up: " + books.totals());
    }
    return books;
  }

  private static List<AccountGroup> groups() {
    List<AccountGroup> groups = new ArrayList<>();
    for (int m = 0; m < MEMBERS; m++) {
      groups.add(new AccountGroup(new MemberId("M%04d".formatted(m)), "CLIENT"));
    }
    return groups;
  }

  private static Future future() {
    Product product =
        new Product(
            new ProductId("H100"),
            "H100 rental",
            new VenueId("XCME"),
            new CombinedCommodityId("H100"),
            CurrencyCode.USD,
            new BigDecimal("730"),
            "GPU-hour",
            new BigDecimal("0.001"),
            new BigDecimal("0.001"),
            new IndexId("SD-H100"),
            FinalSettlement.MONTHLY_AVERAGE,
            PricingModel.BLACK_76,
            false,
            new CalendarId("US"),
            Optional.empty(),
            LocalTime.of(16, 0));
    return new Future(
        new ContractId("H100-2026-10"), product, YearMonth.of(2026, 10), EXPIRY, true);
  }
}
