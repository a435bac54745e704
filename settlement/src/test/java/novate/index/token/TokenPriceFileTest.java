package novate.index.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPriceFileTest {
  private static final String HEADER =
      "date,action,provider,model,input_usd_per_mtok,output_usd_per_mtok,cached_input_usd_per_mtok\n";
  private static final NavigableSet<LocalDate> SNAPSHOTS =
      new TreeSet<>(List.of(date("2026-01-01"), date("2026-01-02"), date("2026-01-05")));
  private static final String LISTED = "2026-01-01,QUOTE,openai,gpt,2.5,10,1.25\n";

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static TokenPriceBook read(String rows) {
    return TokenPriceFile.read(new StringReader(HEADER + rows), "prices.csv", SNAPSHOTS);
  }

  private static List<InputError> errors(String rows) {
    return catchThrowableOfType(InvalidInputException.class, () -> read(rows)).errors();
  }

  @Test
  void aPriceStandsUntilTheNextChangeAndADelistingEndsIt() {
    TokenPriceBook book =
        read(LISTED + "2026-01-02,QUOTE,openai,gpt,2,8,\n2026-01-05,DELIST,openai,gpt,,,\n");
    TokenModel gpt = new TokenModel("openai", "gpt");
    assertThat(book.price(gpt, date("2025-12-31"))).isEmpty();
    assertThat(book.price(gpt, date("2026-01-01"))).contains(Books.price("2.5/10/1.25"));
    assertThat(book.price(gpt, date("2026-01-04"))).contains(Books.price("2/8"));
    assertThat(book.listedSince(gpt, date("2026-01-04"))).contains(date("2026-01-01"));
    assertThat(book.price(gpt, date("2026-01-05"))).isEmpty();
    assertThat(book.listedSince(gpt, date("2026-01-05"))).isEmpty();
  }

  @Test
  void aMissingCachePriceIsThatOfInput() {
    assertThat(Books.price("2/8").cachedOrInput()).isEqualByComparingTo("2");
    // 0.75 * 2.50 * 0.8 + 0.75 * 1.25 * 0.2 + 0.25 * 10 = 1.5 + 0.1875 + 2.5
    assertThat(Books.bundle("0.75", "0.25", "0.2").price(Books.price("2.5/10/1.25")))
        .isEqualByComparingTo("4.1875");
    // 0.75 * 2 + 0.25 * 8
    assertThat(Books.bundle("0.75", "0.25", "0.2").price(Books.price("2/8")))
        .isEqualByComparingTo("3.5");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "2026-01-03,QUOTE,a,b,1,1,; date; is no date of a snapshot",
        "2026-13-01,QUOTE,a,b,1,1,; date; Text '2026-13-01' could not be parsed",
        "2026-01-02,BUY,a,b,1,1,; action; must be one of [QUOTE, DELIST]",
        "2026-01-02,QUOTE,,b,1,1,; provider; must not be empty",
        "2026-01-02,QUOTE,a,b c,1,1,; model; must be 1 to 120 visible",
        "2026-01-02,QUOTE,a,b,,1,; input_usd_per_mtok; must not be empty",
        "2026-01-02,QUOTE,a,b,-1,1,; input_usd_per_mtok; must not be negative",
        "2026-01-02,QUOTE,a,b,NaN,1,; input_usd_per_mtok; must be a plain decimal",
        "2026-01-02,QUOTE,a,b,1,1e999999999,; output_usd_per_mtok; must be a plain decimal",
        "2026-01-02,QUOTE,a,b,1,1,-0.1; cached_input_usd_per_mtok; must not be negative",
        "2026-01-02,DELIST,openai,gpt,1,,; input_usd_per_mtok; a DELIST has no price",
        "2026-01-02,DELIST,a,b,,,; model; is delisted",
        "2026-01-01,QUOTE,openai,gpt,1,1,; model; changes twice on 2026-01-01",
        "2026-01-02,QUOTE,a,b,1; ''; has 5 fields",
      })
  void aBadRowIsNamedByLineFieldAndValue(String row, String field, String message) {
    List<InputError> errors = errors(LISTED + row + "\n");
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().line()).isEqualTo(3);
    assertThat(errors.getFirst().field()).isEqualTo(field);
    assertThat(errors.getFirst().message()).contains(message);
    if (!field.isEmpty()) {
      assertThat(List.of(row.split(",", -1))).contains(errors.getFirst().value());
    }
  }

  @Test
  void everyErrorOfTheFileIsReported() {
    List<InputError> errors = errors("2026-01-02,QUOTE,a,b,x,y,z\n2026-01-01,QUOTE,a,c,1,1,\n");
    assertThat(errors).extracting(InputError::line).containsExactly(2L, 2L, 2L, 3L);
    assertThat(errors.getLast().message()).contains("stands after 2026-01-02");
  }

  @Test
  void snapshotDatesGoUpAndStandOnce() {
    assertThat(TokenPriceFile.readDates(new StringReader("date\n2026-01-01\n2026-01-02\n"), "d"))
        .containsExactly(date("2026-01-01"), date("2026-01-02"));
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                TokenPriceFile.readDates(
                    new StringReader("date\n2026-01-02\n2026-01-02\n2026-01-01\nsoon\n"), "d.csv"));
    assertThat(refused.errors()).extracting(InputError::line).containsExactly(3L, 4L, 5L);
  }

  @Test
  void aBookBuiltByHandIsCheckedToo() {
    TokenPriceChange quote =
        new TokenPriceChange(
            date("2026-01-02"), new TokenModel("a", "b"), Optional.of(Books.price("1/1")));
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class,
                () -> TokenPriceBook.of(SNAPSHOTS, List.of(quote, quote))))
        .hasMessage("a|b changes on 2026-01-02, not after its change before");
  }
}
