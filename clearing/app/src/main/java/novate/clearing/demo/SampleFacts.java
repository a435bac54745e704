package novate.clearing.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import novate.clearing.feed.MarketFacts;
import novate.clearing.feed.PriceFacts;
import novate.clearing.house.Gateway.Fact;
import novate.market.ContractId;
import novate.market.PriceSet;
import novate.pricing.OptionModel;
import novate.sample.OptionPricer;
import novate.sample.PriceHistory;
import novate.sample.QuoteRow;
import novate.sample.SampleMarket;
import novate.sample.TradeRow;
import novate.scenario.AmericanModel;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.QuoteReceived;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;

/** The sample market's plain values as facts for the log. */
public final class SampleFacts {
  private SampleFacts() {}

  /** Everything a house must know before the sample day. */
  public static List<Fact> registry(SampleMarket market, PriceHistory history) {
    LocalDate before = market.businessDate().minusDays(1);
    Instant close = before.atTime(22, 0).toInstant(ZoneOffset.UTC);
    PriceSet opening = history.priceSet(before, before + "/EOD", close, pricer(market), Map.of());
    return new MarketFacts(
            List.copyOf(market.calendars().values()),
            market.products(),
            market.catalogue(),
            market.members(),
            market.accounts(),
            market.parameters(),
            opening)
        .facts();
  }

  /**
   * What the exchange sends as prices of a cycle: one per contract, then its word that these are
   * all.
   */
  public static List<Fact> prices(SampleMarket market, PriceSet set) {
    List<Fact> facts = new ArrayList<>();
    submitted(market, set).forEach(price -> facts.add(PriceFacts.of(price)));
    facts.add(PriceFacts.complete(set.id(), set.marks().size(), set.rates(), set.fx()));
    return facts;
  }

  /** What the sample's option prices come from: the models that the engine values options by. */
  public static OptionPricer pricer(SampleMarket market) {
    return new OptionModel(market.calendars(), AmericanModel.BARONE_ADESI_WHALEY)::price;
  }

  /** The exchange's prices of a cycle on the sample day, with rates and FX. */
  public static PriceSet priceSet(
      SampleMarket market, PriceHistory history, String cycleId, Instant asOf) {
    return history.priceSet(market.businessDate(), cycleId, asOf, pricer(market), Map.of());
  }

  /** One price per contract of a set, observed at its cut. */
  static List<PriceSubmitted> submitted(SampleMarket market, PriceSet set) {
    List<PriceSubmitted> prices = new ArrayList<>();
    set.marks().forEach((contract, mark) -> prices.add(submitted(market, set, contract, mark)));
    return prices;
  }

  private static PriceSubmitted submitted(
      SampleMarket market, PriceSet set, ContractId contract, PriceSet.Mark mark) {
    String decimal =
        market.catalogue().contract(contract).product().decimal(mark.price()).toPlainString();
    Double volatility = mark.volatility().isPresent() ? mark.volatility().getAsDouble() : null;
    return new PriceSubmitted(set.id(), contract.value(), decimal, volatility, set.asOf());
  }

  /** A quote as its provider sends it. */
  public static QuoteReceived quote(QuoteRow row) {
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
        row.quoteClass().name(),
        row.currency(),
        row.unit(),
        null,
        null);
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
