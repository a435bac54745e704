package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import novate.clearing.cli.Checkup.Status;
import novate.clearing.house.LocalHouse;
import novate.clearing.store.ChildJvm;
import novate.clearing.store.DirectoryLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {
  @TempDir Path directory;

  @Test
  void aMachineThatRunsTheTestsCanRunAHouse() {
    CommandRun run = CommandRun.of("doctor", "--directory", directory.resolve("none"));
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .containsPattern("jdk +ok +25")
        .containsPattern("jvm_flags +ok")
        .containsPattern("usage_statistics +ok +off")
        .containsPattern("broker +ok +started and stopped")
        .contains("A house can run here.");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsAFailure() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    CommandRun run =
        CommandRun.of("doctor", "--quick", "--directory", file.resolve("x"), "-o", "json");
    assertThat(run.exitCode()).isEqualTo(6);
    JsonNode json = run.json();
    assertThat(json.get("is_healthy").asBoolean()).isFalse();
    assertThat(json.get("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.get("check").asString()).isEqualTo("directory");
              assertThat(check.get("status").asString()).isEqualTo("fail");
              assertThat(check.get("advice").asString()).contains("--directory");
            });
  }

  @Test
  void aHouseThatRunsIsAWarning() {
    try (DirectoryLock _ = DirectoryLock.acquire(LocalHouse.logDirectory(directory))) {
      CommandRun run = CommandRun.of("doctor", "--quick", "--directory", directory);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).containsPattern("directory +warn +.* is already in use");
    }
  }

  @Test
  void aMissingFlagIsNamed() {
    List<String> allButOne = ChildJvm.FLAGS.subList(1, ChildJvm.FLAGS.size());
    Checkup.Finding finding = Checkup.flags(allButOne);
    assertThat(finding.status()).isEqualTo(Status.FAIL);
    assertThat(finding.found()).isEqualTo("missing " + ChildJvm.FLAGS.getFirst());
    assertThat(Checkup.flags(ChildJvm.FLAGS).status()).isEqualTo(Status.OK);
  }
}
