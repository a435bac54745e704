package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarginExplainCommandTest {
  @TempDir Path market;

  @BeforeEach
  void copyMarket() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
    GoldMarket.withCalendarSpread(market);
  }

  private CommandRun explain(Path positions, Object... more) {
    Object[] first = {"margin", "explain", "--market", market, "--positions", positions};
    return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  private Path spread() throws IOException {
    return GoldMarket.positions(
        market, "A,GC-2025-09,2", "A,GC-2025-10,-1", "B,GC-2025-09,-3", "C,GC-2025-09,0");
  }

  @Test
  void aMemberReadsWhyTheMarginIsWhatItIs() throws IOException {
    CommandRun run = explain(spread(), "--account", "A", "--account-class", "SEGREGATED");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    // (16,000 scan + 85 spread + 10 + 30 spot month) * 1.1 = 17,737.50.
    assertThat(run.out())
        .startsWith(
            "A (SEGREGATED) needs 17,737.50 USD. The largest charge is 17,737.50 for GOLD, whose"
                + " worst scenario is 13: GOLD down 160 USD per")
        .contains(
            """
            account  currency  component            commodity     amount  reason
            -------  --------  -------------------  ---------  ---------  ------------------------------------------
            A        USD       scan risk            GOLD       16,000.00  largest loss of 16 scenarios, in number 13
            A        USD       calendar spreads     GOLD           85.00  spreads between months: 1
            A        USD       spot month           GOLD           40.00  periods about to settle: 1
            A        USD       account class ratio  GOLD        1,612.50  SEGREGATED pays 1.1 times the risk
            A        USD       required                        17,737.50  sum of the above
            """)
        .containsPattern(
            "calendar spread +2025-09 : 2025-10 at 85 USD +1 +2025-09 \\+1 / 2025-10 -1 +85.00")
        .containsPattern("spot month +2025-09 +1 in spreads, 1 outright +40.00")
        .doesNotContain("B (");
  }

  /** November is about to be delivered: 48 lots * 18,180.00 * 15 % = 130,896.00 CNY. */
  @Test
  void aMarginThatTheRateLadderMakesNamesContractRateAndReason() throws IOException {
    Path sample = market.resolve("sample");
    assertThat(CommandRun.of("market", "export", "--date", "2026-10-30", sample).exitCode())
        .isZero();
    Path positions = GoldMarket.positions(market, "A,TOKEN-2026-11,-48", "A,TOKEN-2026-12,19");
    CommandRun run =
        CommandRun.of("margin", "explain", "--market", sample, "--positions", positions);
    assertThat(run.out())
        .startsWith(
            "A (HOUSE) needs 130,896.00 CNY. The largest charge is 130,896.00 for TOKEN, as the"
                + " rate ladder asks more than the scan; most for TOKEN-2026-11 at 15 % of notional"
                + " (")
        .contains("the rate ladder asks for 130,896.00 CNY", "tier 1 : tier 1 at 600 CNY")
        .containsPattern("TOKEN-2026-11 +-48 +872,640.00 +0.15 +130,896.00 +short +from")
        .containsPattern("TOKEN-2026-12 +19 +320,530.00 +0.1 +32,053.00 +long +from");
  }

  /**
   * On 15 October, 11 of October's 22 fixings are published: half of a lot is left, and scenarios
   * move only the forward of the rest.
   */
  @Test
  void anAveragingContractShowsHowItFadesThroughItsMonth() throws IOException {
    Path sample = market.resolve("averaging");
    assertThat(CommandRun.of("market", "export", "--date", "2026-10-15", sample).exitCode())
        .isZero();
    Path positions = GoldMarket.positions(market, "A,H100-2026-10,10", "A,H100-2026-12,1");
    CommandRun run =
        CommandRun.of("margin", "explain", "--market", sample, "--positions", positions);
    assertThat(run.out())
        .containsPattern("H100-2026-10 +22 +11 +[0-9.]+ +[0-9.]+ +0.5000 +[0-9.]+\n")
        .containsPattern("H100-2026-10 +11 +now +0.5000 +")
        .doesNotContainPattern("H100-2026-12 +22");
    JsonNode json =
        CommandRun.of(
                "margin", "explain", "--market", sample, "--positions", positions, "-o", "json")
            .json();
    JsonNode month = json.at("/averaging_months/0");
    assertThat(json.get("averaging_months").size()).isEqualTo(1);
    // n * S = m * A + (n - m) * F
    BigDecimal both =
        new BigDecimal(month.get("average").asString())
            .add(new BigDecimal(month.get("forward").asString()));
    assertThat(both.divide(BigDecimal.TWO))
        .isCloseTo(
            new BigDecimal(month.get("price").asString()),
            org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
    BigDecimal before = new BigDecimal("1000000");
    int[] published = {0, 5, 11, 16, 21};
    for (int s = 0; s < published.length; s++) {
      JsonNode stage = month.at("/stages/" + s);
      assertThat(stage.get("published").asInt()).isEqualTo(published[s]);
      BigDecimal risk = new BigDecimal(stage.at("/long_risk/amount").asString());
      assertThat(risk).isLessThan(before).isPositive();
      before = risk;
    }
    // The position's own loss is ten times the stage of now.
    assertThat(
            new BigDecimal(month.at("/stages/2/long_risk/amount").asString())
                .compareTo(
                    new BigDecimal(
                        json.at("/accounts/0/currencies/0/commodities/0/contributions/0")
                            .at("/loss_per_lot/amount")
                            .asString())))
        .isZero();
  }

  @Test
  void nothingHeldIsSaidInOneLineAndCsvIsTheHeaderAlone() throws IOException {
    Path none = GoldMarket.positions(market);
    assertThat(explain(none).out()).startsWith("No account holds anything.");
    assertThat(explain(none, "-o", "csv").out())
        .isEqualTo("account,currency,component,commodity,amount,reason\n");
  }

  @Test
  void anAccountIdThatIsNoneIsAWrongCommandLineInItsOwnWords() throws IOException {
    CommandRun run = explain(spread(), "--account", "a b");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'--account': account id must be letters, digits")
        .doesNotContain("Exception");
  }

  @Test
  void csvIsTheComponents() throws IOException {
    assertThat(explain(spread(), "--account", "B", "-o", "csv").out())
        .isEqualTo(
            """
            account,currency,component,commodity,amount,reason
            B,USD,scan risk,GOLD,48000.00,"largest loss of 16 scenarios, in number 11"
            B,USD,spot month,GOLD,90.00,periods about to settle: 1
            B,USD,required,,48090.00,sum of the above
            """);
  }

  @Test
  void jsonHasEveryPositionAndScenarioAndAddsUp() throws IOException {
    JsonNode account = explain(spread(), "-o", "json").json().at("/accounts/0");
    JsonNode gold = account.at("/currencies/0/commodities/0");
    assertThat(gold.get("scenarios").size()).isEqualTo(16);
    assertThat(gold.at("/scenarios/12/words").asString()).startsWith("GOLD down 160 USD per");
    assertThat(gold.get("contributions").size()).isEqualTo(2);
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode contribution : gold.get("contributions")) {
      sum = sum.add(new BigDecimal(contribution.at("/contribution/amount").asString()));
    }
    assertThat(sum.toPlainString()).isEqualTo(gold.at("/charge/amount").asString());
    // The hedge: 16,000 less of scan, half of the spread, nothing of September's spot month.
    assertThat(gold.at("/contributions/1/parts/scan_risk/amount").asString())
        .isEqualTo("-16000.00");
    assertThat(gold.at("/contributions/1/contribution/amount").asString()).isEqualTo("-15957.50");
  }

  @Test
  void anAccountThatHoldsNothingSaysSo() throws IOException {
    assertThat(explain(spread()).out()).contains("C (HOUSE) holds nothing and needs no margin.\n");
  }

  @Test
  void anAccountThatIsNotThereIsInvalidInput() throws IOException {
    CommandRun run = explain(spread(), "--account", "NOBODY");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("account NOBODY is not in", "positions.csv");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void filesAreRefusedAsByCompute() throws IOException {
    assertThat(explain(market.resolve("none.csv")).exitCode()).isEqualTo(3);
    assertThat(explain(GoldMarket.positions(market, "A,NONE,1")).exitCode()).isEqualTo(3);
    GoldMarket.write(market, "prices.csv", "contract_id,price,source");
    assertThat(explain(GoldMarket.positions(market, "A,GC-2025-09,1")).exitCode()).isEqualTo(7);
    assertThat(CommandRun.of("margin", "explain").exitCode()).isEqualTo(2);
  }
}
