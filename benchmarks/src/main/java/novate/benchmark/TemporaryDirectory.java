package novate.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for the length of one trial. */
final class TemporaryDirectory {
  private @Nullable Path path;

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
