package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A month of H100 by hand. October 2026 has 22 fixing dates: 21 at 2.500 and the last at 2.610 have
 * the sum 55.110 and the mean 2.505. From 2.480 that is 25 ticks of 0.73 USD: 18.25 a lot.
 */
class SettleRunCommandTest {
  private static final String HEADER =
      "index_id,fixing_date,revision,value,observations,contributors,dispersion,"
          + "is_low_confidence,methodology_id,methodology_hash";

  @TempDir private static Path market;
  private static String prices = "";

  @TempDir private Path parent;

  @BeforeAll
  static void exportTheSampleMarket() throws IOException {
    assertThat(CommandRun.of("market", "export", "--date", "2026-10-29", market).exitCode())
        .isZero();
    prices = Files.readString(market.resolve("prices.csv"));
  }

  @BeforeEach
  void octoberWasSettledAt2480() throws IOException {
    price("H100-2026-10,2.480,EXCHANGE\n");
  }

  private static void price(String row) throws IOException {
    Files.writeString(
        market.resolve("prices.csv"), prices.replaceFirst("(?m)^H100-2026-10,.*\n", row));
  }

  private Path fixings(List<String> days) throws IOException {
    List<String> rows = new ArrayList<>(List.of(HEADER));
    for (String day : days) {
      String value = day.equals("30") ? "2.610" : "2.500";
      rows.add("SD-H100,2026-10-%s,1,%s,5,5,0.1,false,by-hand/1,00".formatted(day, value));
    }
    return Files.write(parent.resolve("fixings.csv"), rows);
  }

  private static List<String> days() {
    return List.of(
        "01 02 05 06 07 08 09 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30".split(" ", -1));
  }

  private CommandRun settle(Path fixings, List<String> positions, Object... more)
      throws IOException {
    Path file = parent.resolve("positions.csv");
    Files.write(
        file, Stream.concat(Stream.of("account,contract,lots"), positions.stream()).toList());
    Object[] first = {
      "settle",
      "run",
      "--market",
      market,
      "--positions",
      file,
      "--contract",
      "H100-2026-10",
      "--fixings",
      fixings
    };
    return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  @Test
  void aMonthByHandSettlesAtItsMeanAndPaysTheLastStep() throws IOException {
    CommandRun run =
        settle(
            fixings(days()),
            List.of("A,H100-2026-10,10", "B,H100-2026-10,-7", "C,H100-2026-10,-3"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("H100-2026-10 settles at 2.505: the mean of 22 fixings of SD-H100.\n")
        .contains("2026-10-30  2.610")
        .containsPattern("sum +55.110\n.*fixings +22\n")
        .containsPattern("H100-2026-10 +A +10 +USD +182.50 ")
        .containsPattern("H100-2026-10 +B +-7 +USD +-127.75 ")
        .containsPattern("H100-2026-10 +C +-3 +USD +-54.75 ")
        .endsWith("H100-2026-10: lots and cash add up to zero.\n");
    JsonNode json = settle(fixings(days()), List.of("A,H100-2026-10,10"), "-o", "json").json();
    assertThat(json.get("final_settlement_price").asString()).isEqualTo("2.505");
    assertThat(json.get("mean").asString()).isEqualTo("2.50500000000");
    assertThat(json.get("fixings").size()).isEqualTo(22);
  }

  @Test
  void aPartOfTheHouseIsSaidToBeOne() throws IOException {
    assertThat(settle(fixings(days()), List.of("A,H100-2026-10,10")).out())
        .contains("lots add up to +10, so these positions are not the whole house");
  }

  @Test
  void aMissingFixingNamesItsDateAndNothingIsSettled() throws IOException {
    List<String> days = new ArrayList<>(days());
    days.removeAll(List.of("07", "28"));
    CommandRun run = settle(fixings(days), List.of("A,H100-2026-10,10"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.NO_MARKET_DATA.code());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "contract H100-2026-10: 2 of 22 scheduled fixings of index SD-H100 missing: 2026-10-07,"
                + " 2026-10-28");
  }

  @Test
  void withTheFallbackItTakesTheValueBeforeItAndSaysSo() throws IOException {
    List<String> days = new ArrayList<>(days());
    days.removeAll(List.of("07", "28"));
    CommandRun run = settle(fixings(days), List.of("A,H100-2026-10,10"), "--fallback", "previous");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("settles at 2.505")
        .contains("2026-10-07  2.500         1  previous_value/2026-10-06  low")
        .contains(
            "2 of 22 dates have no value and took the one before, low-confidence: 2026-10-07,"
                + " 2026-10-28.");
    days.remove("01");
    assertThat(settle(fixings(days), List.of(), "--fallback", "previous").err())
        .as("nothing comes before the first")
        .contains("1 of 22 scheduled fixings of index SD-H100 missing: 2026-10-01");
  }

  @Test
  void whatIsNotListedOrNotPricedIsRefused() throws IOException {
    Path fixings = fixings(days());
    CommandRun unknown =
        CommandRun.of(
            "settle",
            "run",
            "--market",
            market,
            "--positions",
            market.resolve("positions.csv"),
            "--contract",
            "H200-2026-10");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.INPUT_INVALID.code());
    price("");
    CommandRun unpriced = settle(fixings, List.of("A,H100-2026-10,1"));
    assertThat(unpriced.exitCode()).isEqualTo(ExitCode.NO_MARKET_DATA.code());
    assertThat(unpriced.err()).contains("has no price of H100-2026-10");
  }
}
