package novate.wire;

import java.io.Reader;
import java.util.List;
import novate.market.AccountId;
import novate.market.ContractId;
import novate.market.CycleId;
import novate.market.TradeKey;
import novate.market.VenueId;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;

/**
 * Files of what usually comes over the feed: trades and prices of an exchange. Only their form is
 * checked here; whether a contract is listed or a price on its tick is for the house to say.
 */
public final class FeedFiles {
  static final List<String> TRADES =
      List.of(
          "venue",
          "trade_date",
          "trade_id",
          "kind",
          "revision",
          "contract_id",
          "lots",
          "price",
          "buyer_account",
          "seller_account",
          "is_block",
          "executed_at");
  static final List<String> PRICES =
      List.of("cycle_id", "contract_id", "price", "volatility", "observed_at");

  private FeedFiles() {}

  /** Trades, corrections and busts in the order of the file. */
  public static List<TradeReport> trades(Reader reader, String source) {
    return CsvTable.read(
        reader,
        source,
        TRADES,
        row -> {
          var venue = row.cell("venue", VenueId::new);
          var date = row.date("trade_date");
          var id = row.text("trade_id");
          var kind = row.choice("kind", TradeKind.class);
          var revision = row.count("revision");
          var contract = row.cell("contract_id", ContractId::new);
          var lots = row.whole("lots");
          var price = row.decimal("price");
          var buyer = row.cell("buyer_account", AccountId::new);
          var seller = row.cell("seller_account", AccountId::new);
          var isBlock = row.flag("is_block");
          var executedAt = row.instant("executed_at");
          return row.build(
              () -> {
                TradeKey key = new TradeKey(venue.value(), date.value(), id.value());
                return new TradeReport(
                    key.venue().value(),
                    key.date(),
                    key.tradeId(),
                    kind.value(),
                    revision.value(),
                    contract.value().value(),
                    lots.value(),
                    Decimals.format(price.value()),
                    buyer.value().value(),
                    seller.value().value(),
                    isBlock.value(),
                    executedAt.value());
              });
        });
  }

  /** Writes trades in the order given. */
  public static void writeTrades(List<TradeReport> trades, Appendable target) {
    CsvLines lines = new CsvLines(TRADES);
    for (TradeReport trade : trades) {
      lines
          .text(trade.getVenue())
          .text(trade.getTradeDate())
          .text(trade.getTradeId())
          .text(trade.getKind())
          .number(trade.getRevision())
          .text(trade.getContractId())
          .number(trade.getLots())
          .number(Decimals.parse(trade.getPrice()))
          .text(trade.getBuyerAccount())
          .text(trade.getSellerAccount())
          .text(trade.getIsBlock())
          .text(trade.getExecutedAt())
          .end();
    }
    lines.writeTo(target);
  }

  /** Prices for a cycle; the volatility of an option may stand beside its price. */
  public static List<PriceSubmitted> prices(Reader reader, String source) {
    return CsvTable.read(
        reader,
        source,
        PRICES,
        row -> {
          var cycle = row.cell("cycle_id", CycleId::new);
          var contract = row.cell("contract_id", ContractId::new);
          var price = row.decimal("price");
          var volatility = row.optional("volatility", Decimals::parseDouble);
          if (volatility.isReadable() && volatility.value().filter(v -> v < 0).isPresent()) {
            row.refuse("volatility", "must not be negative");
          }
          var observedAt = row.instant("observed_at");
          return row.build(
              () ->
                  new PriceSubmitted(
                      cycle.value().value(),
                      contract.value().value(),
                      Decimals.format(price.value()),
                      volatility.value().orElse(null),
                      observedAt.value()));
        });
  }

  /** Writes prices in the order given. */
  public static void writePrices(List<PriceSubmitted> prices, Appendable target) {
    CsvLines lines = new CsvLines(PRICES);
    for (PriceSubmitted price : prices) {
      lines
          .text(price.getCycleId())
          .text(price.getContractId())
          .number(Decimals.parse(price.getPrice()));
      Double volatility = price.getVolatility();
      if (volatility == null) {
        lines.none();
      } else {
        lines.number(volatility);
      }
      lines.text(price.getObservedAt()).end();
    }
    lines.writeTo(target);
  }
}
