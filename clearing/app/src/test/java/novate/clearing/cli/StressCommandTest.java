package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import novate.market.Hashing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Gold at 3,649.40, 100 ounces a lot, 16,000.00 of margin a lot: a fall of 10 % costs 36,494.00.
 */
class StressCommandTest {
  @TempDir Path market;

  @BeforeEach
  void copyMarket() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
    GoldMarket.write(
        market,
        "library.yaml",
        "id: gold/1",
        "families: {GOLD: [GOLD]}",
        "shapes: {}",
        "scenarios:",
        "  - id: crash",
        "    title: Gold -10 %",
        "    narrative: Somebody sells.",
        "    shocks: [{on: GOLD, price: {kind: FRACTION, size: -0.10}}]",
        "  - id: rush",
        "    title: Gold +5 %",
        "    narrative: Somebody buys.",
        "    shocks: [{on: GOLD, price: {kind: FRACTION, size: 0.05}}]");
    GoldMarket.write(market, "members.csv", "member_id,name", "BANK,Bank", "FUND,Fund");
    GoldMarket.write(
        market,
        "accounts.csv",
        "account_id,member_id,account_class",
        "BANK-H,BANK,HOUSE",
        "BANK-C,BANK,CLIENT_NET",
        "FUND-H,FUND,HOUSE");
  }

  private Path positions() throws IOException {
    return GoldMarket.positions(
        market,
        "BANK-H,GC-2025-09,2",
        "BANK-C,GC-2025-09,-6",
        "FUND-H,GC-2025-09,3",
        "LONER,GC-2025-09,1");
  }

  private CommandRun run(Path positions, Object... more) {
    Object[] first = {
      "stress",
      "run",
      "--market",
      market,
      "--positions",
      positions,
      "--library",
      market.resolve("library.yaml")
    };
    return CommandRun.of(Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray());
  }

  /** Over margin per lot: 36,494 - 16,000 = 20,494. The client's gain of the bank helps nobody. */
  @Test
  void everyMemberIsShownWithWhatItsMarginDoesNotCover() throws IOException {
    CommandRun run = run(positions());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            """
            Stress, worst first, USD
            scenario  title         cover 1     cover 2  members
            --------  ----------  ---------  ----------  -----------
            crash     Gold -10 %  61,482.00  102,470.00  FUND + BANK
            rush      Gold +5 %   13,482.00   13,482.00  BANK
            """)
        .contains(
            """
            Members in crash, USD
            member         loss       cover     surplus  loss over margin
            ------  -----------  ----------  ----------  ----------------
            FUND     109,482.00   48,000.00        0.00         61,482.00
            BANK    -145,976.00  128,000.00  314,964.00         40,988.00
            LONER     36,494.00   16,000.00        0.00         20,494.00
            """)
        .contains("BANK-C   BANK    USD       -218,964.00       96,000.00")
        .contains("FUND-H   GC-2025-09     3  109,482.00  USD")
        .contains("Somebody sells.", "No historical windows");
  }

  @Test
  void csvHasOneLineForEveryScenarioAndAccount() throws IOException {
    CommandRun run = run(positions(), "--scenario", "crash", "-o", "csv");
    assertThat(run.out())
        .isEqualTo(
            """
            scenario,member,account,currency,loss,cover,loss_over_margin,member_loss_over_margin
            crash,FUND,FUND-H,USD,109482.00,48000.00,61482.00,61482.00
            crash,BANK,BANK-C,USD,-218964.00,96000.00,0.00,40988.00
            crash,BANK,BANK-H,USD,72988.00,32000.00,40988.00,40988.00
            crash,LONER,LONER,USD,36494.00,16000.00,20494.00,20494.00
            """);
  }

  @Test
  void anAccountThatOwesAnAddOnAndHoldsNothingLosesNothing() throws IOException {
    Path parameters = market.resolve("parameters.yaml");
    Files.writeString(
        parameters,
        Files.readString(parameters)
            + "manual_add_ons: [{account: EMPTY, currency: USD, amount: \"5.00\", reason: late,"
            + " expiry: \"2025-09-30\", first_approver: anna, second_approver: bo}]\n");
    CommandRun run = run(positions(), "--scenario", "crash", "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("crash,.*EMPTY,.*0.00");
  }

  @Test
  void jsonNamesScenariosAndEveryFileByHash() throws IOException {
    JsonNode json = run(positions(), "-o", "json", "--top", "1").json();
    JsonNode worst = json.at("/scenarios/0");
    assertThat(worst.at("/scenario/id").asString()).isEqualTo("crash");
    assertThat(worst.at("/scenario/moves").asString()).isEqualTo("GOLD -10 %");
    assertThat(worst.at("/cover_two/amount").asString()).isEqualTo("102470.00");
    assertThat(worst.at("/covered_members/1").asString()).isEqualTo("BANK");
    assertThat(worst.at("/top_contributors").size()).isEqualTo(1);
    assertThat(worst.at("/top_contributors/0/lots").asLong()).isEqualTo(3);
    assertThat(json.at("/base_currency").asString()).isEqualTo("USD");
    assertThat(json.at("/library/hash").asString()).matches("[0-9a-f]{64}");
    Path library = market.resolve("library.yaml");
    assertThat(json.get("inputs"))
        .anySatisfy(
            input -> {
              assertThat(input.get("file").asString()).isEqualTo(library.toString());
              assertThat(input.get("sha256").asString())
                  .isEqualTo(Hashing.sha256(Files.readAllBytes(library)));
            });
  }

  @Test
  void aLimitThatCoverTwoReachesIsExitCodeFour() throws IOException {
    CommandRun reached = run(positions(), "--fail-on", "102470.00");
    assertThat(reached.exitCode()).isEqualTo(4);
    assertThat(reached.out()).contains("Stress, worst first");
    assertThat(run(positions(), "--fail-on", "102470.01").exitCode()).isZero();
    assertThat(run(positions(), "--fail-on", "102470.00", "--scenario", "rush").exitCode())
        .isZero();
    CommandRun noAmount = run(positions(), "--fail-on", "much");
    assertThat(noAmount.exitCode()).isEqualTo(2);
    assertThat(noAmount.err()).contains("--fail-on: amount must be a decimal number, got 'much'");
    CommandRun negative = run(positions(), "--fail-on", "-5");
    assertThat(negative.exitCode()).isEqualTo(2);
    assertThat(negative.err()).contains("--fail-on: amount must not be negative, got '-5'");
  }

  @Test
  void aNumberOfPositionsBelowZeroIsAWrongCommandLine() throws IOException {
    CommandRun run = run(positions(), "--top", "-1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--top must not be negative, got '-1'");
  }

  @Test
  void aHeatMapThatCannotBeWrittenSaysWhy() throws IOException {
    CommandRun run = run(positions(), "--heat-map", market.resolve("none/map.svg"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "cannot write " + market.resolve("none/map.svg") + ": its directory is not there");
  }

  @Test
  void theHeatMapIsWrittenWhereItIsAskedFor() throws IOException {
    Path map = market.resolve("map.svg");
    assertThat(run(positions(), "--heat-map", map).exitCode()).isZero();
    assertThat(map)
        .content()
        .startsWith("<svg ")
        .contains("Prices 2025-09-05/EOD · margin by gold/1 · scenarios gold/1 · USD", ">61.5k<");
  }

  /** 2 days: 3,000 to 3,300 is +10 %, 3,300 to 2,640 is -20 %: 72,988 a lot, 56,988 over. */
  @Test
  void aHistoryAddsItsWorstStretches() throws IOException {
    Path history = market.resolve("history.csv");
    Files.writeString(
        history,
        """
        commodity,tenor,date,price,volatility
        GOLD,SPOT,2025-09-01,3000,
        GOLD,SPOT,2025-09-02,3100,
        GOLD,SPOT,2025-09-03,3300,
        GOLD,SPOT,2025-09-04,2900,
        GOLD,SPOT,2025-09-05,2640,
        """);
    CommandRun run =
        run(positions(), "--history", history, "--window", "2", "-o", "csv", "--scenario", "all");
    assertThat(run.out())
        .contains("history-gold-down-2d,LONER,LONER,USD,72988.00,16000.00,56988.00,56988.00")
        .contains("history-gold-up-2d,BANK,BANK-C,USD,218964.00,96000.00,122964.00,122964.00");
    CommandRun list =
        CommandRun.of(
            "stress",
            "list",
            "--library",
            market.resolve("library.yaml"),
            "--history",
            history,
            "--window",
            "2");
    assertThat(list.out()).contains("history-gold-up-2d: GOLD +10 %", "crash: GOLD -10 %");
    CommandRun other = CommandRun.of("stress", "list", "--history", history);
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.err()).contains("history.csv");
  }

  @Test
  void whatTheScenariosDoNotKnowIsRefusedAndNotLeftOut() throws IOException {
    Path positions = positions();
    CommandRun standard =
        CommandRun.of("stress", "run", "--market", market, "--positions", positions);
    assertThat(standard.exitCode()).isEqualTo(3);
    assertThat(standard.err())
        .contains("stress library stress-compute/1 knows no commodity GOLD; it knows [B200,");
    GoldMarket.write(
        market,
        "history.csv",
        "commodity,tenor,date,price,volatility",
        "GOLD,SPOT,2025-09-01,1,",
        "GOLD,SPOT,2025-09-01,2,");
    CommandRun twice = run(positions, "--history", market.resolve("history.csv"));
    assertThat(twice.exitCode()).isEqualTo(3);
    assertThat(twice.err()).contains("history.csv:3: field 'date'", "stands twice in its series");
    GoldMarket.write(
        market, "history.csv", "commodity,tenor,date,price,volatility", "GOLD,SPOT,2025-09-01,1,");
    CommandRun tooShort = run(positions, "--history", market.resolve("history.csv"));
    assertThat(tooShort.exitCode()).isEqualTo(3);
    assertThat(tooShort.err()).contains("history of GOLD has 1 prices");
    GoldMarket.write(market, "library.yaml", "id: x", "surprise: 1");
    CommandRun wrong = run(positions);
    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err()).contains("library.yaml:1: ", "surprise is not a known field");
  }

  @Test
  void anUnknownScenarioOrCurrencyIsUsage() throws IOException {
    CommandRun run = run(positions(), "--scenario", "crush");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("has no scenario 'crush'; it has crash, rush");
    assertThat(run(positions(), "--base", "GOLD").err()).contains("--base: no currency 'GOLD'");
    CommandRun noRate = run(positions(), "--base", "CNY");
    assertThat(noRate.exitCode()).isEqualTo(3);
    assertThat(noRate.err())
        .contains("price set 2025-09-05/EOD has no FX rate USD/CNY, nor CNY/USD");
  }

  @Test
  void anAccountThatIsNamedLikeAMemberButIsNotItsOwnIsRefused() throws IOException {
    CommandRun run = run(GoldMarket.positions(market, "BANK,GC-2025-09,1"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("account BANK is not in accounts.csv and has the id of a member");
  }

  @Test
  void theListTellsEveryStory() {
    CommandRun list = CommandRun.of("stress", "list");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out())
        .containsPattern("list-cut-44 +List-price cut, GPU -44 %")
        .contains("new-generation: B200, BLACKWELL +25 %, vol x1.25; H100 -35 %, vol x1.5")
        .contains("negative-price: B200, BLACKWELL, H100 to -0.1 in front, less behind, vol x2")
        .contains("rationing: B200, BLACKWELL, H100, TOKEN vol x2")
        .contains("Blackwell spot went from 2.75 to 4.08 USD per GPU-hour");
    assertThat(list.out().lines()).allMatch(line -> line.length() <= 100);
    JsonNode json = CommandRun.of("stress", "list", "-o", "json").json();
    assertThat(json.get("scenarios").size()).isEqualTo(18);
    assertThat(CommandRun.of("stress", "list", "-o", "csv").out())
        .startsWith("scenario,title,moves,narrative\n")
        .contains("scarcity-48,\"Scarcity, GPU +48 %\"");
  }

  /**
   * The sample market, whose positions sum to zero: its worst position is worked out of its files.
   */
  @Test
  void theSampleMarketIsStressedWithAllItsHistory() throws IOException {
    Path sample = market.resolve("sample");
    assertThat(CommandRun.of("market", "export", sample, "--date", "2026-10-30").exitCode())
        .isZero();
    CommandRun run =
        CommandRun.of(
            "stress",
            "run",
            "--market",
            sample,
            "--positions",
            sample.resolve("positions.csv"),
            "--history",
            sample.resolve("history.csv"),
            "-o",
            "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode scenarios = run.json().get("scenarios");
    JsonNode worst =
        IntStream.range(0, scenarios.size())
            .mapToObj(scenarios::get)
            .filter(each -> each.at("/scenario/id").asString().equals("api-repricing-80"))
            .findFirst()
            .orElseThrow();
    JsonNode first = worst.at("/top_contributors/0");
    assertTokenFutureLosesFourFifths(sample, first);
    assertThat(scenarios.size()).isGreaterThan(18);
    String ids = scenarios.toString();
    assertThat(ids).contains("history-blackwell-up-5d", "\"floored_contracts\":[\"B200-2026-11\"");
  }

  /** A future that falls by 80 % loses lots x price x 2,000 x 0.8; a yuan at 1 / 7.05 dollars. */
  private static void assertTokenFutureLosesFourFifths(Path sample, JsonNode contributor)
      throws IOException {
    String contract = contributor.at("/contract").asString();
    String account = contributor.at("/account").asString();
    assertThat(contract).matches("TOKEN-2026-1[12]");
    BigDecimal lots = cell(sample.resolve("positions.csv"), account + "," + contract + ",");
    BigDecimal price = cell(sample.resolve("prices.csv"), contract + ",");
    BigDecimal loss = lots.multiply(price).multiply(new BigDecimal("1600"));
    assertThat(loss).isGreaterThan(new BigDecimal("1000000"));
    assertThat(contributor.at("/lots").asLong()).isEqualTo(lots.longValueExact());
    assertThat(new BigDecimal(contributor.at("/loss/amount").asString()))
        .isEqualByComparingTo(loss);
    assertThat(new BigDecimal(contributor.at("/loss_in_base_currency/amount").asString()))
        .isEqualByComparingTo(loss.divide(new BigDecimal("7.05"), 2, RoundingMode.CEILING));
  }

  /** The cell after the beginning of a line. */
  private static BigDecimal cell(Path file, String beginning) throws IOException {
    String line =
        Files.readAllLines(file).stream()
            .filter(each -> each.startsWith(beginning))
            .findFirst()
            .orElseThrow();
    return new BigDecimal(line.substring(beginning.length()).split(",")[0]);
  }
}
