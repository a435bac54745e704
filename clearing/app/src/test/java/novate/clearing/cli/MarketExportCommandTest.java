package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketExportCommandTest {
  @TempDir Path parent;

  @Test
  void theSampleIsReadyForEveryCommandOfFileMode() {
    Path market = parent.resolve("market");
    assertThat(CommandRun.of("market", "export", market).exitCode()).isZero();
    CommandRun margin =
        CommandRun.of(
            "margin",
            "compute",
            "--market",
            market,
            "--positions",
            market.resolve("positions.csv"),
            "-o",
            "json");
    assertThat(margin.exitCode()).as(margin.err()).isZero();
    assertThat(margin.json().get("accounts").size()).isGreaterThan(10);
    for (String kind : new String[] {"trades", "prices", "quotes"}) {
      CommandRun run =
          CommandRun.of("import", kind, market.resolve("feed/" + kind + ".csv"), "--dry-run");
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    CommandRun parameters =
        CommandRun.of("import", "parameters", market.resolve("parameters.yaml"), "--dry-run");
    assertThat(parameters.exitCode()).as(parameters.err()).isZero();
    CommandRun fixings =
        CommandRun.of("index", "fix", "--quotes", market.resolve("feed/quotes.csv"));
    assertThat(fixings.out()).contains("83 values, 0 withheld.");
  }

  @Test
  void theSameDayIsWrittenWithTheSameBytes() throws IOException {
    for (String name : new String[] {"one", "two"}) {
      CommandRun run =
          CommandRun.of("market", "export", parent.resolve(name), "--date", "2026-09-15");
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    for (String file :
        new String[] {"prices.csv", "positions.csv", "averaging.csv", "history.csv"}) {
      assertThat(parent.resolve("one").resolve(file))
          .hasSameBinaryContentAs(parent.resolve("two").resolve(file));
    }
  }

  @Test
  void aDirectoryWithSomethingInItIsAConflict() throws IOException {
    Files.writeString(parent.resolve("mine.txt"), "mine");
    CommandRun run = CommandRun.of("market", "export", parent);
    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("is not empty");
    assertThat(parent).isDirectoryNotContaining("glob:**.csv");
  }

  @Test
  void aDateWithoutPricesIsRefused() {
    CommandRun run = CommandRun.of("market", "export", parent.resolve("x"), "--date", "2026-10-31");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("2026-10-31 is no business day");
    assertThat(CommandRun.of("market", "export", parent, "--date", "soon").exitCode()).isEqualTo(2);
  }
}
