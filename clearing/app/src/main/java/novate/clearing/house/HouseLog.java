package novate.clearing.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.store.DirectoryInUseException;

/**
 * The log of a house, to be read: of one that runs, or of one that has ended and left its log in a
 * directory, such as a finished demo. Then the broker runs, and nothing else, until it is closed.
 */
public final class HouseLog implements AutoCloseable {
  private final Clients clients;
  private final Optional<EmbeddedBroker> broker;

  private HouseLog(Clients clients, Optional<EmbeddedBroker> broker) {
    this.clients = clients;
    this.broker = broker;
  }

  /** The log at an address; as {@link RunningHouse#at}. */
  public static HouseLog at(String bootstrap) {
    return new HouseLog(RunningHouse.at(bootstrap), Optional.empty());
  }

  /**
   * The log of the house that runs, or has run, on a directory.
   *
   * @throws LogUnavailableException when there is none, or it does not answer
   * @throws DirectoryInUseException when somebody else has just started on the directory
   */
  public static HouseLog on(Path directory) {
    Path log = LocalHouse.logDirectory(directory);
    if (Files.exists(LocalHouse.bootstrapFile(directory)) || !Files.isDirectory(log)) {
      return new HouseLog(RunningHouse.on(directory), Optional.empty());
    }
    EmbeddedBroker broker = EmbeddedBroker.start(log);
    boolean isOpen = false;
    try {
      HouseLog opened = new HouseLog(RunningHouse.at(broker.bootstrap()), Optional.of(broker));
      isOpen = true;
      return opened;
    } finally {
      if (!isOpen) {
        broker.close();
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
  }
}
