package novate.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MarginWhatIfCommandTest {
  @TempDir Path market;

  @BeforeEach
  void copyMarket() throws IOException, URISyntaxException {
    GoldMarket.copyTo(market);
    GoldMarket.withCalendarSpread(market);
  }

  private Path trades(String... rows) throws IOException {
    return Files.write(
        market.resolve("trades.csv"),
        Stream.concat(Stream.of("account,contract,lots"), Stream.of(rows)).toList());
  }

  private CommandRun whatIf(Path trades, Object... more) {
    Object[] first = {"margin", "whatif", "--market", market, "--trades", trades};
    return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  @Test
  void tradesOnTopOfPositionsShowWhatEachAdds() throws IOException {
    Path positions = GoldMarket.positions(market, "A,GC-2025-09,2", "Z,GC-2025-09,9");
    Path trades = trades("A,GC-2025-10,-1", "A,GC-2025-09,1", "A,GC-2025-10,-1");
    CommandRun run = whatIf(trades, "--positions", positions);
    assertThat(run.exitCode()).isZero();
    // Before: 2 outright lots. After: one lot net, two spreads, 2 * 10 + 1 * 30 of the spot month.
    assertThat(run.out())
        .startsWith(
            """
            Margin before and after
            account  currency  component         commodity     before      after      change
            -------  --------  ----------------  ---------  ---------  ---------  ----------
            A        USD       scan risk         GOLD       32,000.00  16,000.00  -16,000.00
            A        USD       calendar spreads  GOLD            0.00     170.00      170.00
            A        USD       spot month        GOLD           60.00      50.00      -10.00
            A        USD       required                     32,060.00  16,220.00  -15,840.00

            What each trade does
            account  contract    lots  currency     in turn       alone
            -------  ----------  ----  --------  ----------  ----------
            A        GC-2025-10    -1  USD       -15,935.00  -15,935.00
            A        GC-2025-09     1  USD        16,030.00   16,030.00
            A        GC-2025-10    -1  USD       -15,935.00  -15,935.00
            """);
  }

  @Test
  void withoutPositionsAnAccountStartsEmpty() throws IOException {
    JsonNode json = whatIf(trades("NEW,GC-2025-09,1"), "-o", "json").json();
    assertThat(json.at("/accounts/0/before/amount").asString()).isEqualTo("0.00");
    assertThat(json.at("/accounts/0/change/amount").asString()).isEqualTo("16030.00");
    assertThat(json.at("/accounts/0/trades/0/in_turn/amount").asString()).isEqualTo("16030.00");
    assertThat(whatIf(trades("NEW,GC-2025-09,1"), "-o", "csv").out())
        .endsWith("NEW,USD,required,,0.00,16030.00,16030.00\n");
  }

  @Test
  void tradesThatCannotBeAreRefusedWithTheirLine() throws IOException {
    Path trades = trades("A,GC-2025-08,1", "A,GC-2025-12,1", "A,NONE,1", "A,GC-2025-09,x");
    CommandRun run = whatIf(trades);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(trades + ":2: field 'contract'", "expired on"),
            line -> assertThat(line).contains(":3: field 'contract'", "not active"),
            line -> assertThat(line).contains(":4: field 'contract' = 'NONE': is not listed"),
            line -> assertThat(line).contains(":5: field 'lots' = 'x'"));
  }

  @Test
  void aTradeWithoutAPriceIsMissingMarketData() throws IOException {
    GoldMarket.write(
        market, "prices.csv", "contract_id,price,source", "GC-2025-09,3649.40,EXCHANGE");
    CommandRun run = whatIf(trades("A,GC-2025-10,1"));
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err()).contains("contract GC-2025-10 cannot be valued");
  }

  @Test
  void tooManyLotsAnUnknownAccountAndNoTradesAreRefused() throws IOException {
    String many = "A,GC-2025-09," + Long.MAX_VALUE;
    assertThat(whatIf(trades(many, many)).exitCode()).isEqualTo(3);
    assertThat(whatIf(trades("A,GC-2025-09,1"), "--account", "B").exitCode()).isEqualTo(3);
    assertThat(whatIf(market.resolve("none.csv")).exitCode()).isEqualTo(3);
    assertThat(CommandRun.of("margin", "whatif", "--market", market).exitCode()).isEqualTo(2);
    assertThat(whatIf(trades()).exitCode()).isZero();
  }
}
