package novate.benchmark;

import static novate.market.Checks.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import novate.clearing.house.House;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How long a house takes to start on a log of so many legs: after a clean stop, after a kill, from
 * an empty disk, and after its broker was killed. One figure each, not a benchmark with its spread:
 * the question is which of them grows with the log, and how fast.
 *
 * <pre>java … novate.benchmark.RestartMeasurement LEGS</pre>
 */
public final class RestartMeasurement {
  private static final Set<Integer> PARTITIONS =
      IntStream.range(0, Topic.LEGS.partitionCount()).boxed().collect(Collectors.toSet());
  private static final long PAUSE_NANOS = 2_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path directory;
  private final int legCount;

  private RestartMeasurement(Path directory, int legCount) {
    this.directory = directory;
    this.legCount = legCount;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    require(arguments.length == 1, "expected the number of legs, got %d words", arguments.length);
    TemporaryDirectory temporary = new TemporaryDirectory();
    try {
      new RestartMeasurement(temporary.make(), Integer.parseInt(arguments[0])).measure();
    } finally {
      temporary.remove();
    }
  }

  private void measure() throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
    try {
      Clients clients = new Clients(broker.bootstrap());
      start(clients, EnumSet.noneOf(Role.class)).close();
      time("legs written", () -> write(clients));
      House first = start(clients, EnumSet.of(Role.SHARD));
      time("legs folded and positions written", () -> awaitFolded(clients, first));
      time("keepers stopped", first::close);
      restart("keepers after a clean stop", clients, Role.SHARD);
      restart("keepers after a clean stop, again", clients, Role.SHARD);
      for (int partition : PARTITIONS) {
        Files.deleteIfExists(positions().resolve(partition + "/closed.txt"));
      }
      restart("keepers after a kill", clients, Role.SHARD);
      remove(positions());
      restart("keepers from an empty disk", clients, Role.SHARD);
      restart("novator", clients, Role.NOVATOR);
      broker.process().destroyForcibly();
      broker.process().onExit().join();
    } finally {
      broker.close();
    }
    long before = System.nanoTime();
    EmbeddedBroker.start(directory.resolve("log")).close();
    say("broker after a kill, and its stop", before);
  }

  private House start(Clients clients, Set<Role> roles) {
    return House.start(clients, directory, roles, PARTITIONS, 1);
  }

  private void restart(String what, Clients clients, Role role) {
    long before = System.nanoTime();
    try (House house = start(clients, EnumSet.of(role))) {
      await(
          () -> {
            house.requireAlive();
            return house.isRestored();
          });
      say(what, before);
    }
  }

  private void time(String what, Runnable task) {
    long before = System.nanoTime();
    task.run();
    say(what, before);
  }

  private void say(String what, long sinceNanos) {
    System.out.printf(
        "%,12d legs  %-40s %8.2f s%n",
        legCount, what, (System.nanoTime() - sinceNanos) / NANOS_PER_SECOND);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Path positions() {
    return directory.resolve("positions");
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The same accounts and contracts in every partition: what a partition holds is its own. */
  private void write(Clients clients) {
    SplittableRandom random = new SplittableRandom(legCount);
    try (Producer<byte[], byte[]> producer = clients.producer("benchmark-feed")) {
      for (int i = 0; i < legCount; i++) {
        Leg leg = LegStream.leg(i, random);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topic.LEGS.topicName(), i % PARTITIONS.size(), null, Wire.encode(leg)));
      }
    }
  }

  private void awaitFolded(Clients clients, House house) {
    Map<Integer, Long> nextByPartition = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("benchmark")) {
      Map<TopicPartition, Long> from = LogReader.startOf(Topic.POSITIONS);
      while (nextByPartition.values().stream().mapToLong(Long::longValue).sum() < legCount) {
        house.requireAlive();
        from =
            LogReader.readToEnd(
                consumer,
                from,
                found -> {
                  if (found.key().length != Long.BYTES
                      && Wire.decode(found.value()) instanceof KeeperHeader header) {
                    nextByPartition.put(found.partition(), header.getNextOffset());
                  }
                });
      }
    }
  }
}
