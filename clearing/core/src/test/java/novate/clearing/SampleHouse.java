package novate.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import novate.clearing.day.OpeningLimits;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.Account;
import novate.market.Contract;
import novate.market.PriceSet;
import novate.pricing.OptionModel;
import novate.sample.OptionPricer;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.sample.TradeRow;
import novate.sample.TradingDay;
import novate.scenario.AmericanModel;
import novate.scenario.ParameterFile;
import novate.wire.RegistryCodec;
import novate.wire.event.ParametersPublished;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;

/** The sample market in the events of a house. */
public final class SampleHouse {
  /** The market. */
  public static final SampleMarket MARKET = SampleMarket.compute2026();

  /** Its history. */
  public static final PriceHistory HISTORY = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED);

  private SampleHouse() {}

  private static final OptionPricer PRICER =
      new OptionModel(MARKET.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price;

  /** A day of it. */
  public static TradingDay day(long seed, int tradeCount) {
    return TradingDay.generate(MARKET, HISTORY, PRICER, seed, tradeCount);
  }

  /** The prices of a date at an instant. */
  public static PriceSet prices(String id, LocalDate date, Instant asOf) {
    return HISTORY.priceSet(date, id, asOf, PRICER, new TreeMap<>());
  }

  /** The registry on the morning of the business date, with the day's limits. */
  public static Registry registry() {
    RegistryFold fold = new RegistryFold();
    MARKET.calendars().values().forEach(calendar -> fold.apply(RegistryCodec.event(calendar)));
    MARKET.products().forEach(product -> fold.apply(RegistryCodec.event(product)));
    List<Contract> contracts = MARKET.catalogue().contracts();
    for (int i = 0; i < contracts.size(); i++) {
      fold.apply(RegistryCodec.event(i, contracts.get(i)));
    }
    for (int i = 0; i < MARKET.members().size(); i++) {
      fold.apply(RegistryCodec.event(i, MARKET.members().get(i)));
    }
    List<Account> accounts = MARKET.accounts();
    for (int i = 0; i < accounts.size(); i++) {
      int member = fold.registry().memberIndex(accounts.get(i).member()).orElseThrow();
      fold.apply(RegistryCodec.event(i, accounts.get(i), member));
    }
    fold.apply(
        new ParametersPublished(
            MARKET.parameters().id(),
            ParameterFile.hash(MARKET.parameters()),
            ParameterFile.write(MARKET.parameters())));
    fold.apply(TinyHouse.scenariosPublished());
    LocalDate before = MARKET.businessDate().minusDays(1);
    PriceSet last = prices("before", before, Instant.parse(before + "T20:30:00Z"));
    fold.apply(OpeningLimits.of(MARKET.businessDate(), MARKET.catalogue(), Optional.of(last)));
    return fold.registry();
  }

  /** A row of the feed as it stands on the log. */
  public static TradeReport report(TradeRow row) {
    return new TradeReport(
        row.venue(),
        row.date(),
        row.tradeId(),
        TradeKind.valueOf(row.kind().name()),
        row.revision(),
        row.contract(),
        row.lots(),
        row.price(),
        row.buyer(),
        row.seller(),
        row.block(),
        row.executedAt());
  }
}
