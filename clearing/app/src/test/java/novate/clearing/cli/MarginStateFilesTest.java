package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import novate.margin.format.SpanExport;
import novate.market.ContractId;
import novate.wire.MarketDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a market directory may have besides prices, and what a margin can be written as. */
class MarginStateFilesTest {
  @TempDir Path market;

  @BeforeEach
  void copyMarket() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
  }

  private static CommandRun compute(Path market, Path positions, Object... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("margin", "compute", "--market", market, "--positions", positions),
                Stream.of(more))
            .toArray());
  }

  private void withSection(String section) throws IOException {
    Path parameters = market.resolve("parameters.yaml");
    Files.writeString(
        parameters,
        Files.readString(parameters)
            .replace("    jump_max: 0.20\n", "    jump_max: 0.20\n" + section));
  }

  /**
   * One lot is 364,940.00 of notional. 5 % are 18,247.00; above 100,000 lots open 10 % are
   * 36,494.00; after one day locked 12 % are 43,792.80.
   */
  @Test
  void openInterestAndLockedDaysRaiseTheRateLadder() throws IOException {
    withSection(
        """
            rate_ladder:
              basis: LARGER_WITH_SCAN
              sides: LARGER
              both_sides_last_days: 0
              normal: 0.05
              open_interest:
                - {above_lots: 100000, rate: 0.10}
              limit_locked:
                - {day: 1, rate: 0.12}
        """);
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1");
    CommandRun unknown = compute(market, positions);
    assertThat(unknown.exitCode()).isEqualTo(7);
    assertThat(unknown.err())
        .contains("contract GC-2025-09: its rate ladder has bands of open interest");
    GoldMarket.write(
        market, "open_interest.csv", "contract,lots,locked_days", "GC-2025-09,100000,0");
    assertThat(compute(market, positions).out())
        .contains("\nRate ladder\n", "18,247.00")
        .containsPattern("LONG +GC-2025-09 +USD +1 +0.05 +NORMAL ");
    GoldMarket.write(
        market, "open_interest.csv", "contract,lots,locked_days", "GC-2025-09,100001,0");
    CommandRun open = compute(market, positions, "-o", "json");
    assertThat(open.exitCode()).as(open.err()).isZero();
    JsonNode gold = open.json().at("/accounts/0/currencies/0/commodities/0");
    assertThat(gold.at("/rate_ladder/amount").asString()).isEqualTo("36494.00");
    assertThat(gold.at("/rate_ladder_lines/0/rung").asString()).isEqualTo("OPEN_INTEREST");
    assertThat(gold.at("/rate_ladder_lines/0/reason").asString()).contains("100001");
    assertThat(open.json().get("inputs"))
        .extracting(input -> input.get("role").asString())
        .contains("open_interest.csv");
    GoldMarket.write(market, "open_interest.csv", "contract,lots,locked_days", "GC-2025-09,,1");
    assertThat(compute(market, positions).exitCode()).isEqualTo(7);
    GoldMarket.write(market, "open_interest.csv", "contract,lots,locked_days", "GC-2025-09,0,1");
    assertThat(compute(market, positions).out()).contains("LIMIT_LOCKED", "43,792.80");
  }

  @Test
  void everyErrorOfTheStateFilesIsReportedWithItsLine() throws IOException {
    GoldMarket.write(
        market,
        "open_interest.csv",
        "contract,lots,locked_days",
        "GC-2025-09,-1,0",
        "NONE,5,0",
        "GC-2025-10,5,-2",
        "GC-2025-10,5,0");
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1");
    CommandRun run = compute(market, positions);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            market + "/open_interest.csv:2: field 'lots' = '-1': must not be negative",
            market + "/open_interest.csv:3: field 'contract' = 'NONE': is not listed",
            market + "/open_interest.csv:4: field 'locked_days' = '-2'",
            market + "/open_interest.csv:5: field 'contract' = 'GC-2025-10': stands twice");
    Files.delete(market.resolve("open_interest.csv"));
    GoldMarket.write(
        market,
        "fixing_quality.csv",
        "contract,low_confidence,manipulation_ratio",
        "GC-2025-09,perhaps,1",
        "GC-2025-10,true,-0.1");
    assertThat(compute(market, positions).err())
        .contains(
            market + "/fixing_quality.csv:2: field 'low_confidence' = 'perhaps'",
            market + "/fixing_quality.csv:3: manipulation ratio must be zero or more, got -0.1");
  }

  /** NEW is not in the positions file; the add-on of GONE ended the day before. */
  @Test
  void anAccountThatHoldsNothingOwesItsManualAddOn() throws IOException {
    Path parameters = market.resolve("parameters.yaml");
    Files.writeString(
        parameters,
        Files.readString(parameters)
            + """
            manual_add_ons:
              - {account: NEW, currency: USD, amount: "2500.00", reason: "late", expiry: "2025-09-05", first_approver: anna, second_approver: bo}
              - {account: GONE, currency: USD, amount: "9.00", reason: "late", expiry: "2025-09-04", first_approver: anna, second_approver: bo}
            """);
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1");
    CommandRun run = compute(market, positions, "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().skip(1))
        .containsExactly(
            "LONG,HOUSE,USD,16000.00,0.00,0.00,16000.00",
            "NEW,HOUSE,USD,0.00,0.00,2500.00,2500.00");
    CommandRun explained =
        CommandRun.of(
            "margin", "explain", "--market", market, "--positions", positions, "--account", "NEW");
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("2,500.00");
    CommandRun house = CommandRun.of("import", "parameters", parameters, "--dry-run");
    assertThat(house.exitCode()).isEqualTo(3);
    assertThat(house.err())
        .contains("field 'manual_add_ons' = 'NEW': is due from an account that may hold nothing");
  }

  /** The market of the day before the last: a fixing from a fallback adds a quarter of 16,000. */
  @Test
  void aFixingOfLowQualityRaisesTheExpiringContract() throws IOException {
    withSection(
        """
            add_ons:
              horizon_days: 1
              holiday: false
              fixing_quality: {multiplier: 1.25}
        """);
    GoldMarket.write(
        market,
        "price_set.csv",
        "price_set_id,business_date,as_of",
        "2025-09-25/EOD,2025-09-25,2025-09-25T21:00:00Z");
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1");
    CommandRun unknown = compute(market, positions);
    assertThat(unknown.exitCode()).isEqualTo(7);
    assertThat(unknown.err()).contains("nothing is known of the quality of its fixings");
    GoldMarket.write(
        market,
        "fixing_quality.csv",
        "contract,low_confidence,manipulation_ratio",
        "GC-2025-09,true,0.4");
    CommandRun run = compute(market, positions);
    assertThat(run.out())
        .contains("\nAdd-ons\n", "20,000.00", "low_confidence true, manipulation_ratio 0.4")
        .containsPattern("LONG +FIXING_QUALITY +GOLD +USD +4,000.00 ");
  }

  /** What is written margins the same positions to the same cent, with spreads and spot month. */
  @Test
  void theArraysAreWrittenForOtherHouses() throws IOException {
    Path sample = market.resolve("sample");
    assertThat(CommandRun.of("market", "export", sample).exitCode()).isZero();
    Path span = market.resolve("ours.spn");
    Path positions = sample.resolve("positions.csv");
    CommandRun ours = compute(sample, positions, "-o", "csv", "--span-out", span);
    assertThat(ours.exitCode()).as(ours.err()).isZero();
    List<String> theirs = new ArrayList<>(List.of("account,contract,lots"));
    Map<String, String> names = spanNames(sample);
    Files.readAllLines(positions).stream()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(row -> theirs.add(row[0] + "," + names.get(row[1]) + "," + row[2]));
    Path translated = Files.write(market.resolve("theirs.csv"), theirs);
    CommandRun back = CommandRun.of("import", "span", span, "--positions", translated, "-o", "csv");
    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(margins(back.out())).isEqualTo(margins(ours.out())).isNotEmpty();
    assertThat(ours.err())
        .isEqualTo(
            "novate: the file has the scan alone: of parameter set compute-2026/1 it leaves out"
                + " rate ladders\n");
    CommandRun again = compute(sample, positions, "--span-out", span);
    assertThat(again.exitCode()).isEqualTo(8);
    assertThat(again.err()).contains("ours.spn is there already");
  }

  private static Map<String, String> spanNames(Path sample) {
    Map<String, String> names = new TreeMap<>();
    MarketDirectory directory =
        MarketDirectory.read(
            name -> {
              try {
                Path file = sample.resolve(name);
                return Files.exists(file)
                    ? Optional.of(Files.newBufferedReader(file))
                    : Optional.empty();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    directory
        .catalogue()
        .contracts()
        .forEach(
            contract -> {
              ContractId theirs = SpanExport.key(contract).contractId();
              names.put(contract.id().value(), theirs.value());
            });
    return names;
  }

  /** Initial margin in dollars of house accounts: tokens have a rate ladder besides the scan. */
  private static Map<String, String> margins(String csv) {
    Map<String, String> margins = new TreeMap<>();
    csv.lines()
        .skip(1)
        .map(line -> line.split(","))
        .filter(row -> row[0].endsWith("-H") && row[2].equals("USD"))
        .forEach(row -> margins.put(row[0], row[3] + " " + row[4]));
    return margins;
  }

  @Test
  void timingIsSaidOnStandardErrorAlone() throws IOException {
    Path positions = GoldMarket.positions(market, "LONG,GC-2025-09,1");
    CommandRun timed = compute(market, positions, "--timing");
    assertThat(timed.err())
        .matches(
            "novate: computed in \\d+ ms: risk arrays of 4 contracts, requirements of 1"
                + " accounts\n");
    assertThat(timed.out()).isEqualTo(compute(market, positions).out());
  }

  /**
   * 50 gold commodities of 100 months each, one lot long of every month: 5,000 positions of
   * 16,000.00 add up to 80,000,000.00, and against one short lot each in January 2030 two fewer
   * count: 78,400,000.00.
   */
  @Test
  void anAccountOfFiveThousandPositionsIsMargined() throws IOException {
    Path large = LargeMarket.write(market.resolve("large"), market);
    CommandRun run = compute(large, large.resolve("positions.csv"), "-o", "csv", "--timing");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().skip(1))
        .containsExactly(
            "LONG,HOUSE,USD,80000000.00,0.00,0.00,80000000.00",
            "MIXED,HOUSE,USD,78400000.00,0.00,0.00,78400000.00");
  }
}
