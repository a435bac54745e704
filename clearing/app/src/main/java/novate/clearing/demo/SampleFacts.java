package novate.clearing.demo;

import static novate.market.Checks.found;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.log.Topic;
import novate.market.Account;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Member;
import novate.market.MemberId;
import novate.market.PriceSet;
import novate.market.Product;
import novate.pricing.OptionModel;
import novate.sample.PriceHistory;
import novate.sample.QuoteRow;
import novate.sample.SampleMarket;
import novate.sample.TradeRow;
import novate.scenario.ParameterFile;
import novate.scenario.ScenarioSets;
import novate.wire.PriceSetCodec;
import novate.wire.RegistryCodec;
import novate.wire.event.CurrencyRate;
import novate.wire.event.FxRate;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import novate.wire.event.QuoteReceived;
import novate.wire.event.ScenariosPublished;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecordBase;

/** The sample market's plain values as facts for the log. */
final class SampleFacts {
  private SampleFacts() {}

  /**
   * Everything a house must know before its first day: the registry, and the prices of the day
   * before.
   */
  static List<Fact> registry(SampleMarket market, PriceHistory history) {
    List<Fact> facts = new ArrayList<>();
    for (BusinessCalendar calendar : market.calendars().values()) {
      add(facts, calendar.id().value(), RegistryCodec.event(calendar));
    }
    for (Product product : market.products()) {
      add(facts, product.id().value(), RegistryCodec.event(product));
    }
    List<Contract> contracts = market.catalogue().contracts();
    for (int i = 0; i < contracts.size(); i++) {
      add(facts, contracts.get(i).id().value(), RegistryCodec.event(i, contracts.get(i)));
    }
    addMembers(facts, market);
    add(
        facts,
        market.parameters().id(),
        new ParametersPublished(
            market.parameters().id(),
            ParameterFile.hash(market.parameters()),
            ParameterFile.write(market.parameters())));
    add(
        facts,
        market.scenarios().id(),
        new ScenariosPublished(
            market.scenarios().id(),
            ScenarioSets.hash(market.scenarios()),
            ScenarioSets.standard16Text()));
    PriceSet opening = opening(market, history);
    facts.add(new Fact(Topic.PRICES, opening.id(), PriceSetCodec.event(opening)));
    return facts;
  }

  private static void addMembers(List<Fact> facts, SampleMarket market) {
    Map<MemberId, Integer> indexById = new HashMap<>();
    List<Member> members = market.members();
    for (int i = 0; i < members.size(); i++) {
      indexById.put(members.get(i).id(), i);
      add(facts, members.get(i).id().value(), RegistryCodec.event(i, members.get(i)));
    }
    List<Account> accounts = market.accounts();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      int member = found(indexById.get(account.member()), "account %s has no member", account.id());
      add(facts, account.id().value(), RegistryCodec.event(i, account, member));
    }
  }

  private static void add(List<Fact> facts, String key, SpecificRecordBase event) {
    facts.add(new Fact(Topic.REGISTRY, key, event));
  }

  /**
   * The settlement prices of the business day before, which price limits and jumps are measured
   * from.
   */
  private static PriceSet opening(SampleMarket market, PriceHistory history) {
    LocalDate before = market.businessDate().minusDays(1);
    Instant close = before.atTime(22, 0).toInstant(ZoneOffset.UTC);
    return history.priceSet(before, before + "/EOD", close, OptionModel::price, Map.of());
  }

  /**
   * What the exchange sends as prices of a cycle: one per contract, then its word that these are
   * all.
   */
  static List<Fact> prices(
      SampleMarket market, PriceHistory history, String cycleId, Instant asOf) {
    PriceSet set =
        history.priceSet(market.businessDate(), cycleId, asOf, OptionModel::price, Map.of());
    List<Fact> facts = new ArrayList<>();
    set.marks()
        .forEach((contract, mark) -> facts.add(price(market, cycleId, asOf, contract, mark)));
    List<CurrencyRate> rates = new ArrayList<>();
    set.rates().forEach((currency, rate) -> rates.add(new CurrencyRate(currency.code(), rate)));
    List<FxRate> fx = new ArrayList<>();
    set.fx().forEach((pair, rate) -> fx.add(new FxRate(pair, rate.toPlainString())));
    facts.add(
        new Fact(
            Topic.PRICES, cycleId, new PricesComplete(cycleId, set.marks().size(), rates, fx)));
    return facts;
  }

  private static Fact price(
      SampleMarket market, String cycleId, Instant asOf, ContractId contract, PriceSet.Mark mark) {
    return new Fact(
        Topic.PRICES, contract.value(), submitted(market, cycleId, asOf, contract, mark));
  }

  static PriceSubmitted submitted(
      SampleMarket market, String cycleId, Instant asOf, ContractId contract, PriceSet.Mark mark) {
    String decimal =
        market.catalogue().contract(contract).product().decimal(mark.price()).toPlainString();
    Double volatility = mark.volatility().isPresent() ? mark.volatility().getAsDouble() : null;
    return new PriceSubmitted(cycleId, contract.value(), decimal, volatility, asOf);
  }

  static QuoteReceived quote(QuoteRow row) {
    return new QuoteReceived(
        row.id(),
        row.index(),
        row.date(),
        row.time(),
        row.contributor(),
        row.family(),
        row.spec() + "/" + row.region(),
        row.price().toPlainString(),
        row.size().toPlainString(),
        row.quoteClass().name());
  }

  static TradeReport trade(TradeRow row) {
    return TradeReport.newBuilder()
        .setVenue(row.venue())
        .setTradeDate(row.date())
        .setTradeId(row.tradeId())
        .setKind(
            switch (row.kind()) {
              case NEW -> TradeKind.NEW;
              case BUST -> TradeKind.BUST;
              case CORRECTION -> TradeKind.CORRECTION;
            })
        .setRevision(row.revision())
        .setContractId(row.contract())
        .setLots(row.lots())
        .setPrice(row.price())
        .setBuyerAccount(row.buyer())
        .setSellerAccount(row.seller())
        .setIsBlock(row.block())
        .setExecutedAt(row.executedAt())
        .build();
  }
}
