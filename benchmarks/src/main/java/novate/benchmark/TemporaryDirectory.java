package novate.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import org.jspecify.annotations.Nullable;

/** A directory for the length of one trial or measurement. */
final class TemporaryDirectory {
  private @Nullable Path path;

  /** What is measured in one. */
  interface Measurement {
    /** Measures and writes the result down. */
    void measure(Path directory) throws IOException;
  }

  /** What is measured on a broker of its own. */
  interface BrokerMeasurement {
    /** Measures and writes the result down. */
    void measure(Path directory, Clients clients) throws IOException;
  }

  /** Runs a measurement in one, and removes it. */
  static void run(Measurement measurement) throws IOException {
    TemporaryDirectory temporary = new TemporaryDirectory();
    try {
      measurement.measure(temporary.make());
    } finally {
      temporary.remove();
    }
  }

  /** Runs a measurement on a broker that keeps its log in one, stops the broker and removes it. */
  static void runWithBroker(BrokerMeasurement measurement) throws IOException {
    run(
        directory -> {
          try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            measurement.measure(directory, new Clients(broker.bootstrap()));
          }
        });
  }

  /** Makes an empty one. */
  Path make() {
    try {
      Path made = Files.createTempDirectory("novate-benchmark");
      path = made;
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it with all that is in it, if it was made. */
  void remove() {
    if (path == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
      path = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
