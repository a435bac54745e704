package novate.benchmark;

import static novate.market.Checks.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
 * the question is which of them grows with the log, and how fast. Beside the time stands what the
 * house and its broker have computed, which does not depend on what else the machine has to do.
 *
 * <pre>java … novate.benchmark.RestartMeasurement LEGS</pre>
 */
public final class RestartMeasurement {
  private static final Set<Integer> PARTITIONS =
      IntStream.range(0, Topic.LEGS.partitionCount()).boxed().collect(Collectors.toSet());
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int LEGS_OF_THE_BUDGET = 10_000_000;

  private final Path directory;
  private final int legCount;
  private List<ProcessHandle> processes = List.of(ProcessHandle.current());

  private RestartMeasurement(Path directory, int legCount) {
    this.directory = directory;
    this.legCount = legCount;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    require(arguments.length == 1, "expected the number of legs, got %d words", arguments.length);
    int legCount = Integer.parseInt(arguments[0]);
    TemporaryDirectory.run(directory -> new RestartMeasurement(directory, legCount).measure());
  }

  private void measure() throws IOException {
    MeasuredFile file = new MeasuredFile("Restart");
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"));
    try {
      processes = List.of(ProcessHandle.current(), broker.process());
      Clients clients = new Clients(broker.bootstrap());
      start(clients, EnumSet.noneOf(Role.class)).close();
      time("legs written", () -> write(clients));
      House first = start(clients, EnumSet.of(Role.SHARD));
      time("legs folded and positions written", () -> awaitFolded(clients, first));
      time("keepers stopped", first::close);
      double clean = restart("keepers after a clean stop", clients, Role.SHARD);
      restart("keepers after a clean stop, again", clients, Role.SHARD);
      for (int partition : PARTITIONS) {
        Files.deleteIfExists(positions().resolve(partition + "/closed.txt"));
      }
      double unclean = restart("keepers after a kill", clients, Role.SHARD);
      remove(positions());
      double empty = restart("keepers from an empty disk", clients, Role.SHARD);
      double novator = restart("novator", clients, Role.NOVATOR);
      if (legCount == LEGS_OF_THE_BUDGET) {
        file.add("clean", "s", clean);
        file.add("unclean", "s", unclean);
        file.add("emptyDisk", "s", empty);
        file.add("novator", "s", novator);
        file.write();
      }
      broker.process().destroyForcibly();
      broker.process().onExit().join();
    } finally {
      broker.close();
    }
    processes = List.of(ProcessHandle.current());
    Moment before = now();
    try (EmbeddedBroker again = EmbeddedBroker.start(directory.resolve("log"))) {
      processes = List.of(ProcessHandle.current(), again.process());
      say("broker after a kill", before);
    }
  }

  private House start(Clients clients, Set<Role> roles) {
    return House.start(clients, directory, roles, PARTITIONS, 1);
  }

  private double restart(String what, Clients clients, Role role) {
    Moment before = now();
    try (House house = start(clients, EnumSet.of(role))) {
      Await.restored(house);
      say(what, before);
      return Await.secondsSince(before.nanos);
    }
  }

  private void time(String what, Runnable task) {
    Moment before = now();
    task.run();
    say(what, before);
  }

  /** Time that passed, and what this process and the broker have computed in it, on all cores. */
  private record Moment(long nanos, long cpuNanos) {}

  private Moment now() {
    long cpuNanos =
        processes.stream()
            .mapToLong(each -> each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
            .sum();
    return new Moment(System.nanoTime(), cpuNanos);
  }

  private void say(String what, Moment since) {
    Moment now = now();
    System.out.printf(
        "%,12d legs  %-40s %8.2f s, of processors %8.2f s%n",
        legCount,
        what,
        (now.nanos - since.nanos) / NANOS_PER_SECOND,
        (now.cpuNanos - since.cpuNanos) / NANOS_PER_SECOND);
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
