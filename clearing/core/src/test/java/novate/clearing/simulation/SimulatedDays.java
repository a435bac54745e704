package novate.clearing.simulation;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.THURSDAY;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import novate.clearing.ConductedHouse;
import novate.clearing.TinyHouse;
import novate.clearing.TinyMarket;
import novate.clearing.day.DayDigest;
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
import novate.market.Contract;
import novate.market.MemberId;
import novate.market.Price;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleResult;
import novate.wire.event.DayOpened;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.MarginCall;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PaymentKind;
import novate.wire.event.PositionState;
import novate.wire.event.Reject;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Thursday and Friday of the tiny house, whose October contracts end on the Friday, by the real
 * processors over a log in memory. Each processor has a rival, which takes its place now and then
 * and leaves it behind as a zombie.
 */
final class SimulatedDays {
  private static final int STEPS_MAX = 1_000_000;
  private static final int SMALL_BATCH = 8;
  private static final int LARGE_BATCH = 400;
  private static final int TRADES = 120;
  private static final List<String> CRASH_POINTS =
      List.of("before-cut", "before-exercise", "before-restate", "before-value", "before-ledger");

  private final MemoryLog log = new MemoryLog();
  private final List<List<SimulatedProcess>> rivals = new ArrayList<>();
  private final SplittableRandom chance;
  private final boolean isFaulty;
  private int takeOvers;
  private int kills;

  private SimulatedDays(long seed, boolean isFaulty) {
    this.chance = new SplittableRandom(seed);
    this.isFaulty = isFaulty;
    add(_ -> new NovatorProcessor(LogReference.ofGrowing(log), new NovatorCounters()));
    add(crashPoint -> new ConductorProcessor(LogReference.ofGrowing(log), crashPoint));
    for (int partition = 0; partition < Topic.LEGS.partitionCount(); partition++) {
      int p = partition;
      add(_ -> new ShardProcessor(p, LogReference.ofGrowing(log), new MemoryPositionStore(1_000)));
      add(crashPoint -> new DeskProcessor(p, LogReference.ofGrowing(log), crashPoint));
    }
  }

  private void add(Function<CrashPoint, LogProcessor> factory) {
    rivals.add(List.of(new SimulatedProcess(log, factory), new SimulatedProcess(log, factory)));
  }

  /** Both days in order, without a fault. */
  static SimulatedDays undisturbed() {
    return new SimulatedDays(0, false).play();
  }

  /** Both days in an order of chance, with kills, zombies and commits that come late. */
  static SimulatedDays disturbed(long seed) {
    return new SimulatedDays(seed, true).play();
  }

  private SimulatedDays play() {
    rivals.forEach(both -> both.getFirst().start());
    market();
    open(THURSDAY);
    endOfDay(THURSDAY);
    open(FRIDAY);
    endOfDay(FRIDAY);
    rest();
    return this;
  }

  // What comes from outside.

  private void market() {
    TinyMarket.appendTo(log);
    for (int i = 1; i <= 3; i++) {
      CashPaid paid =
          CashPaid.newBuilder()
              .setPaymentId("P" + i)
              .setKind(PaymentKind.DEPOSIT)
              .setMemberId("M" + i)
              .setAccountGroup("HOUSE")
              .setCurrency("USD")
              .setMinorUnits(1_000_000L * i)
              .setBusinessDate(THURSDAY)
              .build();
      int partitions = Topic.DESK.partitionCount();
      send(
          Topic.DESK,
          TinyHouse.registry().partitionOfMember(new MemberId("M" + i), partitions),
          paid);
    }
  }

  private void open(LocalDate date) {
    trades(date);
    send(Topic.CONTROL, 0, new OpenDayRequested(date));
    await(event -> event instanceof DayOpened opened && opened.getBusinessDate().equals(date));
  }

