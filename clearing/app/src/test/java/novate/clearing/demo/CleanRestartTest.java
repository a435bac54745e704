package novate.clearing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import novate.clearing.cli.ExitCode;
import novate.clearing.cli.Main;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.clearing.report.DayReader;
import novate.clearing.store.ChildJvm;
import novate.wire.Wire;
import novate.wire.event.Leg;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P6 and P8, invariants I4 and I5: keepers on a real log and real files that stop cleanly,
 * or run out of memory, and start again.
 */
class CleanRestartTest {
  private static final int TRADES = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String TINY_HEAP = "-Xmx20m";

  @TempDir private Path directory;

  @Test
  void keepersThatStopCleanlyOrRunOutOfMemoryHoldWhatAPlainFoldOfTheLogHolds() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(LocalHouse.logDirectory(directory))) {
      Clients clients = new Clients(broker.bootstrap());
      try (House others =
              House.start(
                  clients,
                  directory.resolve("others"),
                  EnumSet.of(Role.NOVATOR, Role.DESK, Role.CONDUCTOR),
                  LocalHouse.allPartitions(),
                  1);
          Gateway gateway = new Gateway(clients);
          DayWatch watch = new DayWatch(clients)) {
        DemoDay day = new DemoDay(clients, TRADES, others::requireAlive, new Silence());
        day.open(gateway, watch);
        work(clients, () -> day.send(gateway, day.script().morning()));
        List<Path> marks = marks();
        assertThat(marks).as("marks of a clean stop").isNotEmpty();
        work(clients, () -> assertThat(marks()).as("marks while it runs").isEmpty());
        assertThat(marks()).isEqualTo(marks);
        assertThat(exitOfKeeperWithTinyHeap(broker.bootstrap())).isNotEqualTo(ExitCode.DONE.code());
        work(clients, () -> day.send(gateway, day.script().afternoon()));
        assertThat(marks()).hasSizeGreaterThanOrEqualTo(marks.size());
      }
    }
  }

  /** Starts keepers, lets something happen, waits until they have folded it, stops them. */
  private void work(Clients clients, Runnable task) {
    try (House keepers =
        House.start(clients, keepers(), EnumSet.of(Role.SHARD), LocalHouse.allPartitions(), 1)) {
      await(keepers, keepers::isRestored);
      task.run();
      await(keepers, () -> DayReader.positions(clients).equals(foldOfLegs(clients)));
      assertThat(DayReader.positions(clients)).isNotEmpty();
    }
  }

  private Path keepers() {
    return directory.resolve("keeper");
  }

  private List<Path> marks() {
    List<Path> marks = new ArrayList<>();
    for (int partition : LocalHouse.allPartitions()) {
      Path mark = keepers().resolve("positions/" + partition + "/closed.txt");
      if (Files.exists(mark)) {
        marks.add(mark);
      }
    }
    return marks;
  }

  private int exitOfKeeperWithTinyHeap(String bootstrap) throws Exception {
    Process keeper =
        new ProcessBuilder(
                ChildJvm.command(
                    Stream.concat(ChildJvm.FLAGS.stream(), Stream.of(TINY_HEAP)).toList(),
                    Main.class,
                    "start",
                    "--bootstrap",
                    bootstrap,
                    "--roles",
                    Role.SHARD.name(),
                    "--directory",
                    keepers().toString(),
                    "--replication-factor",
                    "1"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keeper.log").toFile())
            .start();
    try {
      assertThat(keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ends by itself: %s", Files.readString(directory.resolve("keeper.log")))
          .isTrue();
      // Memory that runs out while a class is made ready shows as a class that is not there.
      assertThat(directory.resolve("keeper.log"))
          .content()
          .containsPattern("OutOfMemoryError|the house stopped");
      return keeper.exitValue();
    } finally {
      keeper.destroyForcibly().waitFor();
    }
  }

  private static SortedMap<String, SortedMap<String, Long>> foldOfLegs(Clients clients) {
    RegistryFold fold = new RegistryFold();
    read(clients, Topic.REGISTRY, value -> fold.apply(Wire.decode(value)));
    Registry registry = fold.registry();
    SortedMap<String, SortedMap<String, Long>> held = new TreeMap<>();
    read(
        clients,
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

  private static void read(
      Clients clients, Topic topic, java.util.function.Consumer<byte[]> visitor) {
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-test")) {
      LogReader.readToEnd(
          consumer, LogReader.startOf(topic), found -> visitor.accept(found.value()));
    }
  }

  private static void await(House house, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      house.requireAlive();
      assertThat(System.nanoTime()).as("waited " + PATIENCE).isLessThan(deadlineNanos);
      Pause.millis(50);
    }
  }

  private static final class Silence implements DemoDay.Progress {
    @Override
    public void step(String name) {}

    @Override
    public void sent(long count, long total) {}
  }
}
