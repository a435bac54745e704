package novate.clearing.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import novate.clearing.TinyHouse;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.StoreMark;
import novate.clearing.simulation.MemoryLog;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.CycleKind;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;
import novate.wire.event.PositionState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults P1, P3, P5, S4, S7; invariants I4, I5, I13: what a keeper's store is reopened on. */
class CleanStopTest {
  private static final int PARTITION = 3;
  private static final Place LEGS = new Place(Topic.LEGS, PARTITION);
  private static final Place CHANGELOG = new Place(Topic.POSITIONS, PARTITION);
  private static final LocalDate DATE = TinyHouse.FRIDAY;
  private static final int LEG_COUNT = 300;

  private final MemoryLog log = new MemoryLog();
  private MemoryPositionStore store = new MemoryPositionStore(1_000);
  private long changelogReadFrom;

  @BeforeEach
  void market() {
    TinyHouse.registryEvents().forEach(event -> append(new Place(Topic.REGISTRY, 0), event));
    append(new Place(Topic.PRICES, 0), PriceSetCodec.event(prices()));
  }

  @Test
  void aStoreThatWasClosedCleanlyIsTakenAsItIs() {
    legs(1, 20);
    try (Life life = new Life(log, store)) {
      life.work(100);
      life.rest();
    }
    long end = log.end(CHANGELOG);
    Life next = new Life(log, store.reopened());
    assertThat(changelogReadFrom).as("only the last header is read").isEqualTo(end - 2);
    assertThat(next.start).isEqualTo(Map.of(LEGS, 20L));
    assertThat(next.work(100)).as("nothing is folded twice").isZero();
  }

  @Test
  void aStoreThatWasKilledIsFilledFromTheChangelog() {
    legs(1, 20);
    Life life = new Life(log, store);
    life.work(100);
    Life next = new Life(log, store.reopened());
    assertThat(changelogReadFrom).isZero();
    assertThat(next.start).isEqualTo(Map.of(LEGS, 20L));
  }

  /** What was folded and not committed is in the store, so the store must not be kept. */
  @Test
  void aStoreAheadOfItsChangelogIsNotKept() {
    legs(1, 20);
    Life life = new Life(log, store);
    life.work(10);
    life.foldOnly(5);
    life.rest();
    assertThat(store.reopened().mark()).isEmpty();
  }

  @Test
  void aStoreWithoutAChangelogIsNotKept() {
    Life life = new Life(log, store);
    life.rest();
    assertThat(store.reopened().mark()).isEmpty();
  }

  /** A zombie that comes to rest after another has written must not say that its store is good. */
  @Test
  void aStoreOfAKeeperThatWasTakenOverIsNotKept() {
    legs(1, 20);
    Life zombie = new Life(log, store);
    zombie.work(10);
    new Life(log, new MemoryPositionStore(1_000)).work(100);
    zombie.rest();
    assertThat(store.reopened().mark()).isEmpty();
  }

  /**
   * The position that the other keeper took to zero has left a tombstone, and compaction may have
   * removed that: reading what follows the mark would leave the position standing.
   */
  @Test
  void aStoreIsDiscardedWhenAnotherKeeperHasWrittenSince() {
    append(LEGS, leg(1, 0, 5));
    try (Life life = new Life(log, store)) {
      life.work(10);
      life.rest();
    }
    append(LEGS, leg(1, 0, -5));
    new Life(log, new MemoryPositionStore(1_000)).work(10);
    MemoryPositionStore left = store.reopened();
    Life next = new Life(log, left);
    assertThat(changelogReadFrom).isZero();
    assertThat(next.start).isEqualTo(Map.of(LEGS, 2L));
    assertThat(left.size()).isZero();
  }

  /** Markers of transactions that came to nothing follow the header and mean nothing. */
  @Test
  void abortedTransactionsAfterTheStopChangeNothing() {
    legs(1, 20);
    try (Life life = new Life(log, store)) {
      life.work(100);
      life.rest();
    }
    for (int i = 0; i < 40; i++) {
      int epoch = log.takeOver(ShardProcessor.id(PARTITION));
      MemoryLog.Transaction aborted = log.begin(ShardProcessor.id(PARTITION), epoch);
      aborted.send(CHANGELOG, new byte[8], null);
      aborted.abort();
    }
    MemoryPositionStore again = store.reopened();
    try (Life life = new Life(log, again)) {
      assertThat(changelogReadFrom).isPositive();
      life.rest();
    }
    assertThat(again.reopened().mark()).isEqualTo(store.reopened().mark());
  }

