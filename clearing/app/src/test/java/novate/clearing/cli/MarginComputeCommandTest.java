package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import novate.market.Hashing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarginComputeCommandTest {
  @TempDir Path market;

  @BeforeEach
  void copyMarket() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
  }

  private CommandRun compute(Path positions, Object... more) {
    Object[] first = {"margin", "compute", "--market", market, "--positions", positions};
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }

  /** CME-GC-202509: one long lot risks 16,000 USD, in scenario 13; a short one in scenario 11. */
  @Test
  void goldFuturesNeedWhatTheExchangePublished() throws IOException {
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1", "SHORT,GC-2025-09,-3");
    CommandRun run = compute(positions);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            """
            Initial margin
            account  account class  currency  initial margin  net option value  add ons   required
            -------  -------------  --------  --------------  ----------------  -------  ---------
            LONG     HOUSE          USD            16,000.00              0.00     0.00  16,000.00
            SHORT    HOUSE          USD            48,000.00              0.00     0.00  48,000.00
            """)
        .containsPattern("LONG +GOLD +USD +16,000.00 +13 +16,000.00 +16,000.00 +1.0000\\n");
  }

  @Test
  void csvIsTheRequirementsAlone() throws IOException {
    CommandRun run = compute(GoldMarket.positions(market, "LONG,GC-2025-09,2"), "-o", "csv");
    assertThat(run.out())
        .isEqualTo(
            """
            account,account_class,currency,initial_margin,net_option_value,add_ons,required
            LONG,HOUSE,USD,32000.00,0.00,0.00,32000.00
            """);
  }

  @Test
  void jsonNamesEveryInputByItsHash() throws IOException {
    Path positions = GoldMarket.positions(market, "SHORT,GC-2025-09,-1");
    JsonNode json = compute(positions, "-o", "json").json();
    JsonNode currency = json.at("/accounts/0/currencies/0");
    assertThat(currency.at("/initial_margin/amount").asString()).isEqualTo("16000.00");
    assertThat(currency.at("/initial_margin/currency").asString()).isEqualTo("USD");
    assertThat(currency.at("/commodities/0/active_scenario").asInt()).isEqualTo(11);
    assertThat(currency.at("/commodities/0/scenario_losses_minor_units").size()).isEqualTo(16);
    assertThat(currency.at("/commodities/0/calendar_charge/amount").asString()).isEqualTo("0.00");
    assertThat(currency.at("/commodities/0/risk/amount").asString()).isEqualTo("16000.00");
    assertThat(json.get("as_of").asString()).isEqualTo("2025-09-05T21:00:00Z");
    assertThat(json.at("/parameter_set/id").asString()).isEqualTo("gold/1");
    assertThat(json.get("engine_version").asString()).isNotEmpty();
    assertThat(json.get("inputs"))
        .anySatisfy(
            input -> {
              assertThat(input.get("role").asString()).isEqualTo("positions");
              assertThat(input.get("file").asString()).isEqualTo(positions.toString());
              assertThat(input.get("sha256").asString())
                  .isEqualTo(Hashing.sha256(Files.readAllBytes(positions)));
            })
        .hasSize(8);
  }

  /**
   * Two long against one short: one lot net, one spread of 85.00, 10.00 + 30.00 of a spot month.
   */
  @Test
  void spreadsAndSpotMonthsStandInTheirColumns() throws IOException {
    GoldMarket.withCalendarSpread(market);
    Path positions = GoldMarket.positions(market, "A,GC-2025-09,2", "A,GC-2025-10,-1");
    assertThat(compute(positions).out())
        .contains("Risk = max(scan")
        .containsPattern("A +GOLD +USD +16,000.00 +13 +85.00 +40.00 +16,125.00 +16,125.00 +1.0000");
    JsonNode gold =
        compute(positions, "-o", "json").json().at("/accounts/0/currencies/0/commodities/0");
    assertThat(gold.at("/calendar_charge/amount").asString()).isEqualTo("85.00");
    assertThat(gold.at("/spot_charge/amount").asString()).isEqualTo("40.00");
    assertThat(gold.at("/inter_commodity_credit/amount").asString()).isEqualTo("0.00");
    assertThat(gold.at("/short_option_minimum/amount").asString()).isEqualTo("0.00");
  }

  @Test
  void theClassOfAnAccountComesFromTheFileElseFromTheOption() throws IOException {
    GoldMarket.write(market, "members.csv", "member_id,name", "M,Member");
    GoldMarket.write(
        market, "accounts.csv", "account_id,member_id,account_class", "NAMED,M,SEGREGATED");
    Path positions = GoldMarket.positions(market, "NAMED,GC-2025-09,1", "OTHER,GC-2025-09,1");
    CommandRun run = compute(positions, "-o", "csv", "--account-class", "CLIENT_NET");
    // The ratio of SEGREGATED is 1.1: 16,000 * 1.1.
    assertThat(run.out())
        .contains("NAMED,SEGREGATED,USD,17600.00")
        .contains("OTHER,CLIENT_NET,USD,16000.00");
  }

  @Test
  void aMissingPriceOfAContractHeldIsMissingMarketData() throws IOException {
    CommandRun run = compute(GoldMarket.positions(market, "LONG,GC-2025-10,1"));
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err())
        .contains("contract GC-2025-10 cannot be valued: price set 2025-09-05/EOD has no price");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingPriceOfAContractNotHeldDoesNotMatter() throws IOException {
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1", "LONG,GC-2025-10,0");
    assertThat(compute(positions).exitCode()).isZero();
  }

  @Test
  void everyPositionThatCannotBeIsReportedWithItsLine() throws IOException {
    Path positions =
        GoldMarket.positions(
            market, "A,GC-2025-08,1", "A,GC-2025-12,1", "A,NONE,1", "A,GC-2025-09,1.5");
    CommandRun run = compute(positions);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(positions + ":2: field 'contract'", "expired on"),
            line -> assertThat(line).contains(":3: field 'contract'", "not active"),
            line -> assertThat(line).contains(":4: field 'contract' = 'NONE': is not listed"),
            line -> assertThat(line).contains(":5: field 'lots' = '1.5': must be a whole"));
  }

  @Test
  void morePositionsThanCanBeCountedAreRefused() throws IOException {
    Path positions = GoldMarket.positions(market, "A,GC-2025-09,999999999999999999");
    CommandRun run = compute(positions);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("account A");
  }

  @Test
  void aParameterFileThatIsWrongIsRefused() throws IOException {
    GoldMarket.write(market, "parameters.yaml", "id: gold/1", "surprise: 1");
    CommandRun run = compute(GoldMarket.positions(market, "A,GC-2025-09,1"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("parameters.yaml:1: ", "surprise");
  }

  @Test
  void filesThatAreNotThereAreInvalidInput() throws IOException {
    CommandRun noPositions = compute(market.resolve("none.csv"));
    assertThat(noPositions.exitCode()).isEqualTo(3);
    assertThat(noPositions.err()).contains("there is no file " + market.resolve("none.csv"));
    Files.delete(market.resolve("products.csv"));
    CommandRun noProducts = compute(GoldMarket.positions(market, "A,GC-2025-09,1"));
    assertThat(noProducts.exitCode()).isEqualTo(3);
    assertThat(noProducts.err())
        .contains(market + "/products.csv:1: is missing in the market directory");
  }
}
