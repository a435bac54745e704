package novate.wire;

import static java.util.stream.Collectors.toMap;

import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import novate.market.AveragingState;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;

/**
 * The price files of a market directory, and the price set they make together: {@code
 * price_set.csv} (its id, date and instant), {@code prices.csv}, {@code volatilities.csv}, {@code
 * rates.csv}, {@code fx.csv} and {@code averaging.csv}. Prices are in currency per unit and must
 * lie on the settlement tick.
 */
public final class PriceFiles {
  static final List<String> HEADER = List.of("price_set_id", "business_date", "as_of");
  static final List<String> PRICES = List.of("contract_id", "price", "source");
  static final List<String> VOLATILITIES = List.of("contract_id", "volatility");
  static final List<String> RATES = List.of("currency", "rate");
  static final List<String> FX = List.of("pair", "rate");
  static final List<String> AVERAGING = List.of("contract_id", "scheduled", "published", "sum");
  private static final Pattern PAIR = Pattern.compile("[A-Z]{3}/[A-Z]{3}");

  private PriceFiles() {}

  /** {@code price_set.csv}: exactly one row. */
  public record Header(String priceSetId, LocalDate businessDate, Instant asOf) {}

  /** A price as it stands in {@code prices.csv}. */
  public record Quoted(Price price, String source) {}

  /** {@code price_set.csv}. */
  public static Header header(Reader reader, String source) {
    List<Header> headers =
        CsvTable.read(
            reader,
            source,
            HEADER,
            row -> {
              var id = row.text("price_set_id");
              var date = row.date("business_date");
              var asOf = row.instant("as_of");
              return row.build(() -> new Header(id.value(), date.value(), asOf.value()));
            });
    if (headers.size() != 1) {
      throw new InvalidInputException(
          List.of(
              new InputError(
                  source, 1, "", "", "must have one row, has %d".formatted(headers.size()))));
    }
    return headers.getFirst();
  }

  /** {@code prices.csv}. */
  public static SortedMap<ContractId, Quoted> prices(
      Reader reader, String source, Catalogue catalogue) {
    Set<Contract> seen = new HashSet<>();
    record Entry(ContractId contract, Quoted quoted) {}
    return sorted(
        CsvTable.read(
            reader,
            source,
            PRICES,
            row -> {
              var contract = row.cell("contract_id", MarketFiles.once(seen, listed(catalogue)));
              var price = row.decimal("price");
              var from = row.text("source");
              return row.build(
                  () ->
                      new Entry(
                          contract.value().id(),
                          new Quoted(
                              contract.value().product().price(price.value()), from.value())));
            }),
        Entry::contract,
        Entry::quoted);
  }

  /** {@code volatilities.csv}: of options only, per year, zero or more. */
  public static SortedMap<ContractId, Double> volatilities(
      Reader reader, String source, Catalogue catalogue) {
    Set<Contract> seen = new HashSet<>();
    record Entry(ContractId contract, double volatility) {}
    return sorted(
        CsvTable.read(
            reader,
            source,
            VOLATILITIES,
            row -> {
              var contract = row.cell("contract_id", MarketFiles.once(seen, listed(catalogue)));
              if (contract.isReadable() && contract.value() instanceof Future) {
                row.refuse("contract_id", "is a future: only options have a volatility");
              }
              var volatility = row.number("volatility");
              if (volatility.isReadable() && volatility.value() < 0) {
                row.refuse("volatility", "must not be negative");
              }
              return row.build(() -> new Entry(contract.value().id(), volatility.value()));
            }),
        Entry::contract,
        Entry::volatility);
  }

  /** {@code rates.csv}: continuously compounded discount rates, ACT/365F. */
  public static SortedMap<CurrencyCode, Double> rates(Reader reader, String source) {
    Set<CurrencyCode> seen = new HashSet<>();
    record Entry(CurrencyCode currency, double rate) {}
    return sorted(
        CsvTable.read(
            reader,
            source,
            RATES,
            row -> {
              var currency = row.cell("currency", MarketFiles.once(seen, CurrencyCode::new));
              var rate = row.number("rate");
              return row.build(() -> new Entry(currency.value(), rate.value()));
            }),
        Entry::currency,
        Entry::rate);
  }

  /** {@code fx.csv}: units of the second currency per unit of the first; above zero. */
  public static SortedMap<String, BigDecimal> fx(Reader reader, String source) {
    Set<String> seen = new HashSet<>();
    record Entry(String pair, BigDecimal rate) {}
    return sorted(
        CsvTable.read(
            reader,
            source,
            FX,
            row -> {
              var pair = row.cell("pair", MarketFiles.once(seen, PriceFiles::pair));
              var rate = row.decimal("rate");
              if (rate.isReadable() && rate.value().signum() <= 0) {
                row.refuse("rate", "must be above zero");
              }
              return row.build(() -> new Entry(pair.value(), rate.value()));
            }),
        Entry::pair,
        Entry::rate);
  }

