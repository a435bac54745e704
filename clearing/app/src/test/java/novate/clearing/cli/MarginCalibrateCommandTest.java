package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarginCalibrateCommandTest {
  @TempDir static Path directory;
  private static Path market;

  @BeforeAll
  static void exportTheSample() {
    market = directory.resolve("market");
    assertThat(CommandRun.of("market", "export", market).exitCode()).isZero();
  }

  private static CommandRun calibrate(Object... more) {
    Object[] all = new Object[6 + more.length];
    Object[] first = {
      "margin", "calibrate", "--market", market, "--history", market.resolve("history.csv")
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void theExportedSampleCanBeCalibratedAndMarginedWithWhatIsProposed() throws IOException {
    Path proposed = directory.resolve("proposed.yaml");
    CommandRun run = calibrate("--write", proposed);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Proposed parameters compute-2026/1-calibrated")
        .contains("Quantiles at 0.99 of moves over 2 observations");
    CommandRun imported = CommandRun.of("import", "parameters", proposed, "--dry-run");
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(Files.readString(proposed)).startsWith("id: \"compute-2026/1-calibrated\"");
  }

  @Test
  void jsonHasEveryNumberWithItsEvidenceAndTheChangeAgainstTheCurrentSet() {
    CommandRun run = calibrate("-o", "json");
    JsonNode json = run.json();
    assertThat(json.at("/current/id").asString()).isEqualTo("compute-2026/1");
    assertThat(json.at("/inputs").size()).isGreaterThan(8);
    JsonNode price = json.at("/values/0");
    assertThat(price.get("subject").asString()).isEqualTo("B200");
    assertThat(price.get("parameter").asString()).isEqualTo("price");
    assertThat(price.get("current").asString()).isEqualTo("0.14");
    assertThat(price.get("basis").asString()).isEqualTo("history");
    assertThat(price.at("/evidence/sample_size").asInt()).isGreaterThan(400);
    assertThat(price.at("/evidence/quantile").asDouble()).isBetween(0.02, 0.4);
    assertThat(price.get("change_percent").isNull()).isFalse();
    assertThat(run.out()).isEqualTo(calibrate("-o", "json").out());
  }

  @Test
  void csvHasOneRowPerNumberAndMoreConfidenceAsksForMore() {
    String low = calibrate("-o", "csv", "--confidence", "0.95").out();
    String high = calibrate("-o", "csv", "--confidence", "0.99").out();
    assertThat(low).startsWith("subject,parameter,current,proposed,change_percent,basis,");
    String[] lower = low.lines().skip(1).toArray(String[]::new);
    String[] higher = high.lines().skip(1).toArray(String[]::new);
    assertThat(lower).hasSameSizeAs(higher).hasSizeGreaterThan(8);
    for (int i = 0; i < lower.length; i++) {
      if (!lower[i].contains("credit")) {
        assertThat(proposed(higher[i])).isGreaterThanOrEqualTo(proposed(lower[i]));
      }
    }
  }

  private static double proposed(String row) {
    return Double.parseDouble(row.split(",")[3]);
  }

  @Test
  void whatIsWrongIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken.yaml"), "mine");
    CommandRun conflict = calibrate("--write", taken);
    assertThat(conflict.exitCode()).isEqualTo(8);
    assertThat(taken).hasContent("mine");
    assertThat(calibrate("--confidence", "1.5").exitCode()).isEqualTo(3);
    assertThat(calibrate("--confidence", "much").exitCode()).isEqualTo(2);
    Path bad = directory.resolve("bad.csv");
    Files.writeString(
        bad, "commodity,tenor,date,price,volatility\nH100,soon,2026-01-01,1,\nH100,SPOT,x,1,\n");
    CommandRun run = CommandRun.of("margin", "calibrate", "--market", market, "--history", bad);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("bad.csv:2: field 'tenor' = 'soon'", "bad.csv:3: field 'date'");
    CommandRun none =
        CommandRun.of(
            "margin", "calibrate", "--market", market, "--history", directory.resolve("none"));
    assertThat(none.exitCode()).isEqualTo(3);
    Files.writeString(bad, "commodity,tenor,date,price,volatility\n");
    CommandRun empty = CommandRun.of("margin", "calibrate", "--market", market, "--history", bad);
    assertThat(empty.exitCode()).isEqualTo(3);
    assertThat(empty.err()).contains("has no prices");
  }
}
