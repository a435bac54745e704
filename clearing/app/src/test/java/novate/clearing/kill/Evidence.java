package novate.clearing.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.evidence.Versions;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much was tried, as one flat JSON object of counts and words in {@code target/evidence}. A
 * test makes it before anything else and writes it when all that it counts has passed; until then
 * the file says that the run has begun, and counts as one failure.
 */
public final class Evidence {
  private static final Path DIRECTORY = Path.of("target", "evidence");

  private final SortedMap<String, Object> facts = new TreeMap<>();
  private final Path file;

  /** Evidence under a name; an older one of the name goes at once, since a test may fail. */
  public Evidence(String name) {
    this(DIRECTORY, name);
  }

  /** Evidence in another directory. */
  public Evidence(Path directory, String name) {
    this.file = directory.resolve(name + ".json");
    // The classes that run are those of the commit at the start; a checkout may move meanwhile.
    put("commit", Versions.here().commit()).put("begun", now()).put("failures", 1L);
    writeSoFar();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Says a fact, in place of what was said under its name before. */
  public synchronized Evidence put(String fact, Object value) {
    facts.put(fact, value);
    return this;
  }

  /** Adds to a count, which begins at zero. */
  public synchronized void count(String fact, long more) {
    facts.merge(fact, more, (one, other) -> (Long) one + (Long) other);
  }

  /** A count so far. */
  public synchronized long counted(String fact) {
    return (Long) facts.getOrDefault(fact, 0L);
  }

  /** Writes what was found up to here, of a run that may yet fail; returns the text. */
  public synchronized String writeSoFar() {
    String text = JsonMapper.shared().writeValueAsString(facts);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes and says what was found, when all of it has passed. */
  public void write() {
    put("failures", 0L).put("finished", now());
    System.out.println(file.getFileName() + ": " + writeSoFar());
  }
}
