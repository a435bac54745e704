package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IndexTokenCommandTest {
  private static final String HEADER =
      "date,action,provider,model,input_usd_per_mtok,output_usd_per_mtok,cached_input_usd_per_mtok";

  private static final String RULES =
      """
      id: small/1
      index: TOKEN
      base_value: 100
      decimals: 2
      providers: [A, B, C]
      provider_cap: 0.4
      models_min: 3
      providers_min: 3
      moves: {flag: 2, hold: 5}
      low_confidence_share: 0.25
      bundles: {chat: {input: 1, output: 0, cache_hit: 0}}
      baskets: {all: {named: {A: [a], B: [b], C: [c]}}}
      periods: [{from: 2026-01-01, listed_days: 0, bundle: chat, basket: all}]
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    write("dates.csv", "date", "2026-01-01", "2026-01-02", "2026-01-03");
    write(
        "prices.csv",
        HEADER,
        "2026-01-01,QUOTE,A,a,1,1,",
        "2026-01-01,QUOTE,B,b,1,1,",
        "2026-01-01,QUOTE,C,c,1,1,",
        "2026-01-02,QUOTE,A,a,4,1,",
        "2026-01-03,DELIST,B,b,,,");
    write("rules.yaml", RULES);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private CommandRun run(Object... more) {
    Object[] fixed = {
      "index",
      "token",
      "--prices",
      directory.resolve("prices.csv"),
      "--dates",
      directory.resolve("dates.csv"),
      "--methodology",
      directory.resolve("rules.yaml")
    };
    return CommandRun.of(Stream.of(fixed, more).flatMap(Stream::of).toArray());
  }

  /** Equal value, so a third each: A quadruples, 100 * (1 + 3/3) = 200. */
  @Test
  void levelsLinksMovesAndFlagsAreShown() {
    CommandRun run = run();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("TOKEN: 100.00 on 2026-01-01, 200.00 on 2026-01-03.")
        .containsPattern("2026-01-02 +200\\.00 +100\\.00 +A a \\+300 %")
        .containsPattern("2026-01-02 +A +a +large_move")
        .containsPattern("2026-01-03 +B +b +delisted_carried");
  }

  @Test
  void jsonHasAllThatRepeatsAFixing() {
    JsonNode json = run("-o", "json").json();
    JsonNode second = json.path("fixings").get(1);
    assertThat(second.path("level").asString()).isEqualTo("200.00");
    assertThat(second.path("constituents").get(0).path("ratio").asString()).isEqualTo("4");
    assertThat(
            json.path("fixings").get(2).path("constituents").get(1).path("flags").get(0).asString())
        .isEqualTo("delisted_carried");
    assertThat(json.path("links").get(0).path("members").get(0).path("quantity").asString())
        .startsWith("0.33333333");
    assertThat(json.path("methodology_hash").asString()).hasSize(64);
    assertThat(json.path("inputs")).hasSize(3);
  }

  @Test
  void csvHasBothSeries() {
    assertThat(run("-o", "csv").out())
        .startsWith("date,level,basket_price,link_date,")
        .contains("2026-01-02,200.00,2.00,2026-01-01,false,3,3,false,");
  }

  @Test
  void theChartShowsBothSeries() throws IOException {
    Path svg = directory.resolve("token.svg");
    assertThat(run("--chart", svg).exitCode()).isZero();
    assertThat(svg)
        .content()
        .startsWith("<svg")
        .contains("Chained level", "Basket price", "a +300 %", ">200.00<");
  }

  @Test
  void aBadRowABadRuleAndDatesThatDoNotFitAreRefusedByName() throws IOException {
    write("prices.csv", HEADER, "2026-01-01,QUOTE,A,a,-1,1,");
    CommandRun row = run();
    assertThat(row.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(row.err()).contains("prices.csv:2: field 'input_usd_per_mtok' = '-1'");
    writeFiles();
    write("rules.yaml", RULES.replace("hold", "held"));
    CommandRun rule = run();
    assertThat(rule.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(rule.err()).contains("rules.yaml").contains("moves.held is not a known field");
    write("rules.yaml", RULES.replace("2026-01-01", "2025-01-01"));
    CommandRun dates = run();
    assertThat(dates.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    assertThat(dates.err()).contains("the base date 2025-01-01 is no snapshot");
  }
}
