package novate.clearing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.report.DayReader;
import novate.sample.FeedRecord;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P1, P3 and K4: the keeper is killed again and again while trades flow, each of them sent
 * twice.
 */
class KeeperKillTest {
  private static final int KILLS = Integer.getInteger("novate.keeper.kills", 3);
  private static final int TRADES = 3_000;
  private static final long SEED = 20_261_030L;
  private static final int SLICES_PER_KILL = 10;
  private static final long SLICE_MILLIS = 100;

  private final AtomicInteger killsBegun = new AtomicInteger();

  @TempDir private Path directory;

  @Test
  void aKeeperKilledAgainAndAgainHoldsWhatAPlainFoldOfTheLogHolds() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(LocalHouse.logDirectory(directory));
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Keepers keepers = new Keepers(directory, broker.bootstrap());
      Clients clients = keepers.clients();
      try (House others = keepers.startOthers();
          Gateway gateway = new Gateway(clients);
          DayWatch watch = new DayWatch(clients)) {
        DemoDay day = new DemoDay(clients, TRADES, others::requireAlive, new Silence());
        day.open(gateway, watch);
        List<FeedRecord> records =
            Stream.concat(day.script().morning().stream(), day.script().afternoon().stream())
                .toList();
        Future<?> feed = background.submit(() -> trickle(day, gateway, records));
        try (Place place = new Place(clients)) {
          killRepeatedly(keepers, place);
        }
        feed.get(Keepers.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Keepers.await(() -> others.counters().committed() >= 2L * records.size());
      }
      assertThat(heldByKeeper(keepers)).isEqualTo(keepers.foldOfLegs()).isNotEmpty();
    }
  }

  /**
   * Sends everything twice, in slices: one share for each kill, so that trades flow as long as
   * keepers are killed, however slow the machine is.
   */
  private void trickle(DemoDay day, Gateway gateway, List<FeedRecord> records) {
    int slice = Math.max(1, records.size() / (KILLS * SLICES_PER_KILL));
    for (int from = 0; from < records.size(); from += slice) {
      int share = Math.min(KILLS - 1, from / (slice * SLICES_PER_KILL));
      Keepers.await(() -> killsBegun.get() > share);
      List<FeedRecord> part = records.subList(from, Math.min(records.size(), from + slice));
      day.send(gateway, part);
      day.send(gateway, part);
      Pause.millis(SLICE_MILLIS);
    }
  }

  private void killRepeatedly(Keepers keepers, Place place) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    System.out.println("keeper kills: seed " + SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      killsBegun.incrementAndGet();
      Process keeper = keepers.startJvm();
      try {
        long before = place.now();
        // Most kills hit a keeper at work; every fifth one hits it while it starts and restores.
        if (kill % 5 != 4) {
          Keepers.await(() -> place.now() > before || !keeper.isAlive());
        }
        keeper.waitFor(random.nextInt(1, 700), TimeUnit.MILLISECONDS);
        assertThat(keeper.isAlive()).as("the keeper ended by itself").isTrue();
      } finally {
        keeper.destroyForcibly().waitFor();
      }
    }
  }

  /** Folds the rest with a keeper here, then reads the changelog back. */
  private static SortedMap<String, SortedMap<String, Long>> heldByKeeper(Keepers keepers) {
    Clients clients = keepers.clients();
    try (House shards = keepers.start();
        Place place = new Place(clients)) {
      long end = ends(clients, Topic.LEGS);
      Keepers.await(shards, () -> place.now() >= end);
    }
    return DayReader.positions(clients);
  }

  /** Legs folded so far, summed over the partitions, as the keeper's own changelog tells it. */
  private static final class Place implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, Long> nextByPartition = new TreeMap<>();
    private Map<TopicPartition, Long> from = LogReader.startOf(Topic.POSITIONS);

    Place(Clients clients) {
      this.consumer = clients.roamingConsumer("novate-test");
    }

    long now() {
      from =
          LogReader.readToEnd(
              consumer,
              from,
              found -> {
                if (found.value() != null
                    && Wire.decode(found.value()) instanceof KeeperHeader header) {
                  nextByPartition.put(found.partition(), header.getNextOffset());
                }
              });
      return nextByPartition.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /**
   * Offset after the last leg of each partition, summed: transaction markers at the end do not
   * count.
   */
  private static long ends(Clients clients, Topic topic) {
    Map<Integer, Long> lastByPartition = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer("novate-test")) {
      LogReader.readToEnd(
          consumer,
          LogReader.startOf(topic),
          found -> lastByPartition.put(found.partition(), found.offset()));
    }
    return lastByPartition.values().stream().mapToLong(last -> last + 1).sum();
  }
}
