package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import novate.margin.MarginEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MarginVerifyCommandTest {
  @TempDir Path market;
  private Path positions = Path.of("positions.csv");
  private Path result = Path.of("result.json");

  @BeforeEach
  void computeAResult() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
    GoldMarket.withCalendarSpread(market);
    positions =
        GoldMarket.positions(market, "A,GC-2025-09,2", "A,GC-2025-10,-1", "B,GC-2025-09,-3");
    result = market.resolve("result.json");
    CommandRun run =
        CommandRun.of(
            "margin",
            "compute",
            "--market",
            market,
            "--positions",
            positions,
            "--account-class",
            "SEGREGATED",
            "-o",
            "json");
    Files.writeString(result, run.out());
  }

  private CommandRun verify(Object... more) {
    Object[] first = {"margin", "verify", result, "--market", market, "--positions", positions};
    return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  private void tamper(String found, String instead) throws IOException {
    String text = Files.readString(result);
    assertThat(text).contains(found);
    Files.writeString(result, text.replace(found, instead));
  }

  @Test
  void anUntouchedResultIsTheSame() {
    CommandRun run = verify();
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(result + " is what these files give: ")
        .doesNotContain("(none)");
  }

  /** A member verifies on files of its own, elsewhere, with the same content. */
  @Test
  void theFilesMayLieElsewhereUnderOtherNames(@TempDir Path elsewhere) throws IOException {
    try (Stream<Path> files = Files.list(market)) {
      for (Path file : files.toList()) {
        Files.copy(file, elsewhere.resolve(market.relativize(file)));
      }
    }
    Path moved = Files.move(elsewhere.resolve("positions.csv"), elsewhere.resolve("mine.csv"));
    CommandRun run =
        CommandRun.of("margin", "verify", result, "--market", elsewhere, "--positions", moved);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void againstAnotherMarketTheFilesThatDifferAreNamedFirst() throws IOException {
    for (String name : List.of("prices.csv", "parameters.yaml")) {
      Path file = market.resolve(name);
      Files.writeString(
          file, Files.readString(file).replace("3649.40", "3649.50").replace("160.0", "160.01"));
    }
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out().lines().findFirst().orElseThrow())
        .startsWith(result + " is not what these files give: ")
        .endsWith(" values differ, and so do the inputs parameters.yaml, prices.csv.");
  }

  @Test
  void aTamperedNumberIsNamed() throws IOException {
    // 48,090.00 * 1.1 of account B, one cent less.
    tamper("52899.00", "52898.99");
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out())
        .contains("is not what these files give: 3 of ")
        .containsPattern(
            "accounts\\[B].currencies\\[USD].initial_margin.amount +52898.99 +52899.00\\n")
        .containsPattern(
            "accounts\\[B].currencies\\[USD].commodities\\[GOLD].charge.amount +52898.99"
                + " +52899.00\\n");
  }

  @Test
  void aScenarioLossAndAnAccountThatIsGoneAreNamed() throws IOException {
    tamper("\"account\" : \"B\"", "\"account\" : \"C\"");
    assertThat(verify().out())
        .contains("accounts[B].currencies[USD].initial_margin.amount")
        .contains("accounts[C].currencies[USD].initial_margin.amount")
        .contains("(nothing)")
        .contains("accounts[B].currencies[USD].commodities[GOLD].scenario_losses_minor_units[16]");
  }

  @Test
  void aTamperedInputIsNamedByItsHash() throws IOException {
    Files.writeString(positions, Files.readString(positions) + "\n");
    CommandRun run = verify("-o", "json");
    assertThat(run.exitCode()).isEqualTo(5);
    JsonNode json = run.json();
    assertThat(json.get("same").asBoolean()).isFalse();
    assertThat(json.get("differences").size()).isEqualTo(1);
    assertThat(json.at("/differences/0/what").asString()).isEqualTo("inputs[positions].sha256");
  }

  @Test
  void otherParametersAreNamedByFileSetAndNumber() throws IOException {
    Path parameters = market.resolve("parameters.yaml");
    Files.writeString(parameters, Files.readString(parameters).replace("up: 160.0", "up: 160.01"));
    CommandRun run = verify("-o", "csv");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out())
        .contains("inputs[parameters.yaml].sha256,", "parameter_set.hash,")
        .contains("accounts[B].currencies[USD].initial_margin.amount,52899.00,52902.30");
  }

  @Test
  void anotherEngineVersionIsNamed() throws IOException {
    tamper("\"engine_version\" : \"" + MarginEngine.VERSION, "\"engine_version\" : \"scan-0");
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out()).containsPattern("engine_version +scan-0 +" + MarginEngine.VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"accounts\": []}",
        "{\"accounts\": [], \"accounts\": []}",
        "{\"accounts\": []} {}"
      })
  void aDamagedResultIsInvalidInput(String text) throws IOException {
    Files.writeString(result, text);
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains(result + ":1: ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aTruncatedResultAndAnUnknownClassAreInvalidInput() throws IOException {
    String text = Files.readString(result);
    Files.writeString(result, text.substring(0, text.length() / 2));
    assertThat(verify().exitCode()).isEqualTo(3);
    Files.writeString(
        result, text.substring(0, text.lastIndexOf("\"accounts\"")) + "\"accounts\":null}");
    assertThat(verify().err()).contains(result + ":1: accounts is no list: null");
    Files.writeString(result, text.replace("\"SEGREGATED\"", "\"NONE\""));
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("default_account_class is no account class: 'NONE'");
  }

  @Test
  void filesThatAreNotThereAreInvalidInput() throws IOException {
    Files.delete(result);
    CommandRun run = verify();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("there is no file " + result);
    assertThat(CommandRun.of("margin", "verify", "--market", market).exitCode()).isEqualTo(2);
  }
}
