package novate.clearing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import novate.clearing.log.BrokerProcess.Answer;
import novate.clearing.store.ChildJvm;
import novate.clearing.store.DirectoryInUseException;

/**
 * A real broker in a JVM of its own, for those who have no cluster: one KRaft node that listens on
 * loopback only, with its data, lock and {@code broker.log} in one directory.
 *
 * <p>The broker ends when this object is closed, and also when this process ends in any other way.
 * Started again on the same directory, after whatever end, it has every acknowledged record.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = BrokerProcess.STOP_LIMIT.plusSeconds(4);
  private static final int ANY_PORT = 0;
  private static final int PORT_ATTEMPTS = 3;
  private static final int LOG_TAIL_LINES = 8;
  private static final List<String> OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dlogback.configurationFile=novate/clearing/log/broker-logback.xml");

  private final Path directory;
  private final Process process;
  private final String bootstrap;

  private EmbeddedBroker(Path directory, Process process, String bootstrap) {
    this.directory = directory;
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts the broker of a directory and returns when it takes requests. A broker of a process that
   * has just been killed is waited for.
   *
   * @param directory made if absent
   * @throws DirectoryInUseException if a broker of a live process already runs on the directory
   * @throws LogUnavailableException if the broker does not start; the message has the end of its
   *     log
   */
  public static EmbeddedBroker start(Path directory) {
    return start(directory, ANY_PORT);
  }

  /**
   * Starts the broker of a directory again after its process has ended, at the address that it had:
   * clients of the old one find the new one by themselves.
   *
   * @throws LogUnavailableException if it does not start, or its port is now somebody else's
   */
  public EmbeddedBroker restart() {
    stop(process);
    return start(directory, Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1)));
  }

  // A port may be taken for a moment: a client that tries again and again to reach a broker that is
  // gone can, on loopback, be given that very port for its own end, and then speaks to itself.
  private static EmbeddedBroker start(Path directory, int port) {
    for (int attempt = 1; attempt < PORT_ATTEMPTS; attempt++) {
      Started started = launch(directory, port);
      if (started.answer() != Answer.PORT_TAKEN) {
        return started.running(directory);
      }
    }
    return launch(directory, port).running(directory);
  }

  /** Address of the broker, {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** The broker's process, to watch it or, in tests, to kill it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Stops the broker and returns when its process has ended. Closing twice does nothing. */
  @Override
  public void close() {
    stop(process);
  }

  private static Started launch(Path directory, int port) {
    try {
      Path scratch = Files.createDirectories(directory.resolve(BrokerProcess.SCRATCH));
      List<String> options = new ArrayList<>(OPTIONS);
      options.add("-Djava.io.tmpdir=" + scratch.toAbsolutePath());
      Path log = directory.resolve("broker.log");
      Process process =
          new ProcessBuilder(
                  ChildJvm.command(
                      options,
                      BrokerProcess.class,
                      directory.toAbsolutePath().toString(),
                      Long.toString(ProcessHandle.current().pid()),
                      Integer.toString(port)))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return Started.of(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a broker in " + directory, e);
    }
  }

  private static void stop(Process process) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT)) {
        process.destroyForcibly().waitFor();
      }
      process.getInputStream().close();
    } catch (IOException e) {
      process.destroyForcibly();
      throw new UncheckedIOException("cannot let go of broker process " + process.pid(), e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A process that was started, and the line by which it answered. */
  private record Started(Process process, Answer answer, String words) {

    static Started of(Process process, Path log) {
      CompletableFuture<String> line =
          CompletableFuture.supplyAsync(
              () -> firstLine(process), task -> Thread.ofPlatform().daemon().start(task));
      try {
        String[] answer = line.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS).split(" ", 2);
        return new Started(process, Answer.valueOf(answer[0]), answer.length > 1 ? answer[1] : "");
      } catch (TimeoutException | ExecutionException | IllegalArgumentException e) {
        process.destroyForcibly();
        throw new LogUnavailableException("the embedded broker did not start: " + tail(log), e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new LogUnavailableException("interrupted while the embedded broker started", e);
      }
    }

    EmbeddedBroker running(Path directory) {
      return switch (answer) {
        case READY -> new EmbeddedBroker(directory, process, words);
        case IN_USE -> throw new DirectoryInUseException("log directory " + words);
        case PORT_TAKEN ->
            throw new LogUnavailableException(
                "no free port for a broker in " + directory + " in " + PORT_ATTEMPTS + " attempts",
                null);
      };
    }

    private static String firstLine(Process process) {
      try {
        String line =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        if (line == null) {
          throw new IllegalStateException(
              "broker process ended with exit code " + process.waitFor() + ", without an answer");
        }
        return line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a broker process ended", e);
      }
    }

    private static String tail(Path log) {
      try {
        List<String> lines = Files.readAllLines(log, UTF_8);
        int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
        return String.format(
            Locale.ROOT,
            "%s ends with%n%s",
            log,
            String.join("\n", lines.subList(from, lines.size())));
      } catch (IOException e) {
        return "and " + log + " cannot be read: " + e.getMessage();
      }
    }
  }
}
