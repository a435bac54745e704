package novate.clearing.cli;

import static novate.market.Checks.require;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code novate start}: runs processors until the process is told to stop. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the house until it is told to stop (Ctrl-C or SIGTERM).",
      "Without --bootstrap it brings its own broker; with it, any of the roles join an existing"
          + " log."
    })
final class StartCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 200;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".novate/house",
      description = "Where the house keeps its files (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of(".novate", "house");

  @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "An existing log to join.")
  private @Nullable String bootstrap;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "With --bootstrap: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Option(
      names = "--partitions",
      split = ",",
      paramLabel = "N",
      description = "With --bootstrap: partitions of the shard and desk roles (default: all).")
  private List<Integer> partitions = List.copyOf(LocalHouse.allPartitions());

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "With --bootstrap: copies of topics that are made now (default: ${DEFAULT-VALUE}).")
  private int replicationFactor = 3;

  @Override
  public Integer call() {
    for (int partition : partitions) {
      require(
          partition >= 0 && partition < Topic.LEGS.partitionCount(),
          "partition must be 0 to %d, got %d",
          Topic.LEGS.partitionCount() - 1,
          partition);
    }
    return bootstrap == null ? runLocal() : runAt(bootstrap);
  }

  private int runLocal() {
    try (LocalHouse local = LocalHouse.open(directory);
        Interruption _ = Interruption.closes(local, "started again it goes on")) {
      return watch(local.house(), local.clients().bootstrap());
    }
  }

  private int runAt(String address) {
    Set<Integer> wanted = new LinkedHashSet<>(partitions);
    try (House house =
            House.start(new Clients(address), directory, roles, wanted, replicationFactor);
        Interruption _ = Interruption.closes(house, "started again it goes on")) {
      return watch(house, address);
    }
  }

  private static int watch(House house, String address) {
    while (!house.isRestored()) {
      house.requireAlive();
      Pause.millis(LOOK_MILLIS);
    }
    System.err.println("novate: ready, the log is at " + address);
    while (true) {
      house.requireAlive();
      Pause.millis(LOOK_MILLIS);
    }
  }
}
