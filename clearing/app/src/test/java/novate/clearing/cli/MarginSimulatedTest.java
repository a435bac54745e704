package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The exported sample, margined with the parameters that simulate. */
class MarginSimulatedTest {
  @TempDir static Path parent;
  private static Path market;
  private static Path simulated;

  @BeforeAll
  static void exportTheSample() {
    market = parent.resolve("market");
    CommandRun run = CommandRun.of("market", "export", market);
    assertThat(run.exitCode()).as(run.err()).isZero();
    simulated = market.resolve("parameters-simulated.yaml");
  }

  private static CommandRun compute(Path directory, Object... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "margin",
                    "compute",
                    "--market",
                    directory,
                    "--positions",
                    market.resolve("positions.csv")),
                Stream.of(more))
            .toArray());
  }

  private static BigDecimal amount(JsonNode parent, String field) {
    return new BigDecimal(parent.at("/" + field + "/amount").asString());
  }

  @Test
  void everySetIsChargedTheLargerOfScanAndSimulation() {
    CommandRun run = compute(market, "--parameters", simulated, "-o", "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.at("/parameter_set/id").asString()).isEqualTo("compute-2026/1-simulated");
    assertThat(json.get("inputs"))
        .extracting(input -> input.get("role").asString())
        .contains("history.csv", "parameters.yaml");
    int gpu = 0;
    int token = 0;
    for (JsonNode account : json.get("accounts")) {
      for (JsonNode currency : account.get("currencies")) {
        for (JsonNode set : currency.get("simulated")) {
          BigDecimal bySimulation = amount(set, "simulated_charge");
          assertThat(amount(set, "charge")).isEqualTo(bySimulation.max(amount(set, "scan_charge")));
          if (set.get("set").asString().equals("GPU")) {
            gpu++;
          } else {
            token++;
          }
          assertThat(set.get("binding_tool").asString()).isEqualTo("STRESSED");
          assertThat(set.get("tail_scenarios").size()).isPositive();
        }
      }
    }
    assertThat(gpu).isPositive();
    assertThat(token).isPositive();
    assertThat(compute(market, "--parameters", simulated, "-o", "json").out()).isEqualTo(run.out());
  }

  @Test
  void theTableOfSimulatedSetsIsThereOnlyWhenSomethingIsSimulated() {
    assertThat(compute(market, "--parameters", simulated).out())
        .contains("\nSimulated\n")
        .containsPattern("GPU +USD +LARGER +[0-9,.]+ +[0-9,.]+ +STRESSED +[0-9,.]+");
    assertThat(compute(market).out())
        .contains("\nRate ladder\n")
        .doesNotContain("Simulated\n", "Add-ons\n");
  }

  @Test
  void aSimulatedResultIsVerifiedWithItsParameters() throws IOException {
    Path result = parent.resolve("result.json");
    Files.writeString(result, compute(market, "--parameters", simulated, "-o", "json").out());
    Object[] verify = {
      "margin",
      "verify",
      result,
      "--market",
      market,
      "--positions",
      market.resolve("positions.csv"),
      "--parameters",
      simulated
    };
    CommandRun same = CommandRun.of(verify);
    assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
    verify[8] = market.resolve("parameters.yaml");
    assertThat(CommandRun.of(verify).exitCode()).isEqualTo(5);
  }

  @Test
  void withoutHistoryThereIsNothingToSimulate(@TempDir Path copy) throws IOException {
    copyTo(copy);
    Files.delete(copy.resolve("history.csv"));
    CommandRun run = compute(copy, "--parameters", simulated);
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err())
        .contains(
            "parameter set compute-2026/1-simulated simulates market risk, and the market directory"
                + " has no history.csv");
    assertThat(compute(copy).exitCode()).isZero();
  }

  @Test
  void aHistoryWithErrorsIsRefusedWithAllOfThem(@TempDir Path copy) throws IOException {
    copyTo(copy);
    Files.write(
        copy.resolve("history.csv"),
        List.of(
            "commodity,tenor,date,price,volatility",
            "H100,2026-12,2026-10-01,x,",
            "H100,2026-13,2026-10-01,2.00,"));
    CommandRun run = compute(copy, "--parameters", simulated);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("history.csv:2: field 'price' = 'x'", "history.csv:3: field 'tenor' = '2026-13'");
    Files.write(
        copy.resolve("history.csv"),
        List.of("commodity,tenor,date,price,volatility", "H100,2026-12,2026-10-01,2.00,"));
    assertThat(compute(copy, "--parameters", simulated).err())
        .contains("history.csv:1: ", "no prices of commodity B200, which is simulated");
  }

  /** No history is on the log: a house would stop at its next margin cycle. */
  @Test
  void aHouseTakesNoParametersThatSimulate(@TempDir Path copy) throws IOException {
    CommandRun parameters = CommandRun.of("import", "parameters", simulated, "--dry-run");
    assertThat(parameters.exitCode()).isEqualTo(3);
    assertThat(parameters.err())
        .contains(
            simulated
                + ":1: field 'simulation' = 'GPU': is simulated, and the log holds no history",
            "field 'simulation' = 'TOKEN'",
            "a house cannot margin by it");
    copyTo(copy);
    Files.copy(simulated, copy.resolve("parameters.yaml"), StandardCopyOption.REPLACE_EXISTING);
    CommandRun whole = CommandRun.of("import", "market", copy, "--dry-run");
    assertThat(whole.exitCode()).isEqualTo(3);
    assertThat(whole.err()).contains(copy + "/parameters.yaml:1: field 'simulation' = 'GPU'");
  }

  @Test
  void aHouseTakesNoAddOnsThatItCannotKnow() throws IOException {
    String yaml = Files.readString(market.resolve("parameters.yaml"));
    Path file = parent.resolve("add-ons.yaml");
    String fixing =
        yaml.replaceFirst(
            "\n    tiers:",
            "\n    add_ons:\n      horizon_days: 2\n      holiday: false\n"
                + "      fixing_quality: {multiplier: 1.25}\n    tiers:");
    String banded =
        fixing.replaceFirst(
            "\n      limit_locked:",
            "\n      open_interest: [{above_lots: 120000, rate: 0.09}]\n      limit_locked:");
    assertThat(banded).isNotEqualTo(fixing);
    assertThat(fixing).isNotEqualTo(yaml);
    Files.writeString(
        file,
        banded
            + "wrong_way:\n  - {account: M01-H, factor: H100, side: LONG, tail_basis_points: 100,"
            + " theta: 0.25}\n");
    CommandRun run = CommandRun.of("import", "parameters", file, "--dry-run");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "field 'wrong_way' = 'M01-H'",
            "field 'fixing_quality' = '",
            "field 'open_interest' = 'TOKEN': needs to know how much is open",
            "not on the log");
  }

  private static void copyTo(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(market)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }
}
