package novate.clearing.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.store.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P1, P7 and P8: a house that is told to stop stops in order, only one has a directory, and
 * what a killed one leaves is read as that of one that has ended.
 */
class StartTest {
  private static final long LIMIT_SECONDS = 60;

  @TempDir private Path directory;

  @Test
  void aHouseToldToStopEndsWithTheCodeThatSaysItGoesOnAndLeavesNoChild() throws Exception {
    Process house = start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(house.getInputStream(), UTF_8))) {
      awaitLine(words, "ready");
      List<ProcessHandle> children = house.descendants().toList();
      assertThat(children).as("the broker").isNotEmpty();
      assertThat(directory.resolve("bootstrap")).exists();

      assertThat(secondStart()).isEqualTo(ExitCode.CONFLICT.code());

      house.destroy(); // SIGTERM
      assertThat(house.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(house.exitValue()).isEqualTo(ExitCode.INTERRUPTED.code());
      for (ProcessHandle child : children) {
        child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(directory.resolve("bootstrap")).doesNotExist();
    } finally {
      house.destroyForcibly();
    }
  }

  /** The address that it leaves is that of nobody, or of another house that got the same port. */
  @Test
  void theLogOfAKilledHouseIsReadAlthoughItsAddressIsLeftBehind(@TempDir Path other)
      throws Exception {
    Process house = start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(house.getInputStream(), UTF_8))) {
      awaitLine(words, "ready");
      assertThat(replay().exitCode()).as("while it runs").isZero();
    } finally {
      house.destroyForcibly().waitFor();
    }
    assertThat(directory.resolve("bootstrap")).exists();
    assertThat(replay().exitCode()).as("nobody at the address").isZero();

    try (EmbeddedBroker stranger = EmbeddedBroker.start(other)) {
      Files.writeString(directory.resolve("bootstrap"), stranger.bootstrap() + "\n");
      assertThat(replay().exitCode()).as("a stranger at the address").isZero();
    }
  }

  private CommandRun replay() {
    return CommandRun.of("replay", "--directory", directory);
  }

  private int secondStart() throws Exception {
    Process second = start();
    assertThat(second.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return second.exitValue();
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            ChildJvm.command(
                ChildJvm.FLAGS, Main.class, "start", "--directory", directory.toString()))
        .redirectErrorStream(true)
        .start();
  }

  private static void awaitLine(BufferedReader words, String part) throws Exception {
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("the house ended without saying " + part);
  }
}
