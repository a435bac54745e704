package novate.clearing.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import novate.clearing.store.DirectoryInUseException;
import novate.clearing.store.DirectoryLock;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of the broker's own JVM: one KRaft node, broker and controller in one, on
 * loopback. Only {@link EmbeddedBroker} starts it.
 *
 * <p>It says one line on standard output, see {@link Answer}, and lives as long as its standard
 * input is open. The end of input means that the parent has closed it, or is gone: the broker stops
 * in order, and if that takes too long, at once. Either is safe, since a restart recovers the log.
 */
public final class BrokerProcess {
  /** Under the broker's directory; the parent makes it and names it as {@code java.io.tmpdir}. */
  static final String SCRATCH = "tmp";

  static final Duration STOP_LIMIT = Duration.ofSeconds(8);
  private static final Duration PATIENCE_WITH_PREDECESSOR = STOP_LIMIT.plusSeconds(4);

  /** The first word of the one line by which the process answers its parent. */
  enum Answer {
    /** Followed by host:port: the broker takes requests. */
    READY,
    /** Followed by words: the directory belongs to another broker. */
    IN_USE,
    /** A port chosen as free was taken in between; another start will choose another. */
    PORT_TAKEN
  }

  private BrokerProcess() {}

  /**
   * Runs the broker until standard input ends.
   *
   * @param arguments the directory, the process id of the parent, and the port; 0 for any free one
   */
  public static void main(String[] arguments) {
    PrintStream answers = System.out;
    System.setOut(System.err);
    ignoreTerminalSignals();
    Path directory = Path.of(arguments[0]);
    AtomicBoolean isReady = new AtomicBoolean();
    Stop stop = new Stop(isReady);
    InputStream parent = System.in;
    Thread.ofPlatform().name("parent-watch").start(() -> stop.whenClosed(parent));
    try {
      DirectoryLock lock =
          DirectoryLock.acquire(directory, Long.parseLong(arguments[1]), PATIENCE_WITH_PREDECESSOR);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.whenTerminated(lock)));
      emptyScratch(directory);
      String bootstrap = startServer(directory, Integer.parseInt(arguments[2]), stop);
      isReady.set(true);
      answers.println(Answer.READY + " " + bootstrap);
    } catch (DirectoryInUseException e) {
      answers.println(Answer.IN_USE + " " + e.getMessage());
      Runtime.getRuntime().halt(1);
    } catch (Throwable e) {
      // Non-daemon threads of a half-started broker would keep this process alive for ever.
      e.printStackTrace();
      if (isPortTaken(e)) {
        answers.println(Answer.PORT_TAKEN);
      }
      Runtime.getRuntime().halt(1);
    }
  }

  /** Ctrl-C and a closing terminal reach the whole process group; the parent decides what ends. */
  private static void ignoreTerminalSignals() {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
  }

  /**
   * Unpacked native libraries of earlier brokers: one that halts does not clear up after itself.
   */
  private static void emptyScratch(Path directory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory.resolve(SCRATCH))) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  private static String startServer(Path directory, int port, Stop stop) throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    int brokerPort;
    int controllerPort;
    try (ServerSocket broker = freePort(port);
        ServerSocket controller = freePort(0)) {
      brokerPort = broker.getLocalPort();
      controllerPort = controller.getLocalPort();
    }
    format(data);
    KafkaConfig config = new KafkaConfig(BrokerProperties.of(data, brokerPort, controllerPort));
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    stop.server = server;
    server.startup();
    return BrokerProperties.HOST + ":" + brokerPort;
  }

  private static ServerSocket freePort(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(BrokerProperties.HOST));
  }

  /** Writes the identity of a new node, or what a kill during an earlier start left unwritten. */
  private static void format(Path data) throws Exception {
    new Formatter()
        .setClusterId(BrokerProperties.CLUSTER_ID)
        .setNodeId(BrokerProperties.NODE_ID)
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .run();
  }

  private static boolean isPortTaken(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Ends the process when its parent lets go of it. */
  private static final class Stop {
    private final AtomicBoolean isReady;
    private volatile @Nullable KafkaRaftServer server;

    Stop(AtomicBoolean isReady) {
      this.isReady = isReady;
    }

    void whenClosed(InputStream parent) {
      try {
        while (parent.read() >= 0) {
          // The parent has nothing to say but that it is there.
        }
      } catch (IOException e) {
        e.printStackTrace();
      }
      boolean isOrderly = stopInOrder();
      // Halt, not exit: a shutdown hook of a library must not be able to keep the process.
      Runtime.getRuntime().halt(isOrderly ? 0 : 1);
    }

    /** The lock goes last, so that a successor never meets this broker's files in use. */
    void whenTerminated(DirectoryLock lock) {
      stopInOrder();
      lock.close();
    }

    private boolean stopInOrder() {
      KafkaRaftServer running = server;
      if (running == null || !isReady.get()) {
        return false; // Half started, there is no order to stop in.
      }
      Thread stopping =
          Thread.ofPlatform()
              .name("stop")
              .start(
                  () -> {
                    running.shutdown();
                    running.awaitShutdown();
                  });
      try {
        return stopping.join(STOP_LIMIT);
      } catch (InterruptedException e) {
        return false;
      }
    }
  }
}
