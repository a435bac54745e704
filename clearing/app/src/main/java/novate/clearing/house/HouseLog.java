package novate.clearing.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.store.DirectoryInUseException;
import novate.clearing.store.DirectoryLock;

/**
 * The log of a house, to be read: of one that runs, or of one that has ended, in whatever way, and
 * left its log in a directory, such as a finished demo. Then the broker runs, and nothing else,
 * until it is closed; no house can start on the directory meanwhile.
 */
public final class HouseLog implements AutoCloseable {
  private final Clients clients;
  private final Optional<EmbeddedBroker> broker;
  private final Optional<DirectoryLock> lock;

  private HouseLog(Clients clients, Optional<EmbeddedBroker> broker, Optional<DirectoryLock> lock) {
    this.clients = clients;
    this.broker = broker;
    this.lock = lock;
  }

  private static HouseLog ofRunning(Clients clients) {
    return new HouseLog(clients, Optional.empty(), Optional.empty());
  }

  /** The log at an address; as {@link RunningHouse#at}. */
  public static HouseLog at(String bootstrap) {
    return ofRunning(RunningHouse.at(bootstrap));
  }

  /**
   * The log of the house that runs, or has run, on a directory.
   *
   * @throws LogUnavailableException when there is none, or it does not answer
   * @throws DirectoryInUseException when somebody else has just started on the directory
   */
  public static HouseLog on(Path directory) {
    // Who may not write there can start no broker either, and a house that runs need not be his.
    if (!Files.isDirectory(LocalHouse.logDirectory(directory)) || !Files.isWritable(directory)) {
      return ofRunning(RunningHouse.on(directory));
    }
    DirectoryLock lock;
    try {
      lock = DirectoryLock.acquire(directory);
    } catch (DirectoryInUseException e) {
      if (Files.exists(LocalHouse.bootstrapFile(directory))) {
        return ofRunning(RunningHouse.on(directory));
      }
      throw e;
    }
    return ofEnded(directory, lock);
  }

  /** The address that a killed house has left is not asked: it may be somebody else's by now. */
  private static HouseLog ofEnded(Path directory, DirectoryLock lock) {
    Optional<EmbeddedBroker> broker = Optional.empty();
    boolean isOpen = false;
    try {
      broker = Optional.of(EmbeddedBroker.start(LocalHouse.logDirectory(directory)));
      HouseLog opened =
          new HouseLog(RunningHouse.at(broker.get().bootstrap()), broker, Optional.of(lock));
      isOpen = true;
      return opened;
    } finally {
      if (!isOpen) {
        broker.ifPresent(EmbeddedBroker::close);
        lock.close();
      }
    }
  }

  /** Clients of the log. */
  public Clients clients() {
    return clients;
  }

  @Override
  public void close() {
    broker.ifPresent(EmbeddedBroker::close);
    lock.ifPresent(DirectoryLock::close);
  }
}
