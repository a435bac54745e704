package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteFileTest {
  private static final String OWN =
      "id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller\n";

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
  void allErrorsOfAFileAreReportedWithLineFieldAndValue() {
    String csv =
        OWN
            + "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1e9,USD,GPU-hour,8,firm,,\n"
            + "q2,EU H100,30.10.2026,15:00,,f,s,1.0,USD,GPU-hour,x,maybe,,\n"
            + "q3,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.0,8\n"
            + "q4,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.0,USD,GPU-hour,8,firm,,\n"
            + "q4,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1.1,USD,GPU-hour,8,firm,,\n";
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
                "quotes.csv",
                2,
                "price",
                "1e9",
                "must be a plain decimal such as -37.63, got '1e9'"));
  }

  @Test
  void columnsThatAreUnknownMissingOrRepeatedAreRefusedBeforeAnyRow() {
    List<InputError> errors =
        errors(
            "id,id,colour,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller\n"
                + "rubbish\n");
    assertThat(errors.stream().map(e -> e.field() + ": " + e.message()))
        .containsExactly(
            "id: stands twice in the header",
            ": unknown column; the columns are "
                + "id,index,date,time,contributor,family,spec,price,currency,unit,size,class,buyer,seller",
            "index: is missing in the header");
  }

  @Test
  void anEmptyFileAndABrokenQuoteAreErrorsAndNotEmptyLists() {
    assertThat(errors("")).hasSize(14);
    assertThat(errors(OWN + "\"q1,EU-H100")).isNotEmpty();
    assertThat(read(OWN)).isEmpty();
  }

  /** Fault: a number that would cost gigabytes, or is none, never becomes a price. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1e9",
        "1E-9",
        "1e999999999",
        "0x1p3",
        "1,5",
        "+1",
        "",
        "-0"
      })
  void aPriceThatIsNoPlainDecimalIsRefusedInItsLineAndField(String price) {
    assertThat(
            errors(
                OWN
                    + "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,\"%s\",USD,GPU-hour,8,firm,,\n"
                        .formatted(price)))
        .extracting(e -> "%d %s".formatted(e.line(), e.field()))
        .containsExactly("2 price");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3 GPU-hour", "0 GPU-hour", "-8 GPU-hour", "8 "})
  void aUnitWithoutAPlainCountAboveZeroIsRefused(String unit) {
    assertThat(
            errors(
                OWN
                    + "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,1,USD,%s,8,firm,,\n"
                        .formatted(unit)))
        .extracting(InputError::field)
        .containsExactly("unit");
  }

  @Test
  void aLineThatRepeatsAQuoteIsKeptAndOneThatChangesItIsRefused() {
    String line = "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,c,f,s,%s,USD,GPU-hour,8,firm,,\n";
    assertThat(read(OWN + line.formatted("1.0") + line.formatted("1.0"))).hasSize(2);
    assertThat(errors(OWN + line.formatted("1.0") + line.formatted("1.1")))
        .containsExactly(
            new InputError("quotes.csv", 3, "id", "q1", "comes above with other content"));
  }

  @Test
  void quotesComeBackAsTheyWereWritten() {
    String csv =
        OWN
            + "q1,EU-H100,2026-10-30,2026-10-30T15:00:00Z,'=c,f,H100/SXM//DE/8,1.50,EUR,"
            + "1000 GPU-hour,8,executed,A,B\n";
    StringBuilder text = new StringBuilder();
    QuoteFile.write(read(csv), text);
    assertThat(text).hasToString(csv);
    assertThat(read(csv).getFirst().contributor()).isEqualTo("=c");
  }

  private static List<Quote> read(String csv) {
    return QuoteFile.read(new StringReader(csv), "quotes.csv");
  }

  private static List<InputError> errors(String csv) {
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> read(csv));
    assertThat(refused).isNotNull();
    return refused.errors();
  }
}
