package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import novate.index.Normalisation.Outcome.Priced;
import novate.index.Normalisation.Outcome.Refused;
import novate.index.Normalisation.Reason;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NormalisationTest {
  private static final LocalDate PRINT = LocalDate.of(2026, 7, 22);
  private static final CurrencyCode USD = CurrencyCode.USD;
  private static final FxRates RATES =
      rates(
          """
          date,pair,rate
          2026-07-20,EUR/USD,1.1418
          2026-07-21,EUR/USD,1.1435
          2026-07-23,EUR/USD,1.2000
          2026-07-21,USD/CNY,7.2
          2026-07-01,GBP/USD,1.35
          """);

  /** Worked by hand: value, unit and rate are in the row, the result is their quotient. */
  @ParameterizedTest(name = "{0} {1} per {2} is {3} USD per GPU-hour")
  @CsvFileSource(resources = "normalisation.csv", numLinesToSkip = 1)
  void aPriceBecomesThatOfOneBaseUnitInTheCurrencyOfTheIndex(
      String price, String currency, String unit, String expected) {
    assertThat(normalised(quote(price, currency, unit), 3))
        .isInstanceOfSatisfying(
            Priced.class, priced -> assertThat(priced.price()).isEqualByComparingTo(expected));
  }

  @Test
  void aPriceInTheUnitAndCurrencyOfTheIndexIsKeptAsGiven() {
    assertThat(normalised(quote("0.7348148148148149000", "USD", "GPU-hour"), 0))
        .isEqualTo(new Priced(new BigDecimal("0.7348148148148149000"), Optional.empty()));
  }

  @Test
  void theRateIsTheLatestDatedOnOrBeforeThePrintAndNeverALaterOne() {
    Quote quote = quote("1", "EUR", "GPU-hour");
    assertThat(rateOf(quote, PRINT)).isEqualTo("1.1435");
    assertThat(rateOf(quote, LocalDate.of(2026, 7, 23))).isEqualTo("1.2000");
    assertThat(rateOf(quote, LocalDate.of(2026, 7, 20))).isEqualTo("1.1418");
    assertThat(new Normalisation("GPU-hour", USD, RATES, 9).of(quote, LocalDate.of(2026, 7, 19)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.FX_MISSING);
              assertThat(refused.detail())
                  .isEqualTo("quote q is in EUR: no rate EUR/USD dated on or before 2026-07-19");
            });
  }

  @Test
  void aRateMayBeAsOldAsTheLimitAndNotADayOlder() {
    Quote pounds = quote("1", "GBP", "GPU-hour");
    assertThat(normalised(pounds, 21)).isInstanceOf(Priced.class);
    assertThat(reason(pounds, 20)).isEqualTo("fx_stale");
  }

  @Test
  void anotherBaseUnitIsRefusedAndUnknownCurrenciesHaveNoCrossRate() {
    assertThat(reason(quote("1", "USD", "GPU-month"), 9)).isEqualTo("unit_unknown");
    assertThat(reason(quote("1", "JPY", "token"), 9)).isEqualTo("unit_unknown");
    assertThat(reason(quote("1", "JPY", "GPU-hour"), 9)).isEqualTo("fx_missing");
    assertThat(
            new Normalisation("GPU-hour", CurrencyCode.CNY, RATES, 9)
                .of(quote("1", "EUR", "GPU-hour"), PRINT))
        .isInstanceOf(Refused.class);
  }

  /** A later rate, whatever it is, leaves every earlier print as it was. */
  @Test
  void ratesOfLaterDatesNeverChangeAPrint() {
    for (long seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<FxRate> known =
          random
              .ints(5, 0, 30)
              .distinct()
              .mapToObj(day -> rate(PRINT.minusDays(day), random.nextInt(1, 400)))
              .toList();
      List<FxRate> later =
          random
              .ints(5, 1, 30)
              .distinct()
              .mapToObj(day -> rate(PRINT.plusDays(day), random.nextInt(1, 400)))
              .toList();
      Quote quote = quote("2.5", "EUR", "8 GPU-hour");
      List<FxRate> all = new ArrayList<>(known);
      all.addAll(later);
      assertThat(new Normalisation("GPU-hour", USD, new FxRates(all), 30).of(quote, PRINT))
          .as("seed %d", seed)
          .isEqualTo(new Normalisation("GPU-hour", USD, new FxRates(known), 30).of(quote, PRINT));
    }
  }

  @Test
  void ratesAreReadWithEveryErrorAndComeBackAsTheyWereWritten() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                rates(
                    """
                    date,pair,rate
                    2026-07-20,EURUSD,1
                    2026-07-20,EUR/EUR,1
                    2026-07-20,EUR/USD,0
                    2026-07-20,USD/EUR,0.9
                    2026-07-21,EUR/USD,1e1
                    20.07.2026,EUR/USD,1
                    """));
    assertThat(refused.errors())
        .extracting(error -> error.line() + " " + error.field())
        .containsExactly("2 pair", "3 pair", "4 ", "5 pair", "6 rate", "7 date");
    StringBuilder text = new StringBuilder();
    RATES.write(text);
    StringBuilder again = new StringBuilder();
    rates(text.toString()).write(again);
    assertThat(again).hasToString(text.toString()).hasLineCount(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FxRates(List.of(rate(PRINT, 1), rate(PRINT, 2))))
        .withMessage("EUR/USD has two rates on 2026-07-22");
    assertThat(refused.errors()).extracting(InputError::source).containsOnly("fx.csv");
  }

  private static String rateOf(Quote quote, LocalDate print) {
    return new Normalisation("GPU-hour", USD, RATES, 9).of(quote, print) instanceof Priced priced
        ? priced.rate().orElseThrow().rate().toPlainString()
        : "none";
  }

  private static Normalisation.Outcome normalised(Quote quote, int daysMax) {
    return new Normalisation("GPU-hour", USD, RATES, daysMax).of(quote, PRINT);
  }

  private static String reason(Quote quote, int daysMax) {
    return normalised(quote, daysMax) instanceof Refused refused
        ? refused.reason().code()
        : "priced";
  }

  private static FxRate rate(LocalDate date, int hundredths) {
    return new FxRate(date, CurrencyPair.parse("EUR/USD"), BigDecimal.valueOf(hundredths, 2));
  }

  private static FxRates rates(String csv) {
    return FxRates.read(new StringReader(csv), "fx.csv");
  }

  private static Quote quote(String price, String currency, String unit) {
    return new Quote(
        "q",
        new IndexId("EU-H100"),
        PRINT,
        Instant.parse("2026-07-22T10:00:00Z"),
        "c",
        "cloud",
        QuoteSpec.parse("H100/SXM/on_demand/DE/8"),
        new BigDecimal(price),
        new CurrencyCode(currency),
        PriceUnit.parse(unit),
        BigDecimal.ONE,
        QuoteClass.POSTED,
        Optional.empty());
  }
}
