package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import novate.clearing.file.MarketDataMissingException;
import novate.clearing.house.FencedException;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.store.DirectoryInUseException;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExitCodesTest {
  private static final InvalidInputException TWO_ERRORS =
      new InvalidInputException(
          List.of(
              new InputError("p.csv", 2, "lots", "x", "must be a whole number"),
              new InputError("p.csv", 3, "", "", "has 2 fields, the header has 3")));

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IllegalStateException("sums differ"), 1, "novate: sums differ"),
        Arguments.of(new NullPointerException(), 1, "novate: NullPointerException"),
        Arguments.of(TWO_ERRORS, 3, "novate: p.csv:2: field 'lots' = 'x': must be a whole number"),
        Arguments.of(TWO_ERRORS, 3, "novate: p.csv:3: has 2 fields, the header has 3"),
        Arguments.of(new NoSuchFileException("p.csv"), 3, "novate: there is no file p.csv"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("p.csv")),
            3,
            "novate: there is no file p.csv"),
        Arguments.of(
            new CommandFailedException(ExitCode.MISMATCH, "cash is 0.01 USD off"),
            5,
            "novate: cash is 0.01 USD off"),
        Arguments.of(new LogUnavailableException("no log", null), 6, "novate: no log"),
        Arguments.of(
            new IllegalStateException(new LogUnavailableException("no log", null)),
            6,
            "novate: no log"),
        Arguments.of(
            new MarketDataMissingException(List.of("no price of A", "no price of B")),
            7,
            "novate: no price of B"),
        Arguments.of(new DirectoryInUseException("held by process 7"), 8, "novate: held by"),
        Arguments.of(
            new IllegalStateException(new FencedException("novate-desk-3", new Throwable())),
            8,
            "novate: novate-desk-3: another process has taken its place"),
        Arguments.of(new InterruptedException(), 130, "novate: interrupted"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatACommandThrowsBecomesACodeAndWords(Exception failure, int exitCode, String words) {
    CommandRun run = CommandRun.of(failing(failure));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void onlyWhatIsUnexpectedPointsToTheStack() {
    assertThat(CommandRun.of(failing(new IllegalStateException("x"))).err())
        .endsWith("novate: --verbose shows where it happened\n");
    assertThat(CommandRun.of(failing(TWO_ERRORS)).err()).doesNotContain("--verbose");
  }

  @Test
  void verboseShowsTheStack() {
    CommandRun run =
        CommandRun.of("margin", "compute", "--market", "no/where", "--positions", "x", "--verbose");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("there is no file no/where/").contains("\tat ");
  }

  @Test
  void withJsonTheFailureIsJsonToo() {
    CommandRun run = CommandRun.of(failing(TWO_ERRORS), "-o", "json");
    JsonNode json = JsonMapper.shared().readTree(run.err());
    assertThat(json.get("error").asString()).isEqualTo("input_invalid");
    assertThat(json.get("exit_code").asInt()).isEqualTo(3);
    assertThat(json.get("rows").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(json.get("rows").get(0).get("field").asString()).isEqualTo("lots");
    assertThat(json.get("rows").get(0).get("value").asString()).isEqualTo("x");
    assertThat(json.get("rows").size()).isEqualTo(2);
  }

  @Test
  void aWrongCommandLineIsUsage() {
    assertThat(CommandRun.of("margn").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("margn").err()).contains("margin");
    assertThat(CommandRun.of("margin").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("margin", "compute").err())
        .contains("--market")
        .endsWith("novate: novate margin compute --help shows how\n");
    assertThat(CommandRun.of("doctor", "-o", "xml").exitCode()).isEqualTo(2);
  }

  @Test
  void withoutACommandItShowsWhatItCanDo() {
    CommandRun run = CommandRun.of();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("margin", "index", "import", "doctor", "market");
  }

  private static CommandLine failing(Exception failure) {
    Failures failures = new Failures();
    return new CommandLine(new Failing(failure))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    private final Exception failure;

    @Mixin private OutputOptions output = new OutputOptions();

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}