  static List<UnaryOperator<MemoryPositionStore>> damages() {
    return List.of(
        left -> damaged(left, entry -> entry.lots++),
        left -> damaged(left, entry -> entry.costTicks = ~entry.costTicks),
        left -> damaged(left, entry -> entry.cutLots ^= 1),
        left -> damaged(left, entry -> entry.cutCostTicks--),
        left -> damaged(left, entry -> entry.cutSequence++),
        left -> damaged(left, entry -> entry.premiumDueMinor++),
        left -> damaged(left, entry -> entry.feeLots ^= 1L << 63),
        left -> damaged(left, entry -> entry.cutFeeLots++),
        left -> changed(left, s -> s.remove(firstKey(s))),
        left -> changed(left, s -> s.put(77L << 32, new PositionEntry())),
        left -> marked(left, m -> mark(m.partition() + 1, m.header(), m.headerOffset(), m)),
        left -> marked(left, m -> mark(m.partition(), moved(m.header()), m.headerOffset(), m)),
        left -> marked(left, m -> mark(m.partition(), m.header(), m.headerOffset() - 1, m)),
        left -> marked(left, m -> mark(m.partition(), m.header(), m.headerOffset() + 1, m)),
        left -> marked(left, m -> mark(m.partition(), m.header(), 0, m)),
        left -> marked(left, m -> mark(m.partition(), m.header(), 1_000_000, m)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aStoreThatIsNotWhatItsMarkSaysIsFilledFromTheChangelog(
      UnaryOperator<MemoryPositionStore> damage) {
    legs(1, 50);
    try (Life life = new Life(log, store)) {
      life.work(100);
      life.rest();
    }
    MemoryPositionStore left = damage.apply(store.reopened()).reopened();
    assertThat(left.mark()).isPresent();
    Life next = new Life(log, left);
    assertThat(changelogReadFrom).isZero();
    assertThat(next.start).isEqualTo(Map.of(LEGS, 50L));
    assertThat(StoreMark.contentSum(left))
        .isEqualTo(store.reopened().mark().orElseThrow().contentSum());
  }

  static List<Long> seeds() {
    return new SplittableRandom(20261121).longs(40).boxed().toList();
  }

  /** Two rivals, each with its own disk, that stop cleanly or are killed, write what one would. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepersThatStopAndAreKilledWriteWhatOneKeeperWrites(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    day(seed);
    List<MemoryPositionStore> disks = new ArrayList<>(List.of(store, new MemoryPositionStore(50)));
    int reopened = 0;
    while (true) {
      int rival = random.nextInt(2);
      changelogReadFrom = 0;
      MemoryPositionStore disk = disks.get(rival).reopened();
      disks.set(rival, disk);
      Life life = new Life(log, disk);
      reopened += changelogReadFrom > 0 ? 1 : 0;
      boolean isDone = false;
      for (int batch = random.nextInt(4); batch >= 0 && !isDone; batch--) {
        isDone = life.work(1 + random.nextInt(20)) == 0;
      }
      if (random.nextInt(4) > 0) {
        life.rest();
      } else {
        life.foldOnly(3);
      }
      if (isDone) {
        break;
      }
    }
    MemoryLog judge = new MemoryLog();
    copyInputs(judge);
    new Life(judge, new MemoryPositionStore(1_000)).work(10_000);
    assertThat(written(log, Topic.CYCLES)).isEqualTo(written(judge, Topic.CYCLES)).isNotEmpty();
    assertThat(written(log, Topic.DESK)).isEqualTo(written(judge, Topic.DESK));
    assertThat(positions(log)).isEqualTo(positions(judge)).isNotEmpty();
    assertThat(reopened).as("stores reopened, seed %d", seed).isPositive();
  }

  /** One keeper from its start to its end. */
  private final class Life implements AutoCloseable {
    private final MemoryLog on;
    private final ShardProcessor shard;
    private final int epoch;
    private final SequencedMap<Place, Long> start;
    private long position;

    Life(MemoryLog on, MemoryPositionStore disk) {
      this.on = on;
      this.shard = new ShardProcessor(PARTITION, LogReference.ofGrowing(on), disk);
      this.epoch = on.takeOver(shard.id());
      this.start = shard.restore(new Watched(on));
      this.position = start.getOrDefault(LEGS, 0L);
    }

    int work(int recordsMax) {
      MemoryLog.Transaction transaction = on.begin(shard.id(), epoch);
      int taken = fold(recordsMax, transaction);
      transaction.commit(shard.places(Map.of(LEGS, position)));
      shard.committed();
      return taken;
    }

    void foldOnly(int recordsMax) {
      fold(recordsMax, on.begin(shard.id(), epoch));
    }

    private int fold(int recordsMax, MemoryLog.Transaction transaction) {
      int taken = 0;
      for (Found found = on.next(LEGS, position);
          found != null && taken < recordsMax;
          found = on.next(LEGS, position)) {
        shard.take(found, transaction);
        position = found.offset() + 1;
        taken++;
      }
      shard.settle(Map.of(LEGS, position), on, transaction);
      return taken;
    }

    void rest() {
      shard.rest(on);
    }

    @Override
    public void close() {
      shard.close();
    }
  }

  /** Tells from where the changelog was read last. */
  private final class Watched implements LogViewOver {
    private final LogView on;

    Watched(LogView on) {
      this.on = on;
    }

    @Override
    public LogView log() {
      return on;
    }

    @Override
    public long read(Place place, long from, Consumer<Found> visitor) {
      if (place.equals(CHANGELOG)) {
        changelogReadFrom = from;
      }
      return on.read(place, from, visitor);
    }
  }

  private static PriceSet prices() {
    return TinyHouse.priceSet("C", DATE, TinyHouse.endOf(DATE), TinyHouse.prices());
  }

  /** Legs, and in between three cycles, the last of which ends the day. */
  private void day(long seed) {
    for (CycleKind kind :
        List.of(CycleKind.INTRADAY, CycleKind.INTRADAY, CycleKind.END_OF_DAY, CycleKind.INTRADAY)) {
      legs(seed + kind.ordinal(), LEG_COUNT / 4);
      append(LEGS, TinyHouse.cut("C", DATE, kind));
      legs(seed + 7, 5);
      append(LEGS, TinyHouse.value(kind, prices()));
    }
  }

  private void legs(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      // Few lots, so that positions come to nothing often.
      append(LEGS, leg(random.nextInt(5), random.nextInt(2), random.nextInt(-2, 3)));
    }
  }

  private static Leg leg(int account, int contract, long lots) {
    return Leg.newBuilder(TinyHouse.leg(account, contract, lots == 0 ? 1 : lots, 100))
        .setKind(lots < 0 ? LegKind.REVERSED : LegKind.NOVATED)
        .build();
  }

  private void append(Place place, SpecificRecord event) {
    log.append(place, new byte[0], Wire.encode((SpecificRecordBase) event));
  }

  private void copyInputs(MemoryLog to) {
    for (Place place : List.of(new Place(Topic.REGISTRY, 0), new Place(Topic.PRICES, 0), LEGS)) {
      log.read(place, 0, found -> to.append(place, found.key(), found.value()));
    }
  }

  private static List<SpecificRecord> written(MemoryLog on, Topic topic) {
    List<SpecificRecord> records = new ArrayList<>();
    on.read(new Place(topic, PARTITION), 0, found -> records.add(Wire.decode(found.value())));
    return records;
  }

  /** Numbers of now by key: those of an older cut may stand in the changelog or not. */
  private static Map<String, List<Long>> positions(MemoryLog on) {
    Map<String, List<Long>> byKey = new TreeMap<>();
    on.read(
        CHANGELOG,
        0,
        found -> {
          String key = java.util.HexFormat.of().formatHex(found.key());
          byKey.remove(key);
          if (!found.isTombstone() && Wire.decode(found.value()) instanceof PositionState p) {
            List<Long> numbers =
                List.of(p.getLots(), p.getCostTicks(), p.getPremiumDue(), p.getFeeLots());
            if (numbers.stream().anyMatch(number -> number != 0)) {
              byKey.put(key, numbers);
            }
          }
        });
    return byKey;
  }

  // Damages.

  private static MemoryPositionStore damaged(
      MemoryPositionStore left, Consumer<PositionEntry> change) {
    return changed(
        left,
        s -> {
          PositionEntry entry = new PositionEntry();
          s.get(firstKey(s), entry);
          change.accept(entry);
          s.put(firstKey(s), entry);
        });
  }

  private static MemoryPositionStore changed(
      MemoryPositionStore left, Consumer<MemoryPositionStore> change) {
    StoreMark mark = left.mark().orElseThrow();
    change.accept(left);
    left.close(mark);
    return left;
  }

  private static MemoryPositionStore marked(
      MemoryPositionStore left, UnaryOperator<StoreMark> change) {
    left.close(change.apply(left.mark().orElseThrow()));
    return left;
  }

  private static StoreMark mark(
      int partition, KeeperHeader header, long headerOffset, StoreMark other) {
    return new StoreMark(partition, header, headerOffset, other.entryCount(), other.contentSum());
  }

  private static KeeperHeader moved(KeeperHeader header) {
    return KeeperHeader.newBuilder(header).setNextOffset(header.getNextOffset() - 1).build();
  }

  private static long firstKey(MemoryPositionStore s) {
    List<Long> keys = new ArrayList<>();
    s.forEach((key, _) -> keys.add(key));
    keys.sort(null);
    return keys.getFirst();
  }
}
