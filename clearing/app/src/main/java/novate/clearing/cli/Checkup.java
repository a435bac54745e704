package novate.clearing.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import novate.clearing.house.LocalHouse;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.store.ChildJvm;
import novate.clearing.store.DirectoryInUseException;
import novate.clearing.store.DirectoryLock;

/** The checks of {@code doctor}, one method each; none of them changes anything that stays. */
final class Checkup {
  private static final int JDK = 25;
  private static final int CORES = 2;
  private static final long GIGABYTE = 1L << 30;
  private static final long MEMORY_WANTED = 2 * GIGABYTE;
  private static final long DISK_WANTED = 2 * GIGABYTE;
  private static final long DISK_NEEDED = GIGABYTE / 4;
  private static final String STATISTICS_OFF = "chronicle.analytics.disable";
  private static final Path DOCKER = Path.of("/var/run/docker.sock");

  /** How a check ended. */
  enum Status {
    /** As it should be. */
    OK,
    /** Works, but not well. */
    WARN,
    /** A house cannot run. */
    FAIL,
    /** Nothing depends on it. */
    INFO
  }

  /** One check, what it found and what to do about it. */
  record Finding(String check, Status status, String found, String advice) {
    static Finding of(String check, Status status, String found, String advice) {
      return new Finding(check, status, found, status == Status.OK ? "" : advice);
    }
  }

  private final Path directory;
  private final boolean isQuick;

  Checkup(Path directory, boolean isQuick) {
    this.directory = directory;
    this.isQuick = isQuick;
  }

  /** All checks, in the order of the table. */
  List<Finding> findings() {
    return List.of(
        jdk(),
        flags(ManagementFactory.getRuntimeMXBean().getInputArguments()),
        statistics(),
        cores(),
        memory(),
        disk(),
        port(),
        lock(),
        broker(),
        docker());
  }

  private static Finding jdk() {
    Status status = Runtime.version().feature() == JDK ? Status.OK : Status.FAIL;
    return Finding.of(
        "jdk", status, Runtime.version().toString(), "install a JDK 25 or point JAVA_HOME at one");
  }

  /** The position map needs every one of these flags. */
  static Finding flags(List<String> given) {
    List<String> missing = ChildJvm.FLAGS.stream().filter(flag -> !given.contains(flag)).toList();
    return missing.isEmpty()
        ? Finding.of("jvm_flags", Status.OK, ChildJvm.FLAGS.size() + " flags given", "")
        : Finding.of(
            "jvm_flags",
            Status.FAIL,
            "missing " + String.join(" ", missing),
            "start with ./novate, which gives them");
  }

  private static Finding statistics() {
    boolean isOff = Boolean.getBoolean(STATISTICS_OFF);
    return Finding.of(
        "usage_statistics",
        isOff ? Status.OK : Status.FAIL,
        isOff ? "off: nothing is sent" : "the map library would send them",
        "start with -D" + STATISTICS_OFF + "=true");
  }

  private static Finding cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Finding.of(
        "cores",
        cores >= CORES ? Status.OK : Status.WARN,
        Integer.toString(cores),
        CORES + " or more make the day go faster");
  }

  private static Finding memory() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long bytes = machine.getTotalMemorySize();
    return Finding.of(
        "memory",
        bytes >= MEMORY_WANTED ? Status.OK : Status.WARN,
        gigabytes(bytes),
        gigabytes(MEMORY_WANTED) + " are wanted for house and broker");
  }

  private Finding disk() {
    try {
      long bytes = Files.getFileStore(existing(directory)).getUsableSpace();
      Status status =
          bytes >= DISK_WANTED ? Status.OK : bytes >= DISK_NEEDED ? Status.WARN : Status.FAIL;
      return Finding.of(
          "disk",
          status,
          "%s free for %s".formatted(gigabytes(bytes), directory),
          gigabytes(DISK_WANTED) + " are wanted; free some or name another --directory");
    } catch (IOException e) {
      return Finding.of("disk", Status.FAIL, e.toString(), "name another --directory");
    }
  }

  private static Finding port() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Finding.of(
          "loopback_port", Status.OK, "can be bound, for example " + socket.getLocalPort(), "");
    } catch (IOException e) {
      return Finding.of(
          "loopback_port", Status.FAIL, e.toString(), "let processes listen on the loopback");
    }
  }

  private Finding lock() {
    Path nearest = existing(directory);
    if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      return Finding.of(
          "directory",
          Status.FAIL,
          "%s cannot be made or written in %s".formatted(directory, nearest),
          "name another --directory");
    }
    Path log = LocalHouse.logDirectory(directory);
    if (!Files.isDirectory(log)) {
      return Finding.of("directory", Status.OK, directory + " has no house yet", "");
    }
    try (DirectoryLock _ = DirectoryLock.acquire(log)) {
      return Finding.of("directory", Status.OK, directory + " has a house that is not running", "");
    } catch (DirectoryInUseException e) {
      return Finding.of(
          "directory",
          Status.WARN,
          String.valueOf(e.getMessage()),
          "a second house needs another --directory");
    } catch (UncheckedIOException e) {
      return Finding.of(
          "directory", Status.FAIL, String.valueOf(e.getMessage()), "make it writable");
    }
  }

  private Finding broker() {
    if (isQuick) {
      return Finding.of("broker", Status.INFO, "not started", "leave out --quick to try it");
    }
    try {
      Path scratch = Files.createTempDirectory("novate-doctor");
      try {
        EmbeddedBroker.start(scratch).close();
        return Finding.of("broker", Status.OK, "started and stopped", "");
      } finally {
        remove(scratch);
      }
    } catch (LogUnavailableException | IOException | UncheckedIOException e) {
      return Finding.of(
          "broker",
          Status.FAIL,
          String.valueOf(e.getMessage()),
          "what the broker said stands beside");
    }
  }

  private static Finding docker() {
    if (!Files.exists(DOCKER)) {
      return Finding.of("docker", Status.INFO, "no engine", "not needed; some tests would use it");
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(DOCKER))) {
      return Finding.of("docker", Status.INFO, "an engine answers", "not needed");
    } catch (IOException e) {
      return Finding.of("docker", Status.INFO, "no answer: " + e.getMessage(), "not needed");
    }
  }

  private static Path existing(Path directory) {
    Path path = directory.toAbsolutePath();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String gigabytes(long bytes) {
    return "%.1f GB".formatted((double) bytes / GIGABYTE);
  }
}
