package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceCommandTest {
  @TempDir private static Path directory;

  private static CommandRun evidence(String facts) throws IOException {
    Path runs = Files.createDirectories(directory.resolve("runs"));
    Files.writeString(runs.resolve("kills.json"), facts);
    return CommandRun.of(
        "evidence", "-o", "json", "--runs", runs, "--to", directory.resolve("evidence.json"));
  }

  @Test
  void whatRunsHaveLeftStandsInOneFileWithTheFaultsAndVersions() throws IOException {
    CommandRun run = evidence("{\"kills\": 300, \"failures\": 0, \"seed\": \"7\"}");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE.code());
    JsonNode written =
        JsonMapper.shared().readTree(Files.readString(directory.resolve("evidence.json")));
    assertThat(written).isEqualTo(run.json());
    assertThat(written.get("is_open").asBoolean()).isFalse();
    assertThat(written.at("/runs/0/run").asString()).isEqualTo("kills");
    assertThat(written.at("/runs/0/facts/kills").asString()).isEqualTo("300");
    assertThat(written.get("faults").size()).isEqualTo(78);
    assertThat(written.at("/versions/commit").asString()).isNotBlank();
    assertThat(written.at("/versions/java").asString()).contains("25");
    assertThat(written.get("mended").size()).isPositive();
  }

  @Test
  void anOpenFailureIsNamedAndHasItsExitCode() throws IOException {
    CommandRun run = evidence("{\"kills\": 300, \"store_lost\": 1, \"wrong\": 0}");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISMATCH.code());
    assertThat(run.json().at("/open_failures/0").asString())
        .contains("kills.json: store_lost is 1, expected 0");
  }

  @Test
  void aFileThatIsNoFlatObjectIsRefusedByName() throws IOException {
    assertThat(evidence("{\"kills\": [1]}").exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(evidence("kills").err()).contains("kills.json").contains("is no JSON");
  }

  @Test
  void whereNothingWasTriedThatIsSaid() {
    CommandRun run =
        CommandRun.of(
            "evidence",
            "--runs",
            directory.resolve("none"),
            "--to",
            directory.resolve("nothing.json"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE.code());
    assertThat(run.out()).contains("No run has left anything").contains("D7");
  }
}
