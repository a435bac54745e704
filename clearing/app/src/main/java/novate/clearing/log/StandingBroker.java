package novate.clearing.log;

import java.nio.file.Path;
import java.time.Duration;
import novate.clearing.store.DirectoryInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded broker that is started again, at its address, whenever its process ends by itself: it
 * was killed, its disk was full or failed. Clients wait meanwhile and go on, so nobody else has to
 * know. It is tried again until it succeeds, since a full disk is emptied by somebody else.
 *
 * <p>It gives up only when another broker has taken the directory; then clients time out.
 */
public final class StandingBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandingBroker.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String bootstrap;
  private EmbeddedBroker broker;
  private volatile boolean isClosed;

  private StandingBroker(EmbeddedBroker broker) {
    this.broker = broker;
    this.bootstrap = broker.bootstrap();
    Thread.ofPlatform().daemon().name("novate-broker-watch").start(this::watch);
  }

  /** Starts the broker of a directory; as {@link EmbeddedBroker#start}. */
  public static StandingBroker start(Path directory) {
    return new StandingBroker(EmbeddedBroker.start(directory));
  }

  /** Its address, the same for as long as this stands. */
  public String bootstrap() {
    return bootstrap;
  }

  /** The process that runs now, to watch it or, in tests, to kill it. */
  public synchronized ProcessHandle process() {
    return broker.process();
  }

  private void watch() {
    try {
      while (!isClosed) {
        process().onExit().join();
        if (!restart()) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (DirectoryInUseException e) {
      LOG.error("the broker has ended, and its place is taken: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean restart() {
    if (isClosed) {
      return true;
    }
    LOG.error("the broker at {} has ended by itself; it is started again", bootstrap);
    try {
      broker = broker.restart();
      LOG.warn("the broker at {} is back", bootstrap);
      return true;
    } catch (LogUnavailableException e) {
      LOG.error("the broker does not come back: {}", e.getMessage());
      return false;
    }
  }

  /** Stops the broker for good; as {@link EmbeddedBroker#close}. */
  @Override
  public void close() {
    isClosed = true;
    synchronized (this) {
      broker.close();
    }
  }
}
