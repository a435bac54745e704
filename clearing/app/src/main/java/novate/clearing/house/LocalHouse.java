package novate.clearing.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import novate.clearing.log.Clients;
import novate.clearing.log.StandingBroker;
import novate.clearing.processor.Topic;
import novate.clearing.store.DirectoryLock;

/**
 * A whole house in one process and one directory: an embedded broker and every processor. While it
 * runs, a file {@code bootstrap} in the directory says where its log is and which, for commands
 * that talk to it. A broker that ends by itself is started again; the processors wait for it and go
 * on.
 *
 * <p>Whether it runs is told by the lock on its directory, which ends with its process: a house
 * that is killed leaves the file behind, and its broker may be gone for a moment while it runs.
 */
public final class LocalHouse implements AutoCloseable {
  private static final String BOOTSTRAP = "bootstrap";

  private final DirectoryLock lock;
  private final StandingBroker broker;
  private final House house;
  private final Clients clients;
  private final Path bootstrapFile;

  private LocalHouse(
      DirectoryLock lock, StandingBroker broker, House house, Clients clients, Path bootstrapFile) {
    this.lock = lock;
    this.broker = broker;
    this.house = house;
    this.clients = clients;
    this.bootstrapFile = bootstrapFile;
  }

  /** The file that says where the log of the house is that runs on a directory. */
  static Path bootstrapFile(Path directory) {
    return directory.resolve(BOOTSTRAP);
  }

  /** The directory of the broker in a house's directory. */
  public static Path logDirectory(Path directory) {
    return directory.resolve("log");
  }

  /**
   * Starts a house on a directory, new or old.
   *
   * @throws novate.clearing.store.DirectoryInUseException when a live house has the directory, or
   *     somebody reads the log that an ended one has left there
   * @throws novate.clearing.log.LogUnavailableException when the broker does not start
   */
  public static LocalHouse open(Path directory) {
    DirectoryLock lock = DirectoryLock.acquire(directory);
    boolean isOpen = false;
    try {
      LocalHouse house = open(directory, lock);
      isOpen = true;
      return house;
    } finally {
      if (!isOpen) {
        lock.close();
      }
    }
  }

  private static LocalHouse open(Path directory, DirectoryLock lock) {
    StandingBroker broker = StandingBroker.start(logDirectory(directory));
    boolean isOpen = false;
    try {
      Clients clients = new Clients(broker.bootstrap());
      House house = House.start(clients, directory, EnumSet.allOf(Role.class), allPartitions(), 1);
      Path file = bootstrapFile(directory);
      Files.writeString(file, broker.bootstrap() + "\n" + RunningHouse.id(clients) + "\n");
      isOpen = true;
      return new LocalHouse(lock, broker, house, clients, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    } finally {
      if (!isOpen) {
        broker.close();
      }
    }
  }

  /** Every partition of legs. */
  public static Set<Integer> allPartitions() {
    return IntStream.range(0, Topic.LEGS.partitionCount()).boxed().collect(Collectors.toSet());
  }

  /** Clients of its log. */
  public Clients clients() {
    return clients;
  }

  /** Its processors. */
  public House house() {
    return house;
  }

  /** The broker's process, to watch it or, in tests, to kill it. */
  public ProcessHandle brokerProcess() {
    return broker.process();
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(bootstrapFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + bootstrapFile, e);
    } finally {
      house.close();
      broker.close();
      lock.close();
    }
  }
}
