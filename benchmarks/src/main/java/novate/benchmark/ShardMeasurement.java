package novate.benchmark;

import static novate.market.Checks.found;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionKey;
import novate.clearing.position.PositionStore;
import novate.clearing.processor.Topic;
import novate.clearing.store.ChroniclePositionStore;
import novate.clearing.store.StoreHeader;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.Exposure;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.Value;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How many legs a second one partition's shard takes from the log and commits, as the house runs
 * it, against Kafka Streams on the same legs.
 *
 * <p>Legs are written in chunks. Each side folds a chunk from its first leg to the commit of its
 * last, alone, by turns, and goes on from what it held: a first chunk makes every position and
 * warms both up, and is not counted. Starting is not counted either. Then the partition is cut and
 * valued, and the shard folds as many chunks telling the live exposure as well. In the end the
 * positions of both are compared with a third fold of the same legs.
 *
 * <pre>java … novate.benchmark.ShardMeasurement [CHUNKS]</pre>
 */
public final class ShardMeasurement {
  private static final int CHUNKS = 5;
  private static final int CHUNK = 1 << 19;
  private static final int PARTITION = 0;

  /** The header, the marker of its transaction, and room for one that is not committed yet. */
  private static final int LOOK_BACK = 3;

  private static final TopicPartition LEGS = new TopicPartition(Topic.LEGS.topicName(), PARTITION);
  private static final TopicPartition POSITIONS =
      new TopicPartition(Topic.POSITIONS.topicName(), PARTITION);

  private final Path directory;
  private final int chunks;
  private final Clients clients;
  private final BigMarket market = new BigMarket();
  private final SplittableRandom random = new SplittableRandom(20_261_030);
  private final PositionFold judge = new PositionFold();
  private final Consumer<byte[], byte[]> reader;
  private Leg[] chunk = {};
  private int legCount;
  private long endOfLegs;

  private ShardMeasurement(Path directory, int chunks, Clients clients) {
    this.directory = directory;
    this.chunks = chunks;
    this.clients = clients;
    this.reader = clients.roamingConsumer("benchmark");
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    int chunks = arguments.length == 0 ? CHUNKS : Integer.parseInt(arguments[0]);
    TemporaryDirectory.runWithBroker(
        (directory, clients) -> new ShardMeasurement(directory, chunks, clients).measure());
  }

  private void measure() throws IOException {
    House.start(clients, directory, EnumSet.noneOf(Role.class), Set.of(), 1).close();
    double[] positions = new double[chunks];
    double[] kafkaStreams = new double[chunks];
    double[] mapUpdate = new double[chunks];
    double[] withExposure = new double[chunks];
    try (Gateway gateway = new Gateway(clients);
        PositionStore map = bareMap()) {
      gateway.sendFirst(Topic.REGISTRY, market.registry());
      writeChunk();
      shard();
      kafkaStreams();
      mapUpdate(map);
      for (int i = 0; i < chunks; i++) {
        writeChunk();
        boolean isOursFirst = i % 2 == 0;
        positions[i] = isOursFirst ? shard() : 0;
        kafkaStreams[i] = kafkaStreams();
        positions[i] = isOursFirst ? positions[i] : shard();
        mapUpdate[i] = mapUpdate(map);
      }
      check("the shard", shardsPositions());
      check("Kafka Streams", peersPositions());
      value(gateway);
      for (int i = -1; i < chunks; i++) {
        writeChunk();
        double rate = shard();
        if (i >= 0) {
          withExposure[i] = rate;
        }
      }
      check("the shard", shardsPositions());
      awaitExposures();
    } finally {
      reader.close();
    }
    MeasuredFile file = new MeasuredFile("Shard");
    file.add("kafkaStreams", "legs/s", kafkaStreams);
    file.add("positions", "legs/s", positions);
    file.add("withExposure", "legs/s", withExposure);
    file.add("mapUpdate", "legs/s", mapUpdate);
    file.write();
  }

  private PositionStore bareMap() {
    return ChroniclePositionStore.open(
        directory.resolve("bare"),
        new StoreHeader("bare", 0, 1),
        (long) LegStream.ACCOUNTS * LegStream.CONTRACTS);
  }

