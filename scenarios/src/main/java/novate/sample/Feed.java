package novate.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.PriceLimits;
import novate.market.Product;
import novate.sample.TradeRow.Kind;

/**
 * Turns good trades into the feed of a day: some are busted, corrected or sent twice, and bad
 * records stand between them, one of each kind before noon in New York and one after.
 */
final class Feed {
  private static final double BUST_SHARE = 0.004;
  private static final double CORRECTION_SHARE = 0.003;
  private static final double DUPLICATE_SHARE = 0.01;
  private static final int AMENDED_WITHIN_SECONDS = 90 * 60;
  private static final int REPEATED_WITHIN_SECONDS = 60;

  /** Avro's single-object header with a fingerprint that stands for no schema of ours. */
  private static final String NO_SUCH_SCHEMA = "c301" + "00000000deadbeef" + "0a68656c6c6f";

  private final SampleMarket market;
  private final PriceHistory history;
  private final SplittableRandom random;
  private final List<FeedRecord> records = new ArrayList<>();
  private final Set<TradeRow> amended = new HashSet<>();
  private int badCount;

  Feed(SampleMarket market, PriceHistory history, long seed) {
    this.market = market;
    this.history = history;
    // Not the seed of the trades: the same numbers would drive both.
    this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
  }

  /** The feed in order of sending; everything is sent before the end of the day. */
  List<FeedRecord> of(List<TradeRow> trades, Instant endOfDay) {
    trades.forEach(trade -> records.add(new FeedRecord.Good(trade.executedAt(), trade)));
    for (int i = 0; i < trades.size(); i++) {
      amend(trades.get(i), i, endOfDay);
    }
    // New York trades from about a third of the way on; its noon is at about two thirds.
    addBad(trades.subList(trades.size() * 35 / 100, trades.size() * 55 / 100), endOfDay);
    addBad(trades.subList(trades.size() * 75 / 100, trades.size() * 95 / 100), endOfDay);
    // The sort is stable: of records sent in the same millisecond a trade stands before its bust.
    records.sort(Comparator.comparing(FeedRecord::sentAt));
    return List.copyOf(records);
  }

  // Places 5, 9 and 13 of every 400 are amended whatever is drawn, so that each kind occurs.
  private void amend(TradeRow trade, int place, Instant endOfDay) {
    double draw = random.nextDouble();
    Instant later = later(trade, AMENDED_WITHIN_SECONDS, endOfDay);
    if (expiresToday(trade)) {
      return; // Its bust could come after expiry, which is cash only and not what this day shows.
    }
    if (place % 400 == 5 || draw < BUST_SHARE) {
      bust(trade, 1, later);
    } else if (place % 400 == 9 || draw < BUST_SHARE + CORRECTION_SHARE) {
      TradeRow corrected = correct(trade, later);
      if (random.nextInt(4) == 0) {
        bust(corrected, 2, later.plusMillis(1));
      }
    } else if (place % 400 == 13 || draw < BUST_SHARE + CORRECTION_SHARE + DUPLICATE_SHARE) {
      records.add(new FeedRecord.Duplicate(later(trade, REPEATED_WITHIN_SECONDS, endOfDay), trade));
    }
  }

  private void bust(TradeRow trade, int revision, Instant at) {
    amended.add(trade);
    records.add(new FeedRecord.Good(at, trade.with(Kind.BUST, revision)));
  }

  /**
   * The price was one tick too low, or, where a daily limit could be in the way, a lot forgotten.
   */
  private TradeRow correct(TradeRow trade, Instant at) {
    Product product = market.catalogue().contract(new ContractId(trade.contract())).product();
    BigDecimal price = new BigDecimal(trade.price()).add(product.tradingTick());
    TradeRow terms =
        product.dailyLimit().isEmpty() && random.nextBoolean()
            ? trade.withPrice(price.toPlainString())
            : trade.withLots(trade.lots() + 1);
    TradeRow corrected = terms.with(Kind.CORRECTION, 1);
    amended.add(trade);
    records.add(new FeedRecord.Good(at, corrected));
    return corrected;
  }

  private Instant later(TradeRow trade, int withinSeconds, Instant endOfDay) {
    Instant later = trade.executedAt().plusSeconds(1 + random.nextInt(withinSeconds));
    return later.isBefore(endOfDay) ? later : trade.executedAt().plusMillis(1);
  }

