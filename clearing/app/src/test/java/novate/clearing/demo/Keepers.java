package novate.clearing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import novate.clearing.cli.Main;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.clearing.store.ChildJvm;
import novate.wire.Wire;
import novate.wire.event.Leg;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The keepers of a house on one directory, here or in a JVM of their own, apart from the rest of
 * the house; and what they must hold.
 */
final class Keepers {
  /** How long a test waits for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path directory;
  private final String bootstrap;
  private final Clients clients;

  Keepers(Path directory, String bootstrap) {
    this.directory = directory;
    this.bootstrap = bootstrap;
    this.clients = new Clients(bootstrap);
  }

  Clients clients() {
    return clients;
  }

  /** What keepers keep outside the log. */
  Path directory() {
    return directory.resolve("keeper");
  }

  /** What keepers in JVMs of their own have said. */
  Path words() {
    return directory.resolve("keeper.log");
  }

  /** Starts the rest of the house here. */
  House startOthers() {
    return House.start(
        clients,
        directory.resolve("others"),
        EnumSet.of(Role.NOVATOR, Role.DESK, Role.CONDUCTOR),
        LocalHouse.allPartitions(),
        1);
  }

  /** Starts keepers here. */
  House start() {
    return House.start(clients, directory(), EnumSet.of(Role.SHARD), LocalHouse.allPartitions(), 1);
  }

  /** Starts keepers in a JVM of their own. */
  Process startJvm(String... options) throws IOException {
    return new ProcessBuilder(
            ChildJvm.command(
                Stream.concat(ChildJvm.FLAGS.stream(), Stream.of(options)).toList(),
                Main.class,
                "start",
                "--bootstrap",
                bootstrap,
                "--roles",
                Role.SHARD.name(),
                "--directory",
                directory().toString(),
                "--replication-factor",
                "1"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(words().toFile()))
        .start();
  }

  /** Lots by contract and account, added up from the legs on the log; what is flat is left out. */
  SortedMap<String, SortedMap<String, Long>> foldOfLegs() {
    RegistryFold fold = new RegistryFold();
    read(Topic.REGISTRY, value -> fold.apply(Wire.decode(value)));
    Registry registry = fold.registry();
    SortedMap<String, SortedMap<String, Long>> held = new TreeMap<>();
    read(
        Topic.LEGS,
        value -> {
          if (Wire.decode(value) instanceof Leg leg) {
            held.computeIfAbsent(
                    registry.account(leg.getAccountIndex()).id().value(), _ -> new TreeMap<>())
                .merge(
                    registry.catalogue().contract(leg.getContractIndex()).id().value(),
                    leg.getLots(),
                    Math::addExact);
          }
        });
    held.values().forEach(contracts -> contracts.values().removeIf(lots -> lots == 0));
    held.values().removeIf(Map::isEmpty);
    return held;
  }

  private void read(Topic topic, java.util.function.Consumer<byte[]> visitor) {
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-test")) {
      LogReader.readToEnd(
          consumer, LogReader.startOf(topic), found -> visitor.accept(found.value()));
    }
  }

  /** Waits for something that a house does, as long as it lives. */
  static void await(House house, BooleanSupplier condition) {
    await(
        () -> {
          house.requireAlive();
          return condition.getAsBoolean();
        });
  }

  /** Waits for something. */
  static void await(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited " + PATIENCE).isLessThan(deadlineNanos);
      Pause.millis(50);
    }
  }
}
