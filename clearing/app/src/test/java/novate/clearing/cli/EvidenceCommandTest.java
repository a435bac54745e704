package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import novate.clearing.evidence.Versions;
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

  /** The same for people. */
  private static String words(String facts) throws IOException {
    evidence(facts);
    return CommandRun.of(
            "evidence",
            "--runs",
            directory.resolve("runs"),
            "--to",
            directory.resolve("evidence.json"))
        .out();
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
    assertThat(written.get("faults").size()).isEqualTo(96);
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
  void aRunThatHasNotComeToItsEndIsAnOpenFailure() throws IOException {
    CommandRun run = evidence("{\"begun\": \"2026-11-21T10:00:00Z\", \"failures\": 1}");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISMATCH.code());
    assertThat(run.json().at("/open_failures/0").asString())
        .endsWith("it began at 2026-11-21T10:00:00Z and has not come to its end");
  }

  @Test
  void aRunOfAnotherCommitIsNamedAsSuch() throws IOException {
    assertThat(words("{\"commit\": \"0ld\", \"failures\": 0}"))
        .contains("No failure is open.")
        .contains("Run kills is of commit 0ld.");
    assertThat(words("{\"failures\": 0}"))
        .contains("Run kills does not say of which commit it is.");
    String here = Versions.here().commit();
    assertThat(words("{\"commit\": \"%s\", \"failures\": 0}".formatted(here)))
        .contains("No failure is open.")
        .contains("Commit here: " + here)
        .doesNotContain("Run kills");
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
    assertThat(run.out())
        .contains("No run has left anything: nothing was tried here.")
        .doesNotContain("No failure is open")
        .contains("D7");
  }
}