  private boolean expiresToday(TradeRow trade) {
    Contract contract = market.catalogue().contract(new ContractId(trade.contract()));
    return contract.expiry().equals(market.businessDate());
  }

  private void addBad(List<TradeRow> models, Instant endOfDay) {
    TradeRow first = futureOf(models, "XCME");
    poison(first, randomHex(), RejectCode.UNREADABLE);
    poison(first, NO_SUCH_SCHEMA, RejectCode.UNKNOWN_SCHEMA);
    bad(models, RejectCode.INVALID_FIELD, trade -> trade.withPrice("two dollars"));
    bad(
        models,
        RejectCode.UNKNOWN_CONTRACT,
        trade -> trade.withContract("H100-2031-13", trade.venue(), trade.price()));
    bad(
        models,
        RejectCode.INACTIVE_CONTRACT,
        trade -> trade.withContract("H100-OPT-2027-01-C-2.50", "XCME", "0.250"));
    bad(
        models,
        RejectCode.EXPIRED_CONTRACT,
        trade -> trade.withContract("BLACKWELL-2026-09", "IFUS", "3.900"));
    bad(models, RejectCode.UNKNOWN_ACCOUNT, trade -> trade.withBuyer("GHOST-H"));
    bad(models, RejectCode.LOTS_NOT_POSITIVE, trade -> trade.withLots(0));
    bad(models, RejectCode.LOTS_NOT_POSITIVE, trade -> trade.withLots(-trade.lots()));
    bad(models, RejectCode.LOTS_TOO_LARGE, trade -> trade.withLots(Long.MAX_VALUE));
    bad(models, RejectCode.PRICE_OFF_TICK, trade -> trade.withPrice(offTick(trade, "0.0005")));
    bad(models, RejectCode.PRICE_OFF_TICK, trade -> trade.withPrice(offTick(trade, "0.001")));
    bad(models, RejectCode.PRICE_OUTSIDE_LIMIT, this::outsideLimit);
    bad(models, RejectCode.UNKNOWN_TRADE, trade -> trade.with(Kind.BUST, 1));
    otherContent(models, endOfDay);
  }

  private void poison(TradeRow near, String hex, String reason) {
    records.add(new FeedRecord.Poison(near.executedAt(), hex, reason));
  }

  private void bad(List<TradeRow> models, String reason, UnaryOperator<TradeRow> spoil) {
    TradeRow model = futureOf(models, "XCME").withId("X%06d".formatted(++badCount));
    records.add(new FeedRecord.Bad(model.executedAt(), spoil.apply(model), reason));
  }

  private void otherContent(List<TradeRow> models, Instant endOfDay) {
    TradeRow trade = futureOf(models, "XCME");
    records.add(
        new FeedRecord.Bad(
            later(trade, REPEATED_WITHIN_SECONDS, endOfDay),
            trade.withLots(trade.lots() + 7),
            RejectCode.DUPLICATE_ID_OTHER_CONTENT));
  }

  /** A trade that is neither amended nor expiring, so that nothing else is wrong with it. */
  private TradeRow futureOf(List<TradeRow> models, String venue) {
    List<TradeRow> able =
        models.stream()
            .filter(trade -> trade.venue().equals(venue) && !amended.contains(trade))
            .filter(trade -> isFuture(trade) && !expiresToday(trade))
            .toList();
    return able.get(random.nextInt(able.size()));
  }

  private boolean isFuture(TradeRow trade) {
    return market.catalogue().contract(new ContractId(trade.contract())) instanceof Future;
  }

  private static String offTick(TradeRow trade, String offset) {
    return new BigDecimal(trade.price()).add(new BigDecimal(offset)).toPlainString();
  }

  private TradeRow outsideLimit(TradeRow trade) {
    Contract token = market.catalogue().contract(new ContractId("TOKEN-2026-12"));
    Product product = token.product();
    PriceLimits limits = TradeFlow.limits(market, history, token).orElseThrow();
    BigDecimal price = product.decimal(limits.high()).add(product.tradingTick());
    return trade.withContract(token.id().value(), product.venue().value(), price.toPlainString());
  }

  private String randomHex() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    bytes[0] = 0x7f; // Never the first byte of Avro's single-object header.
    return HexFormat.of().formatHex(bytes);
  }
}
