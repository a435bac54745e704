package novate.index.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import novate.index.SharedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped methodology over the real price lists; numbers are worked out by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRealDataTest {
  private NavigableSet<LocalDate> dates = Books.dates(1);
  private TokenSeries series =
      new TokenSeries(TokenMethodologyFile.standard(), List.of(), List.of());

  @BeforeAll
  void readLists() throws IOException {
    try (Reader reader = SharedData.open("token-price-snapshot-dates.csv")) {
      dates = TokenPriceFile.readDates(reader, "dates");
    }
    try (Reader reader = SharedData.open("token-price-changes.csv")) {
      TokenPriceBook book = TokenPriceFile.read(reader, "changes", dates);
      series = TokenIndex.run(book, TokenMethodologyFile.standard(), dates);
    }
  }

  private TokenFixing on(String date) {
    return series.fixings().stream()
        .filter(fixing -> fixing.date().equals(LocalDate.parse(date)))
        .findFirst()
        .orElseThrow();
  }

  private TokenConstituent of(String date, String model) {
    return on(date).constituents().stream()
        .filter(constituent -> constituent.model().name().equals(model))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySnapshotHasALevel() {
    assertThat(series.fixings()).hasSize(330);
    assertThat(series.fixings().stream().map(TokenFixing::date)).containsExactlyElementsOf(dates);
    assertThat(series.fixings())
        .allSatisfy(
            fixing -> {
              assertThat(fixing.level()).isBetween(Books.decimal("80"), Books.decimal("120"));
              assertThat(fixing.quality().contributors()).isGreaterThanOrEqualTo(7);
            });
    assertThat(series.links().stream().map(TokenLink::date))
        .containsExactly(
            LocalDate.parse("2025-02-06"),
            LocalDate.parse("2025-04-01"),
            LocalDate.parse("2025-07-03"), // no snapshot on the 1st and 2nd
            LocalDate.parse("2025-10-01"),
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-04-02"),
            LocalDate.parse("2026-07-01"));
    assertThat(series.links()).allSatisfy(link -> assertThat(link.excluded()).isEmpty());
  }

  /**
   * Four providers with two models are capped at 15 %, the others have 10 % each. In the first two
   * months three prices move, and the level is 100 + the sum of share * (P_t / P_base - 1) * 100:
   *
   * <pre>
   * 7 Feb   deepseek-chat 0.14/0.28/0.014 -> 0.27/1.1/0.07: P 0.1561 -> 0.4475,  + 10 * 1.866752
   * 28 Feb  claude-3-5-haiku 1/5/0.1 -> 0.8/4/0.8:          P 1.865  -> 1.6,     - 7.5 * 0.142091
   * 10 Mar  mistral-small 1/3 -> 0.1/0.3, held one snapshot: P 1.5   -> 0.15,    - 7.5 * 0.9
   * </pre>
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2025-02-06, 100.0000",
    "2025-02-07, 118.6675",
    "2025-02-27, 118.6675",
    "2025-02-28, 117.6018",
    "2025-03-10, 117.6018",
    "2025-03-11, 110.8518",
    "2025-04-01, 110.8518",
  })
  void theFirstQuarterIsWhatACalculatorMakesOfIt(String date, String level) {
    assertThat(on(date).level()).isEqualTo(level);
  }

  /**
   * From the link of 2 April 2026 at 89.8304 to that of 1 July one price moves: mistral-medium of
   * 0.4/2 -> 1.5/7.5 on 26 June, 3.75 times, at 7.5 %: 89.8304 * (1 + 0.075 * 2.75) = 108.3579.
   */
  @Test
  void theLargestMoveIsOneModelAtItsCappedShare() {
    assertThat(on("2026-04-02").level()).isEqualTo("89.8304");
    assertThat(on("2026-06-26").level()).isEqualTo("108.3579");
    TokenConstituent medium = of("2026-06-26", "mistral/mistral-medium-latest");
    assertThat(medium.ratio()).isEqualByComparingTo("3.75");
    assertThat(medium.flags()).containsExactly(TokenFlag.LARGE_MOVE);
    assertThat(series.fixings().getLast().level()).isEqualTo("108.3579");
  }

  @Test
  void aNewMixMovesTheBasketPriceAndNotTheLevel() {
    TokenFixing link = on("2026-01-01");
    TokenFixing next = series.fixings().get(series.fixings().indexOf(link) + 1);
    assertThat(link.isLinkDay()).isTrue();
    assertThat(next.unroundedLevel()).isEqualByComparingTo(link.unroundedLevel());
    assertThat(next.basketPrice()).isLessThan(link.basketPrice());
  }

  @Test
  void aModelThatWasDelistedIsCarriedToTheLink() {
    String haiku = "claude-3-5-haiku-20241022";
    assertThat(of("2026-03-11", haiku).flags()).containsExactly(TokenFlag.DELISTED_CARRIED);
    assertThat(of("2026-04-02", haiku).ratio()).isEqualByComparingTo("1");
    assertThat(on("2026-04-02").quality().observations()).isEqualTo(11);
  }
}
