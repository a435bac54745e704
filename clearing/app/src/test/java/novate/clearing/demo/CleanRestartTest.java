package novate.clearing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import novate.clearing.cli.ExitCode;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.report.DayReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P6 and P8, invariants I4 and I5: keepers on a real log and real files that stop cleanly,
 * or run out of memory, and start again.
 */
class CleanRestartTest {
  private static final int TRADES = 400;
  private static final String TINY_HEAP = "-Xmx20m";

  @TempDir private Path directory;

  @Test
  void keepersThatStopCleanlyOrRunOutOfMemoryHoldWhatAPlainFoldOfTheLogHolds() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(LocalHouse.logDirectory(directory))) {
      Keepers keepers = new Keepers(directory, broker.bootstrap());
      Clients clients = keepers.clients();
      try (House others = keepers.startOthers();
          Gateway gateway = new Gateway(clients);
          DayWatch watch = new DayWatch(clients)) {
        DemoDay day = new DemoDay(clients, TRADES, others::requireAlive, new Silence());
        day.open(gateway, watch);
        work(keepers, () -> day.send(gateway, day.script().morning()));
        List<Path> marks = marks(keepers);
        assertThat(marks).as("marks of a clean stop").isNotEmpty();
        work(keepers, () -> assertThat(marks(keepers)).as("marks while it runs").isEmpty());
        assertThat(marks(keepers)).isEqualTo(marks);
        assertThat(exitOfKeeperWithTinyHeap(keepers)).isNotEqualTo(ExitCode.DONE.code());
        work(keepers, () -> day.send(gateway, day.script().afternoon()));
        assertThat(marks(keepers)).hasSizeGreaterThanOrEqualTo(marks.size());
      }
    }
  }

  /** Starts keepers, lets something happen, waits until they have folded it, stops them. */
  private static void work(Keepers keepers, Runnable task) {
    Clients clients = keepers.clients();
    try (House house = keepers.start()) {
      Keepers.await(house, house::isRestored);
      task.run();
      Keepers.await(house, () -> DayReader.positions(clients).equals(keepers.foldOfLegs()));
      assertThat(DayReader.positions(clients)).isNotEmpty();
    }
  }

  private static List<Path> marks(Keepers keepers) {
    List<Path> marks = new ArrayList<>();
    for (int partition : LocalHouse.allPartitions()) {
      Path mark = keepers.directory().resolve("positions/" + partition + "/closed.txt");
      if (Files.exists(mark)) {
        marks.add(mark);
      }
    }
    return marks;
  }

  private static int exitOfKeeperWithTinyHeap(Keepers keepers) throws Exception {
    Process keeper = keepers.startJvm(TINY_HEAP);
    try {
      assertThat(keeper.waitFor(Keepers.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ends by itself: %s", Files.readString(keepers.words()))
          .isTrue();
      // Memory that runs out while a class is made ready shows as a class that is not there.
      assertThat(keepers.words()).content().containsPattern("OutOfMemoryError|the house stopped");
      return keeper.exitValue();
    } finally {
      keeper.destroyForcibly().waitFor();
    }
  }
}
