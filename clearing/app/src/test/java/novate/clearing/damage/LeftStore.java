package novate.clearing.damage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import novate.clearing.position.PositionStore;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogReference;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog;
import novate.clearing.store.ChroniclePositionStore;
import novate.clearing.store.StoreHeader;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;

/**
 * A keeper that has folded some days of legs over a map file and was stopped cleanly, with the log
 * that it left and a next day that nobody has folded yet. The same numbers give the same log.
 */
final class LeftStore {
  private static final int ACCOUNTS = 12;
  private static final int CONTRACTS = 6;
  private static final int LEGS = 200;
  private static final long CAPACITY = 128;
  private static final LocalDate DATE = LocalDate.of(2026, 10, 30);

  /** One that nobody has left. */
  static final LeftStore NONE = new LeftStore(0);

  private final MemoryLog log = new MemoryLog();
  private final int partition;
  private boolean wasReopened;

  private LeftStore(int partition) {
    this.partition = partition;
  }

  /** Lets a keeper fold some days in a directory and stops it, then appends one day more. */
  static LeftStore after(int days, int partition, Path directory) {
    LeftStore left = new LeftStore(partition);
    for (int day = 0; day < days; day++) {
      left.day(day);
      left.fold(directory);
    }
    left.day(days);
    return left;
  }

  /** What a keeper in a directory writes when it folds the rest, as one hash. */
  String digest(Path directory) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ChroniclePositionStore store = open(directory);
    ShardProcessor shard = shard(store);
    try {
      long start = shard.restore(log).getOrDefault(legs(), -1L);
      wasReopened = store.origin().equals("opened as it was closed");
      Outbox outbox =
          (place, key, event) -> {
            written.writeBytes(place.toString().getBytes(StandardCharsets.UTF_8));
            written.writeBytes(key);
            written.writeBytes(event == null ? new byte[0] : Wire.encode(event));
          };
      take(shard, start, outbox);
      shard.settle(Map.of(), log, outbox);
    } finally {
      shard.close();
    }
    return Hashing.sha256(written.toByteArray());
  }

  /** Whether the last digest was told by a keeper that took the store as it was left. */
  boolean wasReopened() {
    return wasReopened;
  }

  /** Whether a store in a directory is opened as it was left; it is left as it is. */
  String origin(Path directory) {
    try (ChroniclePositionStore store = open(directory)) {
      return store.origin();
    }
  }

  private void fold(Path directory) {
    ShardProcessor shard = shard(open(directory));
    MemoryLog.Transaction transaction = log.begin(shard.id(), log.takeOver(shard.id()));
    take(shard, shard.restore(log).getOrDefault(legs(), -1L), transaction);
    shard.settle(Map.of(), log, transaction);
    transaction.commit(Map.of());
    shard.committed();
    shard.rest(log);
    shard.close();
  }

  private void take(ShardProcessor shard, long start, Outbox outbox) {
    long position = start;
    for (Found found = log.next(legs(), position);
        found != null;
        found = log.next(legs(), position)) {
      shard.take(found, outbox);
      position = found.offset() + 1;
    }
  }

  private ShardProcessor shard(PositionStore store) {
    return new ShardProcessor(partition, LogReference.ofGrowing(log), store);
  }

  private ChroniclePositionStore open(Path directory) {
    return ChroniclePositionStore.open(
        directory, new StoreHeader("rezLfxf_SM644RHVQeOv9w", partition, 8), CAPACITY);
  }

  private Place legs() {
    return new Place(Topic.LEGS, partition);
  }

  /** Every account trades every contract, so a day's changes tell every position whole. */
  private void day(int day) {
    SplittableRandom random = new SplittableRandom(day);
    for (int i = 0; i < LEGS; i++) {
      int account = i % ACCOUNTS;
      int contract = i < ACCOUNTS * CONTRACTS ? i / ACCOUNTS : random.nextInt(CONTRACTS);
      append(leg(account, contract, random.nextInt(1, 50) * (random.nextBoolean() ? 1 : -1)));
    }
    if (day == 1) {
      append(Wire.encode(new Cut("C", DATE, CycleKind.INTRADAY, List.of(), List.of())));
    }
  }

  private void append(byte[] event) {
    log.append(legs(), new byte[0], event);
  }

  private static byte[] leg(int account, int contract, long lots) {
    return Wire.encode(
        Leg.newBuilder()
            .setVenue("IFUS")
            .setTradeDate(DATE)
            .setTradeId("T1")
            .setRevision(0)
            .setKind(LegKind.NOVATED)
            .setBusinessDate(DATE)
            .setAccountIndex(account)
            .setContraAccountIndex(account + 1)
            .setContractIndex(contract)
            .setLots(lots)
            .setPriceTicks(100 + account)
            .setContentHash("0")
            .build());
  }
}
