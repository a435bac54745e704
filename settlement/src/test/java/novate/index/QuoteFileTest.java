package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;

class QuoteFileTest {
  private static final String OWN =
      "id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller\n";
  private static final String COLLECTED =
      "date,ts_utc,source,provider,gpu_model,gpu_count,price_usd_per_gpu_hr,country,tier,term\n";

  @Test
  void ourOwnLayoutIsReadInAnyColumnOrderWithByteOrderMark() {
    String csv =
        "\uFEFFseller,buyer,unit,currency,class,size,price,spec,family,contributor,time,date,index,id\n"
            + ",,8 GPU-hour,EUR,firm,8,-0.10,H100/SXM,f,c,2026-10-30T15:00:00Z,2026-10-30,EU-H100,q1\n";
    assertThat(read(csv))
        .containsExactly(
            new Quote(
                "q1",
                new IndexId("EU-H100"),
                LocalDate.of(2026, 10, 30),
                Instant.parse("2026-10-30T15:00:00Z"),
                "c",
                "f",
                QuoteSpec.parse("H100/SXM"),
                new BigDecimal("-0.10"),
                new CurrencyCode("EUR"),
                new PriceUnit("GPU-hour", new BigDecimal("8")),
                new BigDecimal("8"),
                QuoteClass.FIRM,
                Optional.empty()));
  }

  @Test
  void theCollectedLayoutKeepsRepeatsAndNamesThemByLine() {
    String line =
        "2026-07-18,2026-07-18T09:35:12Z,vast_ai,vast.ai,H100_SXM,1,0.7348148148148149,CZ,executable,on_demand\n";
    List<Quote> quotes = read(COLLECTED + line + line);
    assertThat(quotes).extracting(Quote::id).containsExactly("abc:2", "abc:3");
    Quote quote = quotes.getFirst();
    assertThat(quote.index()).isEqualTo(new IndexId("EU-H100"));
    assertThat(quote.contributor()).isEqualTo("vast.ai");
    assertThat(quote.family()).isEqualTo("vast_ai");
    assertThat(quote.spec()).hasToString("H100/SXM/on_demand/CZ/1");
    assertThat(quote.price()).isEqualTo(new BigDecimal("0.7348148148148149"));
    assertThat(quote.quoteClass()).isEqualTo(QuoteClass.FIRM);
  }

  @Test
  void modelAndCountryDecideTheIndex() {
    assertThat(indexOf("H100_NVL_94GB", "DE")).isEqualTo("EU-H100");
    assertThat(indexOf("H100_PCIE", "NO")).isEqualTo("EU-H100");
    assertThat(indexOf("H100_SXM", "US")).isEqualTo("US-H100");
    assertThat(indexOf("H100_SXM", "")).isEqualTo("XX-H100");
    assertThat(indexOf("A100_SXM", "FR")).isEqualTo("EU-A100_SXM");
    assertThat(indexOf("H200_SXM", "FR")).isEqualTo("EU-H200_SXM");
  }

  @Test
  void allErrorsOfAFileAreReportedWithLineFieldAndValue() {
    String csv =
        OWN
            + "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1e9,USD,GPU-hour,8,firm,,\n"
            + "q2,EU H100,30.10.2026,15:00,,f,s,1.0,USD,GPU-hour,0,maybe,,\n"
            + "q3,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.0,8\n"
            + "q4,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.0,USD,GPU-hour,8,firm,,\n"
            + "q4,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.0,USD,GPU-hour,8,firm,,\n";
    assertThat(errors(csv).stream().map(e -> "%d %s".formatted(e.line(), e.field())))
        .containsExactly(
            "2 price",
            "3 index",
            "3 date",
            "3 time",
            "3 contributor",
            "3 size",
            "3 class",
            "4 ",
            "6 id"); // line 3 is not compared with others: its fields stand for nothing
    assertThat(errors(csv).getFirst())
        .isEqualTo(
            new InputError(
                "quotes.csv", 2, "price", "1e9", "must be a decimal number without exponent"));
  }

  @Test
  void columnsThatAreUnknownMissingOrRepeatedAreRefusedBeforeAnyRow() {
    List<InputError> errors =
        errors(
            "id,id,colour,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller\n"
                + "rubbish\n");
    assertThat(errors.stream().map(e -> e.field() + ": " + e.message()))
        .containsExactly(
            "id: column comes twice", "colour: unknown column", "index: column is missing");
  }

  @Test
  void anEmptyFileAndABrokenQuoteAreErrorsAndNotEmptyLists() {
    assertThat(errors("")).hasSize(1);
    assertThat(errors(OWN + "\"q1,EU-H100")).isNotEmpty();
    assertThat(read(OWN)).isEmpty();
  }

  @Test
  void unknownTiersCountriesAndPricesOfZeroAreRefused() {
    String csv =
        COLLECTED
            + "2026-07-18,2026-07-18T09:35:12Z,s,p,H100_SXM,1,0,CZ,rumour,on_demand\n"
            + "2026-07-18,2026-07-18T09:35:12Z,s,p,,x,1.0,Czechia,list,\n";
    assertThat(errors(csv).stream().map(e -> "%d %s".formatted(e.line(), e.field())))
        .containsExactlyInAnyOrder(
            "2 price_usd_per_gpu_hr",
            "2 tier",
            "3 gpu_model",
            "3 gpu_count",
            "3 country",
            "3 term");
  }

  /** 3,587 quotes, 9 providers, 6 sources, 18 July to 22 August 2026, says the data's own page. */
  @Test
  void theRealFileIsReadWhole() throws IOException {
    List<Quote> quotes;
    try (Reader reader = SharedData.open("gpu-quotes-eu.csv")) {
      quotes = QuoteFile.read(reader, "gpu-quotes-eu.csv", "abc");
    }
    assertThat(quotes).hasSize(3_587);
    assertThat(quotes.stream().map(Quote::id).distinct()).hasSize(3_587);
    assertThat(quotes.stream().map(Quote::contributor).distinct()).hasSize(9);
    assertThat(quotes.stream().map(Quote::family).distinct()).hasSize(6);
    assertThat(quotes.stream().collect(Collectors.summarizingLong(q -> q.date().toEpochDay())))
        .satisfies(
            days -> {
              assertThat(LocalDate.ofEpochDay(days.getMin())).isEqualTo("2026-07-18");
              assertThat(LocalDate.ofEpochDay(days.getMax())).isEqualTo("2026-08-22");
            });
    assertThat(quotes.stream().filter(q -> q.quoteClass() == QuoteClass.FIRM)).hasSize(206);
    assertThat(quotes.stream().filter(q -> q.quoteClass() == QuoteClass.POSTED)).hasSize(3_381);
  }

  private static String indexOf(String model, String country) {
    return read(COLLECTED
            + "2026-07-18,2026-07-18T09:35:12Z,s,p,%s,,1.0,%s,list,on_demand\n"
                .formatted(model, country))
        .getFirst()
        .index()
        .value();
  }

  private static List<Quote> read(String csv) {
    return QuoteFile.read(new StringReader(csv), "quotes.csv", "abc");
  }

  private static List<InputError> errors(String csv) {
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> read(csv));
    assertThat(refused).isNotNull();
    return refused.errors();
  }
}
