package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import novate.clearing.house.LocalHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two business dates of a house as its operator types them, from an empty log. */
class OperatorDayTest {
  private static final String FIRST = "2026-10-30";
  private static final String SECOND = "2026-11-02";
  private static final String JUMPING = "H100-2026-12";
  private static final String EXPIRED = "H100-2026-10";
  private static final String INDEX = "SD-H100";

  @TempDir private Path parent;

  @Test
  void aPersonClearsTwoDaysWithoutTheDemo() throws IOException {
    Path market = parent.resolve("market");
    run(0, "market", "export", market);
    try (LocalHouse _ = LocalHouse.open(parent.resolve("house"))) {
      theMarketOpensTheHouseOnce(market);
      theFirstDayEndsOnceItsPricesAreAllThere(market.resolve("feed"));
      eod(0, "open", SECOND);
      twoPeopleRestateAPriceOfThePastDay();
      whatTheRulesDoNotKnowIsRefused();
      whatJumpsIsHeldUntilTwoPeopleAcceptIt(market.resolve("feed"));
      theRestatedPriceIsBooked();
    }
  }

  private void theMarketOpensTheHouseOnce(Path market) {
    assertThat(run(0, "import", "market", market, "--dry-run").out())
        .contains("ContractListed")
        .contains("novate.registry.v1 and novate.prices.v1; nothing was sent.");
    assertThat(eod(8, "open", FIRST).err()).contains("no market yet");
    atHouse(0, "import", "market", market);
    assertThat(atHouse(8, "import", "market", market).err()).contains("has a market already");
  }

  private void theFirstDayEndsOnceItsPricesAreAllThere(Path feed) {
    eod(8, "run", FIRST);
    eod(0, "open", FIRST);
    eod(0, "open", FIRST);
    atHouse(0, "import", "quotes", feed.resolve("quotes.csv"));
    atHouse(0, "import", "trades", feed.resolve("trades.csv"));
    assertThat(eod(7, "run", FIRST).err()).contains("no prices of 2026-10-30/EOD");
    assertThat(atHouse(0, "import", "prices", feed.resolve("prices.csv")).err())
        .contains("nothing says that these are all prices of 2026-10-30/EOD");
    assertThat(eod(7, "run", FIRST).err()).contains("not yet all prices");
    importAll(feed.resolve("prices.csv"), feed);

    CommandRun table = eod(0, "run", FIRST);
    assertThat(table.out()).contains("FIXINGS").contains("CLOSE").doesNotContain("held");
    JsonNode first = eod(0, "run", FIRST, "-o", "json").json();
    JsonNode status = eod(0, "status", FIRST, "-o", "json").json();
    assertThat(status).isEqualTo(first);
    JsonNode cycle = status.get("cycles").get(0);
    assertThat(cycle.get("hash").asString()).hasSize(64);
    assertThat(cycle.get("steps")).allMatch(step -> step.get("is_done").asBoolean());
    eod(0, "open", FIRST);
    assertThat(eod(0, "status", FIRST, "-o", "json").json()).isEqualTo(status);
    assertThat(eod(8, "run", "2026-10-29").err()).contains("2026-10-29 is not open");
  }

  private void whatJumpsIsHeldUntilTwoPeopleAcceptIt(Path feed) throws IOException {
    List<String> prices = Files.readAllLines(feed.resolve("prices.csv"));
    Path jumping = parent.resolve("prices.csv");
    Files.write(jumping, prices.stream().map(OperatorDayTest::ofTheSecondDay).toList());
    importAll(jumping, feed);

    assertThat(eod(7, "run", SECOND).err()).contains("price of " + JUMPING + " jumps from");
    String hash =
        eod(0, "status", SECOND, "-o", "json").json().at("/cycles/0/held_hash").asString();
    assertThat(approve(8, "0".repeat(64), "ann").err()).contains("holds no prices with hash");
    approve(0, hash, "ann");
    approve(0, hash, "ann");
    eod(7, "run", SECOND);
    approve(0, hash, "bob");
    assertThat(eod(0, "run", SECOND, "-o", "json").json().at("/cycles/0/hash").asString())
        .hasSize(64);
  }

