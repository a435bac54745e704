package novate.index;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real market data, read in place where it lies beside the project; never copied into it. */
public final class SharedData {
  private SharedData() {}

  /** Opens a file of {@code shared/data} in this or any parent directory, or skips the test. */
  public static Reader open(String name) throws IOException {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared/data").resolve(name);
      if (Files.isReadable(file)) {
        return Files.newBufferedReader(file);
      }
    }
    Assumptions.abort("shared/data/%s is not here: test on real data skipped".formatted(name));
    throw new IllegalStateException("abort returned");
  }
}
