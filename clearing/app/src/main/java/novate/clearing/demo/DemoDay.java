package novate.clearing.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.house.CrashPoints;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.house.Pause;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.market.MemberId;
import novate.market.PriceSet;
import novate.sample.Deposit;
import novate.sample.FeedRecord;
import novate.sample.PriceHistory;
import novate.sample.ProviderQuotes;
import novate.sample.QuoteRow;
import novate.sample.SampleMarket;
import novate.sample.TradeRow;
import novate.sample.TradingDay;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.MarginCall;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PaymentKind;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;

/** Plays the sample day against a running house, from an empty log or from wherever it was left. */
public final class DemoDay {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String INTRADAY = "ITD-1630";
  private static final String END_OF_DAY = "EOD";

  /** Told what the feed is doing, for people. */
  public interface Progress {
    /** A step begins. */
    void step(String name);

    /** So many of so many records are sent. */
    void sent(long count, long total);
  }

  private final Clients clients;
  private final Runnable requireAlive;
  private final Progress progress;
  private final SampleMarket market = SampleMarket.compute2026();
  private final PriceHistory history;
  private final TradingDay script;

  /**
   * @param tradeCount good new trades of the day
   * @param requireAlive throws when the house has stopped
   */
  public DemoDay(Clients clients, int tradeCount, Runnable requireAlive, Progress progress) {
    this.clients = clients;
    this.requireAlive = requireAlive;
    this.progress = progress;
    this.history = PriceHistory.generate(market, SampleMarket.DEMO_SEED);
    this.script =
        TradingDay.generate(
            market, history, SampleFacts.pricer(market), SampleMarket.DEMO_SEED, tradeCount);
  }

  /** The script of the day. */
  public TradingDay script() {
    return script;
  }

  /** The date that is played. */
  public LocalDate businessDate() {
    return market.businessDate();
  }

  /** The cycle that ends it. */
  public String endOfDayCycle() {
    return cycleId(END_OF_DAY);
  }

  /** Plays the whole day; returns when its last call is answered. */
  public void play() {
    try (Gateway gateway = new Gateway(clients);
        DayWatch watch = new DayWatch(clients)) {
      progress.step("registry, quotes and the opening of " + businessDate());
      open(gateway, watch);
      progress.step("opening deposits and the morning's trades");
      script.deposits().forEach(deposit -> pay(gateway, deposit));
      send(gateway, script.morning());
      CrashPoints.hit("after-morning");
      progress.step("intraday cycle: cut, prices, valuation, calls");
      intraday(gateway, watch);
      progress.step("the afternoon's trades");
      send(gateway, script.afternoon());
      CrashPoints.hit("after-afternoon");
      progress.step("end of day: cut, fixings, prices, valuation, settlement, ledger, calls");
      endOfDay(gateway, watch);
    }
  }

  /** The cycle between morning and afternoon; its calls are paid, but for half of the last one. */
  public void intraday(Gateway gateway, DayWatch watch) {
    cycle(gateway, watch, INTRADAY, CycleKind.INTRADAY, script.intradayCutAt());
    payCalls(gateway, INTRADAY);
  }

  /** The cycle that ends the date; its calls are paid. */
  public void endOfDay(Gateway gateway, DayWatch watch) {
    cycle(gateway, watch, END_OF_DAY, CycleKind.END_OF_DAY, script.endOfDayCutAt());
    payCalls(gateway, END_OF_DAY);
  }

  /**
   * Lists what there is, sends the quotes and opens the date; what is there already stays as it is.
   */
  public void open(Gateway gateway, DayWatch watch) {
    gateway.sendFirst(Topic.REGISTRY, SampleFacts.registry(market, history));
    for (QuoteRow row : ProviderQuotes.generate(market, history, SampleMarket.DEMO_SEED)) {
      gateway.send(Topic.QUOTES, 0, row.index(), SampleFacts.quote(row));
    }
    gateway.flush();
    if (!watch.look().openedDates().contains(businessDate())) {
      request(gateway, new OpenDayRequested(businessDate()));
      watch.await(
          "the opening of " + businessDate(),
          PATIENCE,
          day -> day.openedDates().contains(businessDate()),
          requireAlive);
    }
  }

  /** Sends trade records as the exchange would, and returns when the log has them. */
  public void send(Gateway gateway, List<FeedRecord> records) {
    long count = 0;
    for (FeedRecord each : records) {
      switch (each) {
        case FeedRecord.Good good -> sendTrade(gateway, good.trade());
        case FeedRecord.Duplicate duplicate -> sendTrade(gateway, duplicate.trade());
        case FeedRecord.Bad bad -> sendTrade(gateway, bad.trade());
        case FeedRecord.Poison poison -> gateway.sendTrade(poison.hex(), poison.bytes());
      }
      progress.sent(++count, records.size());
      requireAlive.run();
    }
    gateway.flush();
  }

