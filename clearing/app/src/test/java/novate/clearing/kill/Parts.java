package novate.clearing.kill;

import static novate.market.Checks.found;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import novate.clearing.cli.Main;
import novate.clearing.house.CrashPoints;
import novate.clearing.house.House;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.house.Role;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.processor.ConductorProcessor;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.ShardProcessor;
import novate.clearing.store.ChildJvm;
import org.apache.kafka.clients.admin.Admin;

/**
 * The parts of one house in a directory: a broker and, for each role that is started, a JVM that
 * runs it as {@code novate start} does. For one thread, but {@link #requireUndisturbed}.
 */
final class Parts implements AutoCloseable {
  /** What a process killed with SIGKILL ends with. */
  static final int KILLED = 137;

  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Starts sooner and takes less of the machine; the code is the same. */
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private final Path directory;
  private final Map<Role, Process> processByRole = new ConcurrentHashMap<>();
  private final Clients clients;
  private final List<Process> seconds = new ArrayList<>();
  private final Thread orphans = Thread.ofPlatform().unstarted(this::killAll);
  private volatile EmbeddedBroker broker;

  /** Starts the broker on a directory, and makes the topics. */
  Parts(Path directory) {
    this.directory = directory;
    // A test that is stopped in mid-air must not leave processes that wait for their log for ever.
    Runtime.getRuntime().addShutdownHook(orphans);
    this.broker = EmbeddedBroker.start(LocalHouse.logDirectory(directory));
    this.clients = new Clients(broker.bootstrap());
    // A house without roles: it makes the topics, so that a client may begin before any role runs.
    House.start(clients, directory, Set.of(), Set.of(), 1).close();
  }

  Clients clients() {
    return clients;
  }

  EmbeddedBroker broker() {
    return broker;
  }

  /** Starts a role, which must not be running. */
  void start(Role role) {
    processByRole.put(role, launch(role, role.name(), List.of()));
  }

  /** Starts a role that kills itself at a crash point. */
  void start(Role role, String crashPoint) {
    processByRole.put(
        role, launch(role, role.name(), List.of("-D" + CrashPoints.PROPERTY + "=" + crashPoint)));
  }

  /** Starts a role by a command that takes its own as arguments. */
  Process startTraced(Role role, List<String> before) {
    Process traced = launch(role, role.name(), List.of(), before);
    processByRole.put(role, traced);
    return traced;
  }

  /** Starts another process of a role beside the one there is, with a directory of its own. */
  Process startSecond(Role role) {
    Process second = launch(role, secondOf(role), List.of());
    seconds.add(second);
    return second;
  }

  static String secondOf(Role role) {
    return "second-" + role.name();
  }

  private Process launch(Role role, String name, List<String> options) {
    return launch(role, name, options, List.of());
  }

  private Process launch(Role role, String name, List<String> options, List<String> before) {
    List<String> flags = new ArrayList<>(ChildJvm.FLAGS);
    flags.addAll(SMALL);
    flags.addAll(options);
    List<String> command = new ArrayList<>(before);
    command.addAll(
        ChildJvm.command(
            flags,
            Main.class,
            "start",
            "--bootstrap",
            broker.bootstrap(),
            "--roles",
            role.name(),
            "--directory",
            directory.resolve(name).toString(),
            "--replication-factor",
            "1"));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(name).toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private Path logFile(String name) {
    return directory.resolve(name + ".log");
  }

  /** What a role, or a second one, has said so far. */
  String words(String name) {
    try {
      return Files.exists(logFile(name)) ? Files.readString(logFile(name)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process(Role role) {
    return found(processByRole.get(role), "%s was not started", role);
  }

  /** Kills a role with SIGKILL. */
  void kill(Role role) {
    requireAlive(role);
    end(process(role));
  }

  /** Kills the broker with SIGKILL, and starts it again at the same address. */
  void killBroker() {
    ProcessHandle handle = broker.process();
    handle.destroyForcibly();
    handle.onExit().join();
    restartBroker();
  }

  /** Starts the broker, which has ended, again at the same address. */
  void restartBroker() {
    broker = broker.restart();
  }

  /** The files that the log consists of now. */
  List<Path> logFiles() {
    return Strace.files(LocalHouse.logDirectory(directory).resolve("data"));
  }

  /** A role may end only when it is killed: one that gives up by itself is a failure. */
  void requireAlive(Role role) {
    Process process = process(role);
    if (!process.isAlive() && process.exitValue() != KILLED) {
      throw new AssertionError(
          "%s ended by itself with %d:%n%s"
              .formatted(role, process.exitValue(), tail(words(role.name()))));
    }
  }

  /** Throws when a role has ended by itself; any thread may ask. */
  void requireUndisturbed() {
    processByRole.keySet().forEach(this::requireAlive);
  }

  /** Waits until every processor of the house has its place on the log. */
  void awaitAllAtWork() {
    Set<String> expected = new TreeSet<>(Set.of(NovatorProcessor.ID, ConductorProcessor.ID));
    for (int partition : LocalHouse.allPartitions()) {
      expected.add(ShardProcessor.id(partition));
      expected.add(DeskProcessor.id(partition));
    }
    try (Admin admin = clients.admin()) {
      await("places of " + expected, () -> transactionalIds(admin).containsAll(expected));
    }
  }

  private static Set<String> transactionalIds(Admin admin) {
    try {
      Set<String> ids = new TreeSet<>();
      admin.listTransactions().all().get().forEach(each -> ids.add(each.transactionalId()));
      return ids;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }

  /** Sends a signal, such as STOP or CONT. */
  static void signal(Process process, String name) {
    signal(process.toHandle(), name);
  }

  /** Sends a signal, such as STOP or CONT. */
  static void signal(ProcessHandle process, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something; an error says what did not come. */
  static void await(String what, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("waited " + PATIENCE + " for " + what);
      }
      Pause.millis(20);
    }
  }

  private void killAll() {
    processByRole.values().forEach(Parts::end);
    seconds.forEach(Parts::end);
  }

  private static void end(Process process) {
    process.destroyForcibly();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("process " + process.pid() + " survives SIGKILL");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tail(String words) {
    List<String> lines = words.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(orphans);
    broker.close();
  }
}
