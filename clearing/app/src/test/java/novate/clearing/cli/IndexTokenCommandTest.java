package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTokenCommandTest {
  @TempDir Path directory;

  @Test
  void show() throws Exception {
    Path svg = Path.of("/tmp/token.svg");
    CommandRun run =
        CommandRun.of("index", "token", "--prices", "/work/shared/data/token-price-changes.csv", "--dates", "/work/shared/data/token-price-snapshot-dates.csv", "--chart", svg);
    System.out.println(run.out() + run.err());
    assertThat(Files.exists(svg)).isTrue();
  }
}
