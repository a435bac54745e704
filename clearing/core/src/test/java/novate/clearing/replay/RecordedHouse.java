package novate.clearing.replay;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.THURSDAY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import novate.clearing.ConductedHouse;
import novate.clearing.TinyHouse;
import novate.clearing.TinyMarket;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.processor.ConductorProcessor;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.NovatorCounters;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Place;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog;
import novate.clearing.simulation.SimulatedProcess;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.MemberId;
import novate.market.Price;
import novate.wire.RegistryCodec;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.DayOpened;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PaymentKind;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The log of Thursday and Friday of the tiny house, each with a cycle at noon, in an order of
 * chance: trades keep coming while a cut is on its way, payments between cycles, some of it cannot
 * be read, and an account is opened while the day runs.
 */
final class RecordedHouse {
  private static final int STEPS_MAX = 1_000_000;
  private static final List<String> ACCOUNTS =
      List.of("M1-H", "M1-N", "M2-H", "M2-N", "M3-H", "M3-N");

  private final MemoryLog log = new MemoryLog();
  private final SplittableRandom chance;
  private final List<SimulatedProcess> workers = new ArrayList<>();
  private LocalDate date = THURSDAY;
  private boolean isFeeding;
  private int fed;

  private RecordedHouse(long seed) {
    chance = new SplittableRandom(seed);
    add(_ -> new NovatorProcessor(LogReference.ofGrowing(log), new NovatorCounters()));
    add(crashPoint -> new ConductorProcessor(LogReference.ofGrowing(log), crashPoint));
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      int partition = p;
      add(
          _ ->
              new ShardProcessor(
                  partition, LogReference.ofGrowing(log), new MemoryPositionStore(1_000)));
      add(crashPoint -> new DeskProcessor(partition, LogReference.ofGrowing(log), crashPoint));
    }
  }

  private void add(Function<CrashPoint, LogProcessor> factory) {
    SimulatedProcess worker = new SimulatedProcess(log, factory);
    worker.start();
    workers.add(worker);
  }

  /** Both days; the same log for the same seed. */
  static MemoryLog play(long seed) {
    return new RecordedHouse(seed).play();
  }

  private MemoryLog play() {
    market();
    for (LocalDate day : List.of(THURSDAY, FRIDAY)) {
      date = day;
      send(Topic.CONTROL, 0, new OpenDayRequested(day));
      isFeeding = true;
      await(event -> event instanceof DayOpened opened && opened.getBusinessDate().equals(day));
      cycle(day + "/ITD-1200", CycleKind.INTRADAY);
      pay(1_000 + chance.nextInt(1_000));
      if (day.equals(THURSDAY)) {
        openAccount();
      }
      cycle(day + "/EOD", CycleKind.END_OF_DAY);
      isFeeding = false;
    }
    while (workers.stream().map(each -> each.work(1_000)).toList().contains(true)) {}
    return log;
  }

  private void market() {
    TinyMarket.appendTo(log);
    for (int i = 0; i < 3; i++) {
      pay(1_000_000L * (i + 1));
    }
  }

  /** At noon of Thursday an account is opened that feeds have traded for since the morning. */
  private void openAccount() {
    Account account =
        new Account(new AccountId("M3-N"), new MemberId("M3"), AccountClass.CLIENT_NET);
    send(Topic.REGISTRY, 0, RegistryCodec.event(TinyHouse.accounts().size(), account, 2));
  }

  /** A deposit, twice; and the same again with another amount, which the desk refuses. */
  private void pay(long minorUnits) {
    String member = "M" + (1 + chance.nextInt(3));
    CashPaid.Builder paid =
        CashPaid.newBuilder()
            .setPaymentId("P" + minorUnits)
            .setKind(PaymentKind.DEPOSIT)
            .setMemberId(member)
            .setAccountGroup("HOUSE")
            .setCurrency("USD")
            .setMinorUnits(minorUnits)
            .setBusinessDate(date);
    int partition =
        TinyHouse.registry().partitionOfMember(new MemberId(member), Topic.DESK.partitionCount());
    send(Topic.DESK, partition, paid.build());
    send(Topic.DESK, partition, paid.build());
    send(Topic.DESK, partition, paid.setMinorUnits(minorUnits + 1).build());
  }

  private void cycle(String cycleId, CycleKind kind) {
    Instant asOf = TinyHouse.endOf(date);
    if (kind == CycleKind.INTRADAY) {
      asOf = asOf.minus(Duration.ofHours(4));
    }
    SortedMap<Integer, Long> prices = ConductedHouse.prices(date);
    for (Map.Entry<Integer, Long> price : prices.entrySet()) {
      PriceSubmitted submitted =
          TinyHouse.submitted(cycleId, date, price.getKey(), price.getValue());
      send(
          Topic.PRICES,
          0,
          new PriceSubmitted(
              cycleId,
              submitted.getContractId(),
              submitted.getPrice(),
              submitted.getVolatility(),
              asOf.minusSeconds(60)));
    }
    send(Topic.PRICES, 0, TinyHouse.complete(cycleId, prices.size()));
    send(Topic.CONTROL, 0, new CycleRequested(cycleId, date, kind, asOf));
    await(event -> event instanceof CycleClosed closed && closed.getCycleId().equals(cycleId));
  }

  /** Some feed sends a trade; now and then again, or something that is no trade. */
  private void feed() {
    int i = fed++;
    int buyer = chance.nextInt(ACCOUNTS.size());
    int seller = (buyer + 1 + chance.nextInt(ACCOUNTS.size() - 1)) % ACCOUNTS.size();
    Contract contract =
        TinyHouse.contracts().get(chance.nextBoolean() ? TinyHouse.GPU_OCT : TinyHouse.GPU_NOV);
    TradeReport report =
        TradeReport.newBuilder(TinyHouse.report())
            .setTradeDate(date)
            .setTradeId("T" + i)
            .setContractId(contract.id().value())
            .setLots(chance.nextInt(20)) // Of no lots is refused.
            .setPrice(contract.product().decimal(new Price(4_000 + 5L * (i % 100))).toPlainString())
            .setBuyerAccount(ACCOUNTS.get(buyer))
            .setSellerAccount(ACCOUNTS.get(seller))
            .setExecutedAt(TinyHouse.endOf(date).minusSeconds(3_600))
            .build();
    int partition = i % Topic.TRADES.partitionCount();
    send(Topic.TRADES, partition, report);
    if (i % 7 == 0) {
      send(Topic.TRADES, partition, report);
      append(
          Topic.TRADES,
          chance.nextInt(Topic.TRADES.partitionCount()),
          ("no trade " + i % 5).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void await(Predicate<SpecificRecord> awaited) {
    Place control = new Place(Topic.CONTROL, 0);
    for (int step = 0; step < STEPS_MAX; step++) {
      if (isFeeding && chance.nextInt(4) == 0 && fed < 600) {
        feed();
      }
      workers.get(chance.nextInt(workers.size())).work(1 + chance.nextInt(20));
      if (step % 20 == 0) {
        boolean[] isThere = {false};
        log.read(control, 0, found -> isThere[0] |= awaited.test(Wire.decode(found.value())));
        if (isThere[0]) {
          return;
        }
      }
    }
    List<SpecificRecord> events = new ArrayList<>();
    log.read(control, 0, found -> events.add(Wire.decode(found.value())));
    throw new AssertionError(
        "it does not come: " + events.subList(Math.max(0, events.size() - 3), events.size()));
  }

  private void send(Topic topic, int partition, SpecificRecord event) {
    append(topic, partition, Wire.encode((SpecificRecordBase) event));
  }

  private void append(Topic topic, int partition, byte[] value) {
    log.append(new Place(topic, partition), new byte[0], value);
  }
}
