package novate.clearing.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static novate.market.Checks.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.clearing.day.FixingCodec;
import novate.clearing.day.Methodologies;
import novate.clearing.file.MarketWriter;
import novate.clearing.store.DirectoryInUseException;
import novate.index.FixingOutcome.Published;
import novate.index.IndexEngine;
import novate.index.Quote;
import novate.index.QuoteFile;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.PriceSet;
import novate.sample.FeedRecord;
import novate.sample.PriceHistory;
import novate.sample.ProviderQuotes;
import novate.sample.SampleMarket;
import novate.sample.TradeRow;
import novate.sample.TradingDay;
import novate.settlement.ScheduledFixings;
import novate.validation.HistoryFile;
import novate.wire.FeedFiles;
import novate.wire.MarketFiles;
import novate.wire.PriceFiles;
import novate.wire.event.TradeReport;

/**
 * The sample market after the close of one of its days, as the files that file mode and {@code
 * import market} take: something to start from and to change. Beside it, in {@code feed}, what the
 * sample's own business date brings from outside: trades, quotes of its month up to its end, and
 * prices, rates and FX of its end of day.
 *
 * <p>{@code parameters-simulated.yaml} is the same parameter set with market risk simulated, to be
 * compared: {@code margin compute --parameters}. {@code history.csv} has the settlement prices of
 * two years up to the day, for it, for {@code margin calibrate} and the historical windows of
 * {@code stress}. The positions are what the morning of a short sample day leave in contracts that
 * still live; the fixings are made from the quotes up to the close.
 */
public final class SampleDirectory {
  private static final int TRADES = 120;

  private final SampleMarket market;
  private final PriceHistory history;
  private final LocalDate date;
  private final Instant asOf;
  private final Path directory;
  private final MarketWriter files;

  private SampleDirectory(SampleMarket market, LocalDate date, Path directory) {
    this.market = market;
    this.history = PriceHistory.generate(market, SampleMarket.DEMO_SEED);
    this.date = date;
    this.asOf = date.atTime(22, 0).toInstant(ZoneOffset.UTC);
    this.directory = directory;
    this.files = new MarketWriter(directory);
    require(
        market.indices().stream().anyMatch(index -> history.dates(index.id()).contains(date)),
        "%s is no business day of the sample market's two years before %s",
        date,
        market.businessDate());
  }

  /**
   * Writes the files.
   *
   * @param date a business day of the market's history
   * @param directory made if absent
   * @return the files written, relative to the directory
   * @throws DirectoryInUseException when there is something in the directory already
   * @throws IllegalArgumentException when the market has no prices on the date
   */
  public static List<String> write(SampleMarket market, LocalDate date, Path directory) {
    SampleDirectory sample = new SampleDirectory(market, date, directory);
    sample.requireEmpty();
    sample.files.standing(
        market.calendars().values(),
        market.products(),
        market.catalogue(),
        market.members(),
        market.accounts(),
        market.parameters());
    sample.files.parameters("parameters-simulated.yaml", market.simulatedParameters());
    List<Quote> quotes = sample.quotes();
    List<Fixing> fixings =
        fixings(quotes.stream().filter(quote -> !quote.date().isAfter(date)).toList());
    sample.files.prices(sample.prices(fixings), market.catalogue());
    sample.files.file(
        "history.csv",
        out -> HistoryFile.write(SampleHistory.of(market, sample.history, date), out));
    sample.files.file("fixings.csv", out -> MarketFiles.writeFixings(fixings, out));
    sample.feed(quotes);
    return sample.files.written();
  }

  private void requireEmpty() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new DirectoryInUseException(
            directory + " is not empty; nothing in it was changed: name a new directory");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + directory, e);
    }
  }

  private PriceSet prices(List<Fixing> fixings) {
    return history.priceSet(
        date, date + "/EOD", asOf, SampleFacts.pricer(market), averaging(fixings));
  }

  /** Of the month whose quotes there are; the history's own levels stand in for other months. */
  private Map<ContractId, AveragingState> averaging(List<Fixing> fixings) {
    Map<ContractId, AveragingState> states = new HashMap<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (contract instanceof Future future
          && future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
          && future.month().equals(YearMonth.from(market.businessDate()))
          && !fixings.isEmpty()) {
        List<Fixing> own =
            fixings.stream().filter(f -> f.index().equals(future.product().index())).toList();
        states.put(
            future.id(),
            ScheduledFixings.of(future, market.calendar(future.product()), own).averagingState());
      }
    }
    return states;
  }

  private List<Quote> quotes() {
    return ProviderQuotes.generate(market, history, SampleMarket.DEMO_SEED).stream()
        .map(row -> FixingCodec.quote(SampleFacts.quote(row)))
        .toList();
  }

  private static List<Fixing> fixings(List<Quote> quotes) {
    SortedMap<IndexId, SortedMap<LocalDate, List<Quote>>> byIndex =
        quotes.stream()
            .collect(
                groupingBy(
                    Quote::index, TreeMap::new, groupingBy(Quote::date, TreeMap::new, toList())));
    List<Fixing> fixings = new ArrayList<>();
    byIndex.forEach(
        (index, byDate) ->
            byDate.forEach(
                (day, own) -> {
                  if (IndexEngine.fix(Methodologies.of(index), index, day, own)
                      instanceof Published published) {
                    fixings.add(published.fixing());
                  }
                }));
    return fixings;
  }

  private void feed(List<Quote> quotes) {
    TradingDay day =
        TradingDay.generate(
            market, history, SampleFacts.pricer(market), SampleMarket.DEMO_SEED, TRADES);
    List<TradeRow> rows =
        day.morning().stream()
            .filter(FeedRecord.Good.class::isInstance)
            .map(good -> ((FeedRecord.Good) good).trade())
            .filter(trade -> trade.kind() == TradeRow.Kind.NEW)
            .toList();
    List<TradeReport> reports = rows.stream().map(SampleFacts::trade).toList();
    PriceSet prices =
        SampleFacts.priceSet(market, history, market.businessDate() + "/EOD", day.endOfDayCutAt());
    files.file("feed/trades.csv", out -> FeedFiles.writeTrades(reports, out));
    files.file("feed/quotes.csv", out -> QuoteFile.write(quotes, out));
    files.file(
        "feed/prices.csv",
        out -> FeedFiles.writePrices(SampleFacts.submitted(market, prices), out));
    files.file("feed/rates.csv", out -> PriceFiles.writeRates(prices, out));
    files.file("feed/fx.csv", out -> PriceFiles.writeFx(prices, out));
    files.positions(positions(rows));
  }

  private SortedMap<AccountId, SortedMap<ContractId, Lots>> positions(List<TradeRow> trades) {
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions = new TreeMap<>();
    for (TradeRow trade : trades) {
      ContractId contract = new ContractId(trade.contract());
      if (market.catalogue().contract(contract).expiry().isAfter(date)) {
        add(positions, new AccountId(trade.buyer()), contract, trade.lots());
        add(positions, new AccountId(trade.seller()), contract, Math.negateExact(trade.lots()));
      }
    }
    positions.values().forEach(own -> own.values().removeIf(lots -> lots.value() == 0));
    return positions;
  }

  private static void add(
      SortedMap<AccountId, SortedMap<ContractId, Lots>> positions,
      AccountId account,
      ContractId contract,
      long lots) {
    positions
        .computeIfAbsent(account, _ -> new TreeMap<>())
        .merge(
            contract,
            new Lots(lots),
            (one, other) -> new Lots(Math.addExact(one.value(), other.value())));
  }
}