  private void writeChunk() {
    chunk = new Leg[CHUNK];
    try (Producer<byte[], byte[]> producer = clients.producer("benchmark-feed")) {
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = LegStream.leg(legCount++, random);
        judge.book(chunk[i]);
        // A refused record shows in the positions, which are checked.
        var _ =
            producer.send(
                new ProducerRecord<>(LEGS.topic(), PARTITION, null, Wire.encode(chunk[i])));
      }
    }
    endOfLegs = end(LEGS);
  }

  private long end(TopicPartition partition) {
    return found(reader.endOffsets(Set.of(partition)).get(partition), "%s has no end", partition);
  }

  /** Legs a second from the start of folding to the commit of the last one. */
  private double shard() {
    try (House house =
        House.start(clients, directory, EnumSet.of(Role.SHARD), Set.of(PARTITION), 1)) {
      Await.restored(house);
      long before = System.nanoTime();
      Await.until(() -> lastHeader(house) >= endOfLegs);
      return rate("the shard", before);
    }
  }

  private double rate(String who, long beforeNanos) {
    double rate = chunk.length / Await.secondsSince(beforeNanos);
    System.out.printf("%s: %,.0f legs/s%n", who, rate);
    return rate;
  }

  /** The place in legs that the end of the changelog tells; zero while it ends otherwise. */
  private long lastHeader(House house) {
    house.requireAlive();
    long[] next = {0};
    LogReader.readToEnd(
        reader,
        Map.of(POSITIONS, Math.max(0, end(POSITIONS) - LOOK_BACK)),
        found -> {
          if (found.value() != null && Wire.decode(found.value()) instanceof KeeperHeader header) {
            next[0] = header.getNextOffset();
          }
        });
    return next[0];
  }

  private double kafkaStreams() {
    try (KafkaStreamsKeeper peer = new KafkaStreamsKeeper(clients, directory.resolve("peer"))) {
      Await.until(peer::isRunning);
      long before = System.nanoTime();
      Await.until(() -> peer.committed(LEGS) >= endOfLegs);
      return rate("Kafka Streams", before);
    }
  }

  /** What {@link PositionKeeperBenchmark#mapUpdate} does, on this chunk. */
  private double mapUpdate(PositionStore map) {
    PositionEntry entry = new PositionEntry();
    long before = System.nanoTime();
    for (Leg leg : chunk) {
      long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
      if (!map.get(key, entry)) {
        entry.clear();
      }
      entry.lots += leg.getLots();
      entry.costTicks += leg.getLots() * leg.getPriceTicks();
      map.put(key, entry);
    }
    return chunk.length / Await.secondsSince(before);
  }

  /** The partition is valued as if by the conductor, so that there is exposure to tell. */
  private void value(Gateway gateway) {
    Value value = market.openingValue();
    gateway.send(
        Topic.LEGS,
        PARTITION,
        value.getCycleId(),
        Cut.newBuilder()
            .setCycleId(value.getCycleId())
            .setBusinessDate(value.getBusinessDate())
            .setKind(value.getKind())
            .setTradesOffsets(List.of())
            .build());
    gateway.send(Topic.LEGS, PARTITION, value.getCycleId(), value);
    gateway.flush();
  }

  private PositionFold shardsPositions() {
    return LogFold.ofChangelog(reader, Map.of(POSITIONS, 0L));
  }

  private PositionFold peersPositions() {
    PositionFold fold = new PositionFold();
    LogReader.readToEnd(
        reader,
        Map.of(new TopicPartition(KafkaStreamsKeeper.CHANGELOG, PARTITION), 0L),
        found -> {
          ByteBuffer position = ByteBuffer.wrap(found.value());
          fold.set(ByteBuffer.wrap(found.key()).getLong(), position.getLong(), position.getLong());
        });
    return fold;
  }

  private void check(String who, PositionFold theirs) {
    judge.requireSame(who, theirs);
    System.out.printf("%s: %,d legs, %,d positions as they must be%n", who, legCount, judge.size());
  }

  /** Exposure is told in pauses; a shard that has nothing else to do tells all of it. */
  private void awaitExposures() {
    try (House house =
        House.start(clients, directory, EnumSet.of(Role.SHARD), Set.of(PARTITION), 1)) {
      Await.until(
          () -> {
            house.requireAlive();
            return accountsWithExposure().size() == LegStream.ACCOUNTS;
          });
    }
  }

  private Set<Integer> accountsWithExposure() {
    Set<Integer> accounts = new TreeSet<>();
    LogReader.readToEnd(
        reader,
        Map.of(new TopicPartition(Topic.EXPOSURE.topicName(), PARTITION), 0L),
        found -> {
          if (Wire.decode(found.value()) instanceof Exposure exposure
              && !exposure.getInitialMargin().isEmpty()) {
            accounts.add(exposure.getAccountIndex());
          }
        });
    return accounts;
  }
}
