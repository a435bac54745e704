package novate.sample;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.Product;

/**
 * Two years of the sample market, up to its business date: index levels, settlement prices and
 * volatilities, made by a seeded process and not observed anywhere.
 *
 * <p><b>Levels.</b> A path runs through anchors ({@code anchors.csv}: published facts where there
 * are any, the rest assumed and marked so). Between two anchors the daily log returns are
 *
 * <pre>r = (vol / sqrt 252) * regime * (b * common + sqrt(1 - b^2) * own)  +  jump</pre>
 *
 * with normal shocks, a regime that is calm (0.8) or stressed (1.5) and switches with 3 % and 12 %
 * a day, jumps of 5 % standard deviation some times a year, and b the share of the shock that all
 * compute indices feel. They are then moved by one constant so that they meet the next anchor: a
 * bridge.
 *
 * <p><b>Curve.</b> What is expected at t of the level L after u years ({@code curves.csv}: k the
 * reversion, M the mean level, g the decay; x a mean-reverting slope of its own):
 *
 * <pre>log F = log M + (log L - log M) * exp(-k u) + x * (1 - exp(-2 u)) - g u</pre>
 *
 * <p>A future on the last fixing is worth F at its expiry. A future on the monthly average is worth
 * S = (m * A + (n - m) * F) / n, where A is the mean of the m levels already published and F the
 * mean of the F of the dates to come, so it never contradicts its fixings.
 *
 * <p><b>Volatility.</b> The exponentially weighted volatility of the index (0.97 a day) times 1.05,
 * drawn to a long-run level with time to expiry, with a smile in log moneyness.
 *
 * <p><b>Inside a day</b> the level goes from the day before to the day's own, straying in the
 * middle; prices at the close are settlement prices. All of it is computed with {@link StrictMath},
 * so that a seed means the same prices on every machine.
 */
public final class PriceHistory {
  private static final double DAYS_A_YEAR = 365;

  private final SampleMarket market;
  private final SortedMap<IndexId, IndexPath> pathByIndex = new TreeMap<>();
  private final Map<String, BigDecimal> rates = new HashMap<>();

  private PriceHistory(SampleMarket market) {
    this.market = market;
  }

  /** The history of a market from a seed; the same seed gives the same history. */
  public static PriceHistory generate(SampleMarket market, long seed) {
    PriceHistory history = new PriceHistory(market);
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom commonRandom = random.split();
    Map<LocalDate, Double> common = new HashMap<>();
    LocalDate first = market.businessDate().minusYears(2);
    first
        .datesUntil(market.businessDate().plusDays(1))
        .forEach(day -> common.put(day, commonRandom.nextGaussian()));
    for (SampleIndex index : market.indices()) {
      BusinessCalendar calendar = market.calendar(index.calendar());
      List<LocalDate> dates =
          first
              .datesUntil(market.businessDate().plusDays(1))
              .filter(calendar::isBusinessDay)
              .toList();
      IndexPath path =
          new IndexPath(
              dates,
              anchors(market, index.id()),
              curve(market, index.id()),
              day -> found(common.get(day), "no shock on %s", day),
              random.split());
      history.pathByIndex.put(index.id(), path);
    }
    SampleFiles.rows(
            market.id(),
            "rates.csv",
            row -> Map.entry(row.getField("name"), new BigDecimal(row.getField("value"))))
        .forEach(rate -> history.rates.put(rate.getKey(), rate.getValue()));
    return history;
  }

  private static List<IndexPath.Anchor> anchors(SampleMarket market, IndexId index) {
    return rowsOf(market, "anchors.csv", index).stream()
        .map(
            row ->
                new IndexPath.Anchor(
                    LocalDate.parse(row.getField("date")),
                    number(row, "level"),
                    number(row, "volatility"),
                    number(row, "jumps_a_year")))
        .toList();
  }

  private static IndexPath.Curve curve(SampleMarket market, IndexId index) {
    NamedCsvRecord row = rowsOf(market, "curves.csv", index).getFirst();
    return new IndexPath.Curve(
        number(row, "reversion"),
        number(row, "mean_level"),
        number(row, "decay"),
        number(row, "slope_volatility"),
        number(row, "common_share"),
        number(row, "long_run_volatility"));
  }

