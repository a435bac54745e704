package novate.clearing.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.Product;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.scenario.Period;
import novate.validation.PriceSeries;
import novate.validation.PriceSeries.Observation;
import novate.validation.Tenor;
import novate.validation.TenorHistory;

/**
 * The settlement prices of the sample's futures over its two years, as the history that parameters
 * are calibrated on; with them the volatility of the option whose strike is nearest, where the
 * future has options.
 *
 * <p>Beside the listed months stand those that have expired, each from {@value #EXPIRED_MONTHS}
 * months before its own on, so that there always was a next month: a simulation needs prices of
 * constant maturity. A calibration passes them over. Their volatility is that of an option at the
 * money.
 *
 * <p>An averaging future is left out from the first day of its month on: there its price holds what
 * is fixed already, and scan ranges are of the forward of the rest.
 */
final class SampleHistory {
  private static final int EXPIRED_MONTHS = 3;

  private final SampleMarket market;
  private final PriceHistory history;
  private final LocalDate last;

  private SampleHistory(SampleMarket market, PriceHistory history, LocalDate last) {
    this.market = market;
    this.history = history;
    this.last = last;
  }

  /** The history up to and with a date. */
  static TenorHistory of(SampleMarket market, PriceHistory history, LocalDate last) {
    SampleHistory sample = new SampleHistory(market, history, last);
    List<PriceSeries> series = new ArrayList<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (contract instanceof Future future && future.isActive()) {
        series.add(sample.series(future, LocalDate.MIN, sample.listedVolatility(future)));
      }
    }
    for (Product product : market.products()) {
      sample.expired(product).forEach(series::add);
    }
    return new TenorHistory(series);
  }

  /** The months between the beginning of the history and the first that is listed. */
  private List<PriceSeries> expired(Product product) {
    List<Future> listed = futures().filter(future -> future.product().equals(product)).toList();
    if (listed.isEmpty()) {
      return List.of();
    }
    YearMonth firstListed =
        listed.stream().map(Future::month).min(Comparator.naturalOrder()).orElseThrow();
    BusinessCalendar calendar = market.calendar(product);
    List<PriceSeries> series = new ArrayList<>();
    for (YearMonth month = YearMonth.from(history.dates(product.index()).getFirst()).plusMonths(1);
        month.isBefore(firstListed);
        month = month.plusMonths(1)) {
      Future future =
          new Future(
              new ContractId(product.id() + "-" + month),
              product,
              month,
              calendar.lastBusinessDay(month),
              true);
      series.add(
          series(future, month.minusMonths(EXPIRED_MONTHS).atDay(1), volatilityAtTheMoney(future)));
    }
    return series;
  }

  private Stream<Future> futures() {
    return market.catalogue().contracts().stream()
        .filter(Future.class::isInstance)
        .map(Future.class::cast);
  }

  private Stream<OptionOnFuture> options() {
    return market.catalogue().contracts().stream()
        .filter(OptionOnFuture.class::isInstance)
        .map(OptionOnFuture.class::cast)
        .filter(Contract::isActive);
  }

  /** The volatility of a future's options on a date at its price, where it has any. */
  @FunctionalInterface
  private interface Volatility {
    OptionalDouble on(LocalDate date, Price price);
  }

  private Volatility listedVolatility(Future future) {
    List<OptionOnFuture> own =
        options().filter(option -> option.underlying().equals(future)).toList();
    return (date, price) ->
        own.stream()
            .min(
                Comparator.comparing(
                        (OptionOnFuture option) ->
                            option
                                .product()
                                .decimal(option.strike())
                                .subtract(future.product().decimal(price))
                                .abs())
                    .thenComparing(OptionOnFuture::id))
            .map(option -> OptionalDouble.of(history.volatility(option, date)))
            .orElse(OptionalDouble.empty());
  }

  private Volatility volatilityAtTheMoney(Future future) {
    boolean hasOptions =
        options().anyMatch(option -> option.underlying().product().equals(future.product()));
    return (date, price) ->
        hasOptions
            ? OptionalDouble.of(history.volatility(atTheMoney(future, price), date))
            : OptionalDouble.empty();
  }

  /** At the trading tick at or below the price: strikes stand on trading ticks. */
  private static OptionOnFuture atTheMoney(Future future, Price price) {
    BigDecimal tick = future.product().tradingTick();
    Price strike =
        future
            .product()
            .price(future.product().decimal(price).divideToIntegralValue(tick).multiply(tick));
    return new OptionOnFuture(
        new ContractId(future.id() + "-C"),
        future.product(),
        future,
        OptionRight.CALL,
        strike,
        ExerciseStyle.EUROPEAN,
        PremiumStyle.PREMIUM,
        future.expiry(),
        true);
  }

  private PriceSeries series(Future future, LocalDate first, Volatility volatility) {
    LocalDate end =
        future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
            ? future.month().atDay(1)
            : future.expiry();
    SortedMap<LocalDate, Observation> observations = new TreeMap<>();
    for (LocalDate date : history.dates(future.product().index())) {
      if (!date.isBefore(first) && date.isBefore(end) && !date.isAfter(last)) {
        Price price = history.settlement(future, date);
        observations.put(
            date, new Observation(future.product().decimal(price), volatility.on(date, price)));
      }
    }
    return new PriceSeries(future.commodity(), Tenor.of(Period.of(future.month())), observations);
  }
}