  /** {@code averaging.csv}: what is already fixed of the months of averaging futures. */
  public static SortedMap<ContractId, AveragingState> averaging(
      Reader reader, String source, Catalogue catalogue) {
    Set<Contract> seen = new HashSet<>();
    record Entry(ContractId contract, AveragingState state) {}
    return sorted(
        CsvTable.read(
            reader,
            source,
            AVERAGING,
            row -> {
              var contract = row.cell("contract_id", MarketFiles.once(seen, listed(catalogue)));
              if (contract.isReadable() && contract.value() instanceof OptionOnFuture) {
                row.refuse("contract_id", "is an option: only futures average a month");
              }
              var scheduled = row.count("scheduled");
              var published = row.count("published");
              var sum = row.decimal("sum");
              return row.build(
                  () ->
                      new Entry(
                          contract.value().id(),
                          new AveragingState(scheduled.value(), published.value(), sum.value())));
            }),
        Entry::contract,
        Entry::state);
  }

  /**
   * The price set that the files make.
   *
   * @throws IllegalArgumentException when a volatility stands for a contract that has no price
   */
  public static PriceSet priceSet(
      Header header,
      SortedMap<ContractId, Quoted> prices,
      SortedMap<ContractId, Double> volatilities,
      SortedMap<CurrencyCode, Double> rates,
      SortedMap<String, BigDecimal> fx,
      SortedMap<ContractId, AveragingState> averaging) {
    for (ContractId contract : volatilities.keySet()) {
      if (!prices.containsKey(contract)) {
        throw new IllegalArgumentException(
            "contract %s has a volatility and no price".formatted(contract));
      }
    }
    SortedMap<ContractId, PriceSet.Mark> marks = new TreeMap<>();
    prices.forEach(
        (contract, quoted) -> {
          Double volatility = volatilities.get(contract);
          marks.put(
              contract,
              new PriceSet.Mark(
                  quoted.price(),
                  volatility == null ? OptionalDouble.empty() : OptionalDouble.of(volatility),
                  quoted.source()));
        });
    return new PriceSet(
        header.priceSetId(), header.businessDate(), header.asOf(), marks, rates, fx, averaging);
  }

  /** Writes {@code price_set.csv}. */
  public static void writeHeader(PriceSet prices, Appendable target) {
    CsvLines lines = new CsvLines(HEADER);
    lines.text(prices.id()).text(prices.date()).text(prices.asOf()).end();
    lines.writeTo(target);
  }

  /** Writes {@code prices.csv}. */
  public static void writePrices(PriceSet prices, Catalogue catalogue, Appendable target) {
    CsvLines lines = new CsvLines(PRICES);
    prices
        .marks()
        .forEach(
            (contract, mark) ->
                lines
                    .text(contract)
                    .number(catalogue.contract(contract).product().decimal(mark.price()))
                    .text(mark.source())
                    .end());
    lines.writeTo(target);
  }

  /** Writes {@code volatilities.csv}. */
  public static void writeVolatilities(PriceSet prices, Appendable target) {
    CsvLines lines = new CsvLines(VOLATILITIES);
    prices
        .marks()
        .forEach(
            (contract, mark) ->
                mark.volatility()
                    .ifPresent(volatility -> lines.text(contract).number(volatility).end()));
    lines.writeTo(target);
  }

  /** Writes {@code rates.csv}. */
  public static void writeRates(PriceSet prices, Appendable target) {
    CsvLines lines = new CsvLines(RATES);
    prices.rates().forEach((currency, rate) -> lines.text(currency).number(rate).end());
    lines.writeTo(target);
  }

  /** Writes {@code fx.csv}. */
  public static void writeFx(PriceSet prices, Appendable target) {
    CsvLines lines = new CsvLines(FX);
    prices.fx().forEach((pair, rate) -> lines.text(pair).number(rate).end());
    lines.writeTo(target);
  }

  /** Writes {@code averaging.csv}. */
  public static void writeAveraging(PriceSet prices, Appendable target) {
    CsvLines lines = new CsvLines(AVERAGING);
    prices
        .averaging()
        .forEach(
            (contract, state) ->
                lines
                    .text(contract)
                    .number(state.scheduled())
                    .number(state.published())
                    .number(state.sum())
                    .end());
    lines.writeTo(target);
  }

  private static Function<String, Contract> listed(Catalogue catalogue) {
    return text ->
        catalogue
            .find(new ContractId(text))
            .orElseThrow(() -> new IllegalArgumentException("is not listed"));
  }

  private static String pair(String text) {
    if (!PAIR.matcher(text).matches()) {
      throw new IllegalArgumentException("must be two currencies such as USD/CNY");
    }
    return text;
  }

  private static <E, K extends Comparable<K>, V> SortedMap<K, V> sorted(
      List<E> entries, Function<E, K> key, Function<E, V> value) {
    Map<K, V> map = entries.stream().collect(toMap(key, value));
    return new TreeMap<>(map);
  }
}