  private static List<NamedCsvRecord> rowsOf(SampleMarket market, String file, IndexId index) {
    List<NamedCsvRecord> rows =
        SampleFiles.rows(market.id(), file, row -> row).stream()
            .filter(row -> row.getField("index").equals(index.value()))
            .toList();
    require(!rows.isEmpty(), "%s has no rows of index %s", file, index);
    return rows;
  }

  private static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }

  /** The fixing dates of an index in the history, ascending; the last is the business date. */
  public List<LocalDate> dates(IndexId index) {
    return path(index).dates();
  }

  /**
   * The level of an index on a fixing date, in its currency per unit, 4 decimals.
   *
   * @throws IllegalArgumentException when the date is no fixing date of the history
   */
  public BigDecimal level(IndexId index, LocalDate date) {
    return path(index).level(date);
  }

  /**
   * The settlement price of a future on a business day of its calendar, rounded to its tick; on its
   * last day what its fixings make of it.
   *
   * @throws IllegalArgumentException when the date is no fixing date of the history
   */
  public Price settlement(Future future, LocalDate date) {
    return price(future, date, closeOf(future, date));
  }

  /** The price of a future inside a day, rounded to its settlement tick. */
  public Price price(Future future, LocalDate date, Instant at) {
    return future
        .product()
        .roundedPrice(BigDecimal.valueOf(value(future, date, at, averaging(future, date, at))));
  }

  /** The implied volatility of an option at the close of a business day, per year, 4 decimals. */
  public double volatility(OptionOnFuture option, LocalDate date) {
    return volatility(option, date, closeOf(option, date));
  }

  /** The price of an option at the close of a business day, rounded to its settlement tick. */
  public Price settlement(OptionOnFuture option, LocalDate date, OptionPricer pricer) {
    return price(option, date, closeOf(option, date), pricer);
  }

  /**
   * The price of an option inside a day on the future's rounded price; its intrinsic value from its
   * expiry on.
   */
  public Price price(OptionOnFuture option, LocalDate date, Instant at, OptionPricer pricer) {
    return price(option, date, at, pricer, averaging(option.underlying(), date, at));
  }

  private Price price(
      OptionOnFuture option,
      LocalDate date,
      Instant at,
      OptionPricer pricer,
      AveragingState state) {
    Future underlying = option.underlying();
    Price futuresPrice =
        underlying.product().roundedPrice(BigDecimal.valueOf(value(underlying, date, at, state)));
    if (yearsToExpiry(option, at) <= 0) {
      return new Price(option.intrinsicTicks(futuresPrice));
    }
    double value =
        pricer.price(
            option,
            option.product().decimal(futuresPrice).doubleValue(),
            volatility(option, date, at),
            rate(option.product().currency()),
            at,
            isAveraging(underlying) ? Optional.of(state) : Optional.empty());
    require(Double.isFinite(value), "price of %s on %s is %s", option.id(), date, value);
    return option.product().roundedPrice(BigDecimal.valueOf(value));
  }

  /** The discount rate of a currency: continuously compounded, ACT/365F, the same on every day. */
  public double rate(CurrencyCode currency) {
    return found(rates.get(currency.code()), "there is no rate of %s", currency).doubleValue();
  }

  /**
   * How much of an averaging future's month the history itself has published at an instant: all
   * levels before the date, and the date's own once its session is closed.
   */
  public AveragingState averaging(Future future, LocalDate date, Instant at) {
    IndexPath path = path(future.product().index());
    BigDecimal sum = BigDecimal.ZERO;
    int published = 0;
    List<LocalDate> days = fixingDays(future);
    for (LocalDate day : days) {
      if (day.isBefore(date) || (day.equals(date) && session(future, date).elapsed(at) >= 1)) {
        sum = sum.add(path.level(day));
        published++;
      }
    }
    return new AveragingState(days.size(), published, sum);
  }

  /**
   * Every price of the active contracts that have not expired before a date. With an instant after
   * the close it is the closing set of the date; before the open its futures stand where they
   * settled; in between it is an intraday set.
   *
   * @param date the business date; a calendar that is closed on it gives its last prices
   * @param pricer what option prices come from
   * @param averaging what is fixed of the averaging futures; where it has no entry the history's
   *     own levels stand in, and the set holds what was used
   */
  public PriceSet priceSet(
      LocalDate date,
      String id,
      Instant asOf,
      OptionPricer pricer,
      Map<ContractId, AveragingState> averaging) {
    SortedMap<ContractId, PriceSet.Mark> marks = new TreeMap<>();
    SortedMap<ContractId, AveragingState> states = new TreeMap<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (contract.isActive() && !contract.expiry().isBefore(date)) {
        marks.put(contract.id(), mark(contract, date, asOf, pricer, averaging, states));
      }
    }
    SortedMap<CurrencyCode, Double> ratesByCurrency = new TreeMap<>();
    SortedMap<String, BigDecimal> fx = new TreeMap<>();
    rates.forEach(
        (name, rate) -> {
          if (name.contains("/")) {
            fx.put(name, rate);
          } else {
            ratesByCurrency.put(new CurrencyCode(name), rate.doubleValue());
          }
        });
    return new PriceSet(id, date, asOf, marks, ratesByCurrency, fx, states);
  }

  private PriceSet.Mark mark(
      Contract contract,
      LocalDate date,
      Instant asOf,
      OptionPricer pricer,
      Map<ContractId, AveragingState> averaging,
      SortedMap<ContractId, AveragingState> states) {
    LocalDate open = lastBusinessDay(contract.product(), date);
    Instant at = open.equals(date) ? asOf : session(contract, open).close();
    return switch (contract) {
      case Future future -> {
        AveragingState state = state(future, open, at, averaging);
        if (isAveraging(future)) {
          states.put(future.id(), state);
        }
        Price price =
            future.product().roundedPrice(BigDecimal.valueOf(value(future, open, at, state)));
        yield new PriceSet.Mark(price, OptionalDouble.empty(), "EXCHANGE");
      }
      case OptionOnFuture option ->
          new PriceSet.Mark(
              price(option, open, at, pricer, state(option.underlying(), open, at, averaging)),
              OptionalDouble.of(volatility(option, open, at)),
              yearsToExpiry(option, at) > 0 ? "MODEL" : "INTRINSIC");
    };
  }

  private AveragingState state(
      Future future, LocalDate date, Instant at, Map<ContractId, AveragingState> averaging) {
    AveragingState known = averaging.get(future.id());
    return known == null ? averaging(future, date, at) : known;
  }

  private double value(Future future, LocalDate date, Instant at, AveragingState state) {
    IndexPath path = path(future.product().index());
    double elapsed = session(future, date).elapsed(at);
    if (!isAveraging(future)) {
      return path.forward(date, elapsed, future.expiry());
    }
    List<LocalDate> days = fixingDays(future);
    double open =
        days.subList(state.published(), days.size()).stream()
            .mapToDouble(day -> path.forward(date, elapsed, day))
            .sum();
    return (state.sum().doubleValue() + open) / state.scheduled();
  }

  private double volatility(OptionOnFuture option, LocalDate date, Instant at) {
    Product product = option.product();
    return path(product.index())
        .implied(
            date,
            Math.max(0, yearsToExpiry(option, at)),
            product.decimal(option.strike()).doubleValue(),
            product.decimal(price(option.underlying(), date, at)).doubleValue());
  }

  private double yearsToExpiry(OptionOnFuture option, Instant at) {
    Duration left = Duration.between(at, market.expiryInstant(option));
    return left.toMillis() / (DAYS_A_YEAR * Duration.ofDays(1).toMillis());
  }

  private static boolean isAveraging(Future future) {
    return future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE;
  }

  private List<LocalDate> fixingDays(Future future) {
    YearMonth month = future.month();
    return market.calendar(future.product()).averagingDays(month);
  }

  private Instant closeOf(Contract contract, LocalDate date) {
    return session(contract, date).close();
  }

  private Session session(Contract contract, LocalDate date) {
    return Session.of(contract.product(), market.calendar(contract.product()).zone(), date);
  }

  private LocalDate lastBusinessDay(Product product, LocalDate date) {
    BusinessCalendar calendar = market.calendar(product);
    return calendar.isBusinessDay(date) ? date : calendar.previous(date);
  }

  private IndexPath path(IndexId index) {
    return found(pathByIndex.get(index), "the history has no index %s", index);
  }
}
