package novate.wire;

import static novate.wire.SampleWords.CALENDAR;
import static novate.wire.SampleWords.CATALOGUE;
import static novate.wire.SampleWords.FUTURE;
import static novate.wire.SampleWords.FUTURES;
import static novate.wire.SampleWords.OPTION;
import static novate.wire.SampleWords.OPTIONS;
import static novate.wire.SampleWords.PRICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import novate.market.Account;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.ContractId;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.IndexId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.market.Lots;
import novate.market.Member;
import novate.market.MemberId;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.TradeKind;
import novate.wire.event.TradeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final List<Fixing> FIXINGS =
      List.of(
          new Fixing(
              new IndexId("ORNN-BW"),
              LocalDate.of(2026, 11, 20),
              new BigDecimal("-0.120"),
              new FixingQuality(31, 13, new BigDecimal("0.45"), true),
              "ornn-1",
              "ab12",
              2));

  @Test
  void aMarketDirectoryComesBackAsItWasWritten() {
    MarketDirectory market = MarketDirectory.read(files(marketFiles()));

    assertThat(market)
        .isEqualTo(
            new MarketDirectory(
                List.of(CALENDAR), List.of(FUTURES, OPTIONS), market.catalogue(), PRICES, FIXINGS));
    assertThat(market.catalogue().contracts()).containsExactly(FUTURE, OPTION);
  }

  @Test
  void everyFileOfADirectoryThatIsWrongIsReported() {
    Map<String, String> files = marketFiles();
    files.remove("rates.csv");
    files.put("prices.csv", "contract_id,price,source\nBW-2026-12,1.0005,X\nNONE,1,X\n");
    files.put("fixings.csv", "index_id\n");

    assertThat(errors(() -> MarketDirectory.read(files(files))))
        .extracting(error -> error.source() + ":" + error.line() + ":" + error.field())
        .contains(
            "rates.csv:1:", "prices.csv:2:", "prices.csv:3:contract_id", "fixings.csv:1:value");
  }

  @Test
  void aCalendarWithoutHolidaysHasARowOfItsOwn() {
    BusinessCalendar empty = new BusinessCalendar(new CalendarId("ALL"), ZoneOffset.UTC, Set.of());
    String csv = written(out -> MarketFiles.writeCalendars(List.of(CALENDAR, empty), out));

    assertThat(csv)
        .isEqualTo(
            """
            calendar_id,zone,holiday
            US,America/New_York,2026-11-26
            US,America/New_York,2026-12-25
            ALL,Z,
            """);
    assertThat(MarketFiles.calendars(new StringReader(csv), "calendar.csv"))
        .containsExactly(CALENDAR, empty);
  }

  @Test
  void membersAccountsAndPositionsComeBackAsTheyWereWritten() {
    List<Member> members = List.of(new Member(new MemberId("ALPHA"), "-Alpha, \"the\" 'First'"));
    List<Account> accounts =
        List.of(
            new Account(new AccountId("ALPHA/H"), new MemberId("ALPHA"), AccountClass.SEGREGATED));
    SortedMap<AccountId, SortedMap<ContractId, Lots>> positions =
        new TreeMap<>(
            Map.of(
                new AccountId("ALPHA/H"),
                new TreeMap<>(Map.of(FUTURE.id(), new Lots(-12), OPTION.id(), new Lots(0)))));

    assertThat(
            MarketFiles.members(
                reader(out -> MarketFiles.writeMembers(members, out)), "members.csv"))
        .isEqualTo(members);
    assertThat(
            MarketFiles.accounts(
                reader(out -> MarketFiles.writeAccounts(accounts, out)), "accounts.csv", members))
        .isEqualTo(accounts);
    assertThat(
            MarketFiles.positions(
                reader(out -> MarketFiles.writePositions(positions, out)),
                "positions.csv",
                CATALOGUE))
        .isEqualTo(positions);
  }

  @Test
  void tradesAndPricesOfTheFeedComeBackAsTheyWereWritten() {
    List<TradeReport> trades =
        List.of(
            new TradeReport(
                "ICE",
                LocalDate.of(2026, 11, 20),
                "T-1",
                TradeKind.CORRECTION,
                1,
                "BW-2026-12",
                12L,
                "-4.50",
                "ALPHA/H",
                "BETA/C",
                true,
                Instant.parse("2026-11-20T15:00:00.250Z")));
    List<PriceSubmitted> prices =
        List.of(
            new PriceSubmitted("2026-11-20/EOD", "A", "-37.63", null, Instant.EPOCH),
            new PriceSubmitted("2026-11-20/EOD", "B", "1", 0.55, Instant.EPOCH));

    assertThat(FeedFiles.trades(reader(out -> FeedFiles.writeTrades(trades, out)), "trades.csv"))
        .isEqualTo(trades);
    assertThat(FeedFiles.prices(reader(out -> FeedFiles.writePrices(prices, out)), "prices.csv"))
        .isEqualTo(prices);
  }

  @Test
  void aByteOrderMarkAndAnotherOrderOfColumnsAndOtherLineEndsMakeNoDifference() {
    String csv = "\uFEFFlots,contract,account\r\n-3,BW-2026-12,ALPHA/H\r\n\r\n";

    assertThat(MarketFiles.positions(new StringReader(csv), "positions.csv", CATALOGUE))
        .isEqualTo(Map.of(new AccountId("ALPHA/H"), Map.of(FUTURE.id(), new Lots(-3))));
  }

  @Test
  void theHeaderMustHaveEveryColumnOnceAndNoOther() {
    assertThat(positionErrors("account,lots,lots,size\n"))
        .containsExactly(
            new InputError("positions.csv", 1, "lots", "lots", "stands twice in the header"),
            new InputError(
                "positions.csv",
                1,
                "",
                "size",
                "unknown column; the columns are account,contract,lots"),
            new InputError("positions.csv", 1, "contract", "", "is missing in the header"));
    assertThat(positionErrors("")).hasSize(3);
  }

  @Test
  void everyErrorIsReportedWithItsLineFieldAndValue() {
    assertThat(
            positionErrors(
                """
                account,contract,lots
                ALPHA/H,BW-2026-12,1
                ALPHA H,BW-2027-01,1.5

                ALPHA/H,BW-2026-12,2
                ALPHA/H,BW-2026-12
                """))
        .extracting(error -> error.line() + " " + error.field() + " " + error.value())
        .containsExactly(
            "3 account ALPHA H",
            "3 contract BW-2027-01",
            "3 lots 1.5",
            "5 contract BW-2026-12",
            "6  ");
  }

  /** Fault X7, and lots that no long holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"1,234.5\"",
        "NaN",
        "Infinity",
        "-0",
        "+5",
        "007",
        "1e3",
        "9223372036854775808"
      })
  void lotsThatAreNoWholeNumberAreRefused(String lots) {
    assertThat(positionErrors("account,contract,lots\nA,BW-2026-12," + lots + "\n"))
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("lots"));
  }

  /** Fault A5: a line without end is refused before it is held in memory. */
  @Test
  void aLineWithoutEndIsRefusedEarly() {
    Reader endless =
        new Reader() {
          private long handedOut;

          @Override
          public int read(char[] target, int start, int length) {
            handedOut += length;
            assertThat(handedOut).as("characters asked for").isLessThan(1_000_000);
            java.util.Arrays.fill(target, start, start + length, 'x');
            return length;
          }

          @Override
          public void close() {}
        };

    assertThat(errors(() -> MarketFiles.positions(endless, "positions.csv", CATALOGUE)))
        .isNotEmpty();
  }

  @Test
  void anOpenQuoteAndBytesThatAreNotUtf8AreRefused() {
    assertThat(positionErrors("account,contract,lots\nA,BW-2026-12,\"1\n")).isNotEmpty();
    assertThat(
            errors(
                () ->
                    MarketFiles.members(
                        new StringReader("member_id,name\nM,M\uFFFDller\n"), "members.csv")))
        .extracting(InputError::message)
        .containsExactly("is not UTF-8");
  }

  /** Fault A6: text is made safe for spreadsheets, and a negative number stays a number. */
  @Test
  void formulaTextIsEscapedOnExportAndNumbersAreNot() {
    String products = written(out -> MarketFiles.writeProducts(List.of(OPTIONS), out));
    String prices = written(out -> PriceFiles.writePrices(PRICES, CATALOGUE, out));

    assertThat(products).contains(",\"'=cmd|options, \"\"weekly\"\"\",");
    assertThat(prices)
        .isEqualTo(
            """
            contract_id,price,source
            BW-2026-12,-0.037,EXCHANGE
            BW-2026-12-C4.5,0.120,'@MODEL
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "'", "''=x", "'=x", "plain", "a=b", "'quoted'"})
  void escapedTextIsReadAsItWas(String text) {
    String cell = CsvText.escaped(text);

    assertThat("=+-@\t\r").doesNotContain(cell.substring(0, 1));
    assertThat(CsvText.unescaped(cell)).isEqualTo(text);
  }

  @Test
  void termsOfAnOptionOnAFutureAndAnUnlistedUnderlyingAreRefused() {
    String csv =
        """
        contract_id,product_id,expiry,is_active,month,underlying,right,strike,exercise,premium_style
        BW-2026-12,BW,2026-12-31,true,2026-12,,,1,,
        BW-C,BW-O,2026-12-31,true,,BW-2026-12,CALL,4.5,EUROPEAN,PREMIUM
        """;
    assertThat(
            errors(
                () ->
                    MarketFiles.catalogue(
                        new StringReader(csv), "contracts.csv", List.of(FUTURES, OPTIONS))))
        .extracting(InputError::toString)
        .containsExactly(
            "contracts.csv line 2, strike '1': must be empty: a contract with a month is a future",
            "contracts.csv line 3, underlying 'BW-2026-12': is not listed above");
  }

  private static Map<String, String> marketFiles() {
    Map<String, String> files = new TreeMap<>();
    files.put("calendar.csv", written(out -> MarketFiles.writeCalendars(List.of(CALENDAR), out)));
    files.put(
        "products.csv", written(out -> MarketFiles.writeProducts(List.of(FUTURES, OPTIONS), out)));
    files.put("contracts.csv", written(out -> MarketFiles.writeCatalogue(CATALOGUE, out)));
    files.put("fixings.csv", written(out -> MarketFiles.writeFixings(FIXINGS, out)));
    files.put("price_set.csv", written(out -> PriceFiles.writeHeader(PRICES, out)));
    files.put("prices.csv", written(out -> PriceFiles.writePrices(PRICES, CATALOGUE, out)));
    files.put("volatilities.csv", written(out -> PriceFiles.writeVolatilities(PRICES, out)));
    files.put("rates.csv", written(out -> PriceFiles.writeRates(PRICES, out)));
    files.put("fx.csv", written(out -> PriceFiles.writeFx(PRICES, out)));
    files.put("averaging.csv", written(out -> PriceFiles.writeAveraging(PRICES, out)));
    return files;
  }

  private static MarketDirectory.Files files(Map<String, String> files) {
    return name -> Optional.ofNullable(files.get(name)).map(StringReader::new);
  }

  private static List<InputError> positionErrors(String csv) {
    return errors(() -> MarketFiles.positions(new StringReader(csv), "positions.csv", CATALOGUE));
  }

  private static List<InputError> errors(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    return catchThrowableOfType(InvalidInputException.class, read).errors();
  }

  private static String written(Consumer<Appendable> writer) {
    StringBuilder text = new StringBuilder();
    writer.accept(text);
    return text.toString();
  }

  private static Reader reader(Consumer<Appendable> writer) {
    return new StringReader(written(writer));
  }
}
