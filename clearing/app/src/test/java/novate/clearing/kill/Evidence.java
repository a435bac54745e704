package novate.clearing.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much was tried, as one flat JSON object of counts and words in {@code target/evidence}: a
 * test writes it when it has passed what it counts, so that what is not there was not shown.
 */
final class Evidence {
  private final SortedMap<String, Object> facts = new TreeMap<>();
  private final Path file;

  /** Evidence under a name; an older one of the name goes at once, since a test may fail. */
  Evidence(String name) {
    this.file = Path.of("target", "evidence", name + ".json");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Evidence put(String fact, Object value) {
    facts.put(fact, value);
    return this;
  }

  /** Adds to a count, which begins at zero. */
  synchronized void count(String fact, long more) {
    facts.merge(fact, more, (one, other) -> (Long) one + (Long) other);
  }

  /** Writes and says what was found. */
  void write() {
    String text = JsonMapper.shared().writeValueAsString(facts);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println(file.getFileName() + ": " + text);
  }
}