  /** The same trades whatever the faults are; each stands in a partition of its own, some twice. */
  private void trades(LocalDate date) {
    SplittableRandom script = new SplittableRandom(date.toEpochDay());
    List<String> accounts = List.of("M1-H", "M1-N", "M2-H", "M2-N", "M3-H");
    for (int i = 0; i < TRADES; i++) {
      int buyer = script.nextInt(accounts.size());
      int seller = (buyer + 1 + script.nextInt(accounts.size() - 1)) % accounts.size();
      int index = script.nextBoolean() ? TinyHouse.GPU_OCT : TinyHouse.GPU_NOV;
      Contract contract = TinyHouse.contracts().get(index);
      TradeReport report =
          TradeReport.newBuilder(TinyHouse.report())
              .setTradeDate(date)
              .setTradeId("T" + i)
              .setContractId(contract.id().value())
              .setLots(1 + script.nextInt(20))
              .setPrice(contract.product().decimal(new Price(4_000 + 5L * i)).toPlainString())
              .setBuyerAccount(accounts.get(buyer))
              .setSellerAccount(accounts.get(seller))
              .setExecutedAt(TinyHouse.endOf(date).minusSeconds(3_600))
              .build();
      int partition = i % Topic.TRADES.partitionCount();
      send(Topic.TRADES, partition, report);
      if (i % 7 == 0) {
        send(Topic.TRADES, partition, report);
        append(Topic.TRADES, partition, ("no trade " + date).getBytes(StandardCharsets.UTF_8));
        append(Topic.QUOTES, 0, ("no quote " + date).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void endOfDay(LocalDate date) {
    String cycleId = date + "/EOD";
    Map<Integer, Long> prices = ConductedHouse.prices(date);
    prices.forEach(
        (index, ticks) -> send(Topic.PRICES, 0, TinyHouse.submitted(cycleId, date, index, ticks)));
    send(Topic.PRICES, 0, TinyHouse.complete(cycleId, prices.size()));
    send(
        Topic.CONTROL,
        0,
        new CycleRequested(cycleId, date, CycleKind.END_OF_DAY, TinyHouse.endOf(date)));
    await(event -> event instanceof CycleClosed closed && closed.getCycleId().equals(cycleId));
  }

  private void send(Topic topic, int partition, SpecificRecord event) {
    append(topic, partition, Wire.encode((SpecificRecordBase) event));
  }

  private void append(Topic topic, int partition, byte[] value) {
    log.append(new Place(topic, partition), new byte[0], value);
  }

  // Who works when.

  private void await(Predicate<SpecificRecord> awaited) {
    for (int step = 0; step < STEPS_MAX; step++) {
      work();
      if (step % 100 == 0 && records(Topic.CONTROL).stream().anyMatch(awaited)) {
        return;
      }
    }
    throw new AssertionError("it does not come: " + records(Topic.CONTROL));
  }

  private void work() {
    if (!isFaulty) {
      rivals.forEach(both -> batch(both.getFirst()));
      return;
    }
    List<SimulatedProcess> both = rivals.get(chance.nextInt(rivals.size()));
    SimulatedProcess one = both.get(chance.nextInt(both.size()));
    int what = chance.nextInt(200);
    if (both.stream().noneMatch(SimulatedProcess::isAlive)) {
      one.start();
    } else if (what < 1 && !one.isAlive()) {
      one.start();
      takeOvers++;
    } else if (what < 2 && one.isAlive()) {
      one.kill();
      kills++;
    } else if (what < 3) {
      one.killAt(CRASH_POINTS.get(chance.nextInt(CRASH_POINTS.size())));
    } else if (one.isCommitOpen()) {
      one.commit();
    } else {
      one.fold(1 + chance.nextInt(chance.nextInt(4) == 0 ? LARGE_BATCH : SMALL_BATCH));
    }
  }

  private static boolean batch(SimulatedProcess process) {
    boolean isBusy = process.fold(1_000);
    process.commit();
    return isBusy;
  }

  /** Until nobody has anything to do; whoever is alive then works to the end. */
  private void rest() {
    rivals.forEach(both -> both.forEach(SimulatedProcess::kill));
    rivals.forEach(both -> both.getFirst().start());
    for (int step = 0; step < STEPS_MAX; step++) {
      if (rivals.stream().map(both -> batch(both.getFirst())).noneMatch(Boolean::valueOf)) {
        return;
      }
    }
    throw new AssertionError("the house never comes to rest");
  }

  // What became of it.

  int kills() {
    return kills;
  }

  int takeOvers() {
    return takeOvers;
  }

  /** Positions, results, calls and ledger in one hash. */
  String digest() {
    return DayDigest.of(
        positions(),
        records(Topic.CYCLES, CycleResult.class),
        records(Topic.CALLS, MarginCall.class),
        records(Topic.LEDGER, LedgerEntryPosted.class));
  }

  List<PositionState> positions() {
    Map<ByteBuffer, PositionState> stateByKey = new TreeMap<>();
    for (Place place : Place.all(Topic.POSITIONS)) {
      log.read(
          place,
          0,
          found -> {
            ByteBuffer key = ByteBuffer.wrap(found.key());
            if (found.isTombstone()) {
              stateByKey.remove(key);
            } else if (Wire.decode(found.value()) instanceof PositionState state) {
              stateByKey.put(key, state);
            }
          });
    }
    return List.copyOf(stateByKey.values());
  }

  /** Bytes of what was refused, as a sorted list of hashes. */
  List<String> rejects() {
    return records(Topic.REJECTS, Reject.class).stream()
        .map(Reject::getBytesHash)
        .sorted()
        .toList();
  }

  /** All visible records of a kind. */
  <T> List<T> records(Topic topic, Class<T> type) {
    return records(topic).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private List<SpecificRecord> records(Topic topic) {
    List<SpecificRecord> records = new ArrayList<>();
    Place.all(topic)
        .forEach(place -> log.read(place, 0, found -> records.add(Wire.decode(found.value()))));
    return records;
  }
}
