package novate.clearing.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import novate.clearing.house.LocalHouse;
import novate.clearing.store.CheckedFile;
import novate.clearing.store.DamagedFileException;
import novate.clearing.store.DirectoryInUseException;
import novate.clearing.store.DirectoryLock;

/**
 * A directory that belongs to demos: a marker file says so and keeps the size of the day. Only such
 * a directory, or an empty one, is ever emptied.
 *
 * <p>Each demo has an id, which stands in its marker and, in a file of its own, with its log. So a
 * marker of another demo, or of one that was here before, is not believed: its size would be that
 * of another day.
 */
public final class DemoDirectory {
  private static final String MARKER = "demo.txt";
  private static final String LOG_OWNER = "demo-id.txt";
  private static final String TRADES = "trades=";
  private static final String ID = "id=";

  /** How long a broker whose parent was killed may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private DemoDirectory() {}

  /**
   * Makes the directory ready and returns the number of trades to play: those of the old day when
   * it is resumed.
   *
   * @throws DirectoryInUseException when it is not a demo's and not empty, or a demo runs in it
   * @throws NoSuchFileException when there is nothing to resume
   * @throws DamagedFileException when the marker is not as it was written, or the log is not that
   *     of its demo
   */
  public static int prepare(Path directory, boolean isResumed, int tradeCount) throws IOException {
    Path marker = directory.resolve(MARKER);
    if (isResumed) {
      return trades(marker, logOwner(directory));
    }
    if (Files.exists(directory) && !isEmpty(directory)) {
      if (!Files.exists(marker)) {
        throw new DirectoryInUseException(
            directory + " holds something that is not a demo's; it is left as it is");
      }
      empty(directory);
    }
    Files.createDirectories(directory);
    String id = ID + UUID.randomUUID();
    // The marker first: a directory with anything but a marker in it would never be emptied.
    CheckedFile.write(marker, List.of(TRADES + tradeCount, id));
    Files.createDirectories(LocalHouse.logDirectory(directory));
    CheckedFile.write(logOwner(directory), List.of(id));
    return tradeCount;
  }

  private static Path logOwner(Path directory) {
    return LocalHouse.logDirectory(directory).resolve(LOG_OWNER);
  }

  private static int trades(Path marker, Path logOwner) throws IOException {
    List<String> lines = CheckedFile.read(marker);
    if (lines.size() != 2 || !lines.getFirst().matches(TRADES + "[0-9]{1,9}")) {
      throw new DamagedFileException(marker + " is no demo's: " + lines);
    }
    List<String> owner = CheckedFile.read(logOwner);
    if (!owner.equals(List.of(lines.getLast()))) {
      throw new DamagedFileException(
          "%s is of another demo than the log: found %s, %s has %s"
              .formatted(marker, lines.getLast(), logOwner, owner));
    }
    return Integer.parseInt(lines.getFirst().substring(TRADES.length()));
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Waits for a broker that is about to end, since it would write into what is being emptied. */
  private static void empty(Path directory) throws IOException {
    DirectoryLock.acquire(
            LocalHouse.logDirectory(directory), ProcessHandle.current().pid(), PATIENCE)
        .close();
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(directory)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
