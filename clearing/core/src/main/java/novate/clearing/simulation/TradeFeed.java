package novate.clearing.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.trade.Novator;
import novate.market.Contract;
import novate.market.Price;
import novate.wire.Wire;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;

/** The exchange's reports: good trades, and everything that goes wrong with reports. */
final class TradeFeed {
  private static final long[] BAD_LOTS = {0, -5, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_001};
  private static final String VENUE = "XSIM";

  private final SimulatedMarket market;
  private final Outgoing outgoing;
  private final SplittableRandom random;
  private final FaultCounts faults;
  private final List<TradeReport> standing = new ArrayList<>();
  private final Set<String> bookable = new TreeSet<>();
  private int lastId;

  TradeFeed(
      SimulatedMarket market, Outgoing outgoing, SplittableRandom random, FaultCounts faults) {
    this.market = market;
    this.outgoing = outgoing;
    this.random = random;
    this.faults = faults;
  }

  /** Trades that must be booked when they are on the log in time, by "id/revision". */
  Set<String> bookable() {
    return bookable;
  }

  /** The reports of a day. */
  void day(int day, int count) {
    // When a house lives on, whatever was sent on one of its dates may come again on a later one.
    for (int i = 0; i < day && market.dates().size() > Novator.DATES_OPEN; i++) {
      again(standing.get(random.nextInt(standing.size())));
    }
    for (int i = 0; i < count; i++) {
      TradeReport trade = trade(day);
      int chance = random.nextInt(100);
      if (chance < 8) {
        bad(trade);
      } else if (chance < 10) {
        poison(trade);
      } else {
        good(trade);
        if (chance < 20) {
          again(trade);
        } else if (chance < 23) {
          otherwise(trade);
        } else if (chance < 35) {
          later(day);
        }
      }
    }
  }

  private void good(TradeReport trade) {
    send(trade);
    standing.add(trade);
    bookable.add(trade.getTradeId() + "/" + trade.getRevision());
    if (trade.getBuyerAccount().equals(trade.getSellerAccount())) {
      faults.count(FaultKind.SELF_TRADE);
    }
  }

  /** A bust or a correction of an earlier trade; sometimes also one of a trade that is to come. */
  private void later(int day) {
    int index = random.nextInt(standing.size());
    TradeReport before = standing.get(index);
    if (before.getKind() == TradeKind.BUST) {
      return;
    }
    TradeReport.Builder next = TradeReport.newBuilder(before).setRevision(before.getRevision() + 1);
    if (random.nextBoolean()) {
      faults.count(FaultKind.BUST);
      TradeReport bust = next.setKind(TradeKind.BUST).build();
      standing.set(index, bust);
      send(bust);
      return;
    }
    faults.count(FaultKind.CORRECTION);
    TradeReport correction =
        next.setKind(TradeKind.CORRECTION).setLots(random.nextLong(1, 50)).build();
    standing.set(index, correction);
    send(correction);
    if (random.nextInt(4) == 0) {
      tooEarly(day);
    }
  }

  /** A correction that comes before its original is refused, and booked when it is sent again. */
  private void tooEarly(int day) {
    faults.count(FaultKind.CORRECTION_BEFORE_ORIGINAL);
    TradeReport original = trade(day);
    TradeReport correction =
        TradeReport.newBuilder(original)
            .setKind(TradeKind.CORRECTION)
            .setRevision(1)
            .setLots(original.getLots() + 1)
            .build();
    send(correction);
    good(original);
    standing.set(standing.size() - 1, correction);
    send(correction);
  }

  private void again(TradeReport trade) {
    faults.count(FaultKind.DELIVERED_TWICE);
    send(trade);
  }

  private void otherwise(TradeReport trade) {
    faults.count(FaultKind.SAME_ID_OTHER_CONTENT);
    send(TradeReport.newBuilder(trade).setLots(trade.getLots() + 1).build());
  }

  private void bad(TradeReport trade) {
    faults.count(FaultKind.TRADE_NOT_BOOKABLE);
    TradeReport.Builder bad = TradeReport.newBuilder(trade);
    send(
        switch (random.nextInt(7)) {
          case 0 -> bad.setContractId("NONE-2026-10").build();
          case 1 -> bad.setBuyerAccount("NOBODY").build();
          case 2 -> bad.setLots(BAD_LOTS[random.nextInt(BAD_LOTS.length)]).build();
          case 3 -> bad.setPrice("NaN").build();
          case 4 -> bad.setPrice(trade.getPrice() + "0001").build();
          case 5 -> bad.setTradeDate(market.dates().getLast().plusDays(30)).build();
          default -> bad.setKind(TradeKind.BUST).setRevision(1).build();
        });
  }

  private void poison(TradeReport trade) {
    faults.count(FaultKind.POISON);
    byte[] bytes = Wire.encode(trade);
    byte[] poison =
        switch (random.nextInt(3)) {
          case 0 -> new byte[random.nextInt(20)];
          case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
          default -> {
            bytes[2 + random.nextInt(8)] ^= 0x55; // the fingerprint of another schema
            yield bytes;
          }
        };
    outgoing.add(place(trade.getTradeId()), trade.getTradeId(), poison);
  }

  private void send(TradeReport trade) {
    outgoing.add(place(trade.getTradeId()), trade.getTradeId(), Wire.encode(trade));
  }

  private static Place place(String tradeId) {
    return new Place(
        Topic.TRADES, Math.floorMod(tradeId.hashCode(), Topic.TRADES.partitionCount()));
  }

  private TradeReport trade(int day) {
    LocalDate date = market.dates().get(day);
    Contract contract = tradeable(date);
    int index = market.contracts().indexOf(contract);
    long tick =
        contract
            .product()
            .tradingTick()
            .divide(contract.product().settlementTick())
            .longValueExact();
    long around = market.ticks(index, day);
    long ticks = Math.round(around * (0.98 + 0.04 * random.nextDouble()) / tick) * tick;
    if (ticks < 0) {
      faults.count(FaultKind.NEGATIVE_PRICE);
    }
    lastId++;
    return new TradeReport(
        VENUE,
        date,
        "T" + lastId,
        TradeKind.NEW,
        0,
        contract.id().value(),
        random.nextLong(1, 50),
        contract.product().decimal(new Price(ticks)).toPlainString(),
        account(),
        account(),
        false,
        executedAt(date));
  }

  private Contract tradeable(LocalDate date) {
    Optional<Contract> contract = Optional.empty();
    while (contract.isEmpty()) {
      contract =
          Optional.of(market.contracts().get(random.nextInt(market.contracts().size())))
              .filter(each -> !each.expiry().isBefore(date));
    }
    return contract.get();
  }

  private String account() {
    return market.accounts().get(random.nextInt(market.accounts().size())).id().value();
  }

  /** Only the trade date counts; what a clock somewhere said must not matter. */
  private Instant executedAt(LocalDate date) {
    if (random.nextInt(20) > 0) {
      return Instant.parse(date + "T15:00:00Z");
    }
    faults.count(FaultKind.WILD_RECORD_TIME);
    return random.nextBoolean() ? Instant.EPOCH : Instant.parse("2199-01-01T00:00:00Z");
  }
}