  private static void sendTrade(Gateway gateway, TradeRow row) {
    String key = row.venue() + "/" + row.date() + "/" + row.tradeId();
    gateway.sendTrade(key, Wire.encode(SampleFacts.trade(row)));
  }

  private void cycle(Gateway gateway, DayWatch watch, String name, CycleKind kind, Instant asOf) {
    String cycleId = cycleId(name);
    if (isClosed(watch.look(), cycleId)) {
      return;
    }
    PriceSet prices = SampleFacts.priceSet(market, history, cycleId, asOf);
    for (Fact fact : SampleFacts.prices(market, prices)) {
      gateway.send(fact.topic(), 0, fact.key(), fact.event());
    }
    gateway.flush();
    request(gateway, new CycleRequested(cycleId, businessDate(), kind, asOf));
    watch.await(
        cycleId,
        PATIENCE,
        day -> isClosed(day, cycleId),
        () -> {
          requireAlive.run();
          requireGoing(watch.look(), cycleId);
        });
  }

  private static boolean isClosed(DayFold day, String cycleId) {
    return day.find(cycleId).filter(cycle -> cycle.closed() != null).isPresent();
  }

  private static void requireGoing(DayFold day, String cycleId) {
    CycleProgress cycle = day.find(cycleId).orElse(null);
    if (cycle == null) {
      return;
    }
    if (cycle.broken() != null) {
      throw new IllegalStateException(cycleId + " does not add up: " + cycle.broken());
    }
    if (cycle.held() != null) {
      throw new IllegalStateException(cycleId + " holds its prices: " + cycle.held().getReasons());
    }
  }

  private void request(Gateway gateway, SpecificRecordBase event) {
    gateway.send(Topic.CONTROL, 0, businessDate().toString(), event);
    gateway.flush();
  }

  /** Sends an opening deposit, as the bank would report it. */
  public void pay(Gateway gateway, Deposit deposit) {
    send(
        gateway,
        CashPaid.newBuilder()
            .setPaymentId(deposit.id())
            .setKind(PaymentKind.DEPOSIT)
            .setMemberId(deposit.group().member().value())
            .setAccountGroup(deposit.group().name())
            .setCurrency(deposit.money().currency().code())
            .setMinorUnits(deposit.money().minorUnits())
            .setBusinessDate(businessDate())
            .build());
  }

  /**
   * Members pay what they are called for; the last one called pays only half at first, and is
   * called again.
   */
  private void payCalls(Gateway gateway, String cycle) {
    String cycleId = cycleId(cycle);
    List<MarginCall> issued = callsOf(cycleId, 1);
    for (int i = 0; i < issued.size(); i++) {
      MarginCall call = issued.get(i);
      boolean isLate = i == issued.size() - 1 && cycle.equals(INTRADAY);
      send(gateway, payment(call, isLate ? call.getAmount() / 2 : call.getAmount()));
    }
    gateway.flush();
    awaitAnswers(cycleId, issued.size());
  }

  private CashPaid payment(MarginCall call, long minorUnits) {
    return CashPaid.newBuilder()
        .setPaymentId(call.getCallId() + "/payment")
        .setKind(PaymentKind.CALL_PAYMENT)
        .setMemberId(call.getMemberId())
        .setAccountGroup(call.getAccountGroup())
        .setCurrency(call.getCurrency())
        .setMinorUnits(minorUnits)
        .setBusinessDate(businessDate())
        .setCallId(call.getCallId())
        .build();
  }

  private void send(Gateway gateway, CashPaid payment) {
    int member =
        IntStream.range(0, market.members().size())
            .filter(i -> market.members().get(i).id().equals(new MemberId(payment.getMemberId())))
            .findFirst()
            .orElseThrow();
    gateway.send(Topic.DESK, member % Topic.DESK.partitionCount(), payment.getPaymentId(), payment);
  }

  /** A payment shows as the call's second revision: the script goes on when all have it. */
  private void awaitAnswers(String cycleId, int count) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (callsOf(cycleId, 2).size() < count) {
      requireAlive.run();
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("payments on calls of " + cycleId + " were not answered");
      }
      Pause.millis(50);
    }
  }

  private List<MarginCall> callsOf(String cycleId, int revision) {
    Map<String, MarginCall> byId = new TreeMap<>();
    readAll(
        Topic.CALLS,
        value -> {
          if (Wire.decode(value) instanceof MarginCall call
              && call.getCycleId().equals(cycleId)
              && call.getRevision() == revision) {
            byId.put(call.getCallId(), call);
          }
        });
    return List.copyOf(byId.values());
  }

  private void readAll(Topic topic, java.util.function.Consumer<byte[]> visitor) {
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-demo")) {
      LogReader.readToEnd(
          consumer, LogReader.startOf(topic), found -> visitor.accept(found.value()));
    }
  }

  private String cycleId(String name) {
    return businessDate() + "/" + name;
  }
}