  private void twoPeopleRestateAPriceOfThePastDay() {
    assertThat(restatePrice(0, "9.990", "ann").err()).contains("waits for a second person");
    assertThat(restatePrice(8, "9.980", "bob").err()).contains("ann asked for 9.99");
    assertThat(restatePrice(3, "1e2", "bob").err()).contains("plain decimal");
    assertThat(restatePrice(0, "9.99", "bob").err()).contains("two people agree");
    assertThat(restatePrice(0, "9.99", "bob").err()).contains("two people agree");
  }

  private CommandRun restatePrice(int exitCode, String price, String by) {
    return atHouse(
        exitCode,
        words(
            new Object[] {"settle", "restate-price", "--contract", JUMPING, "--date", FIRST},
            words(new Object[] {"--price", price}, "--by", by, "--reason", "a fat finger")));
  }

  private void whatTheRulesDoNotKnowIsRefused() throws IOException {
    Object[] why = {"--by", "ann", "--reason", "it is so"};
    Object[] fixing = {"--index", INDEX, "--date", FIRST};
    assertThat(atHouse(8, words(words(new Object[] {"index", "restate"}, fixing), why)).err())
        .contains("over the quotes known now too: nothing to restate");
    Object[] previous = words(words(new Object[] {"index", "decide"}, fixing), why);
    assertThat(atHouse(0, words(previous, "--value", "1.5")).err())
        .contains("waits for a second person");
    assertThat(atHouse(3, words(previous, "--value", "NaN")).err()).contains("plain decimal");
    atHouse(2, previous);
    Path lines = parent.resolve("lines.csv");
    Files.writeString(lines, "account_id,amount,currency\nM01-H,-1.234,USD\n");
    Object[] adjust = {"settle", "adjust", "--contract", EXPIRED, "--id", "A1"};
    assertThat(atHouse(3, words(words(adjust, why), "--lines", lines)).err())
        .contains("lines.csv:2")
        .contains("whole number of minor units of USD");
    assertThat(atHouse(8, words(words(adjust, why), "--price", "2.345")).err())
        .contains("contract " + EXPIRED + " is provisional up to 2026-11-03");
  }

  private void theRestatedPriceIsBooked() {
    assertThat(atHouse(0, "ledger", "trial-balance", "--date", SECOND).err()).isEmpty();
    assertThat(eod(0, "status", SECOND).out()).contains("RESTATE");
  }

  /** The same prices three days on, but for one that doubles. */
  private static String ofTheSecondDay(String row) {
    String later = row.replace(FIRST, SECOND);
    String[] cells = later.split(",", -1);
    return later.contains("," + JUMPING + ",")
        ? later.replace(
            "," + cells[2] + ",", "," + new BigDecimal(cells[2]).multiply(BigDecimal.TWO) + ",")
        : later;
  }

  private void importAll(Path prices, Path feed) {
    CommandRun run =
        atHouse(
            0,
            "import",
            "prices",
            prices,
            "--rates",
            feed.resolve("rates.csv"),
            "--fx",
            feed.resolve("fx.csv"));
    assertThat(run.err()).isEmpty();
  }

  private CommandRun approve(int exitCode, String hash, String by) {
    return eod(exitCode, "approve", SECOND, "--hash", hash, "--by", by, "--reason", "it is so");
  }

  private CommandRun eod(int exitCode, String command, String date, Object... options) {
    return atHouse(exitCode, words(new Object[] {"eod", command, "--date", date}, options));
  }

  private CommandRun atHouse(int exitCode, Object... arguments) {
    return run(exitCode, words(arguments, "--directory", parent.resolve("house")));
  }

  private static Object[] words(Object[] first, Object... more) {
    return Stream.of(first, more).flatMap(Stream::of).toArray();
  }

  private static CommandRun run(int exitCode, Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    return run;
  }
}
