package novate.index.token;

import static novate.index.token.Books.bundle;
import static novate.index.token.Books.dates;
import static novate.index.token.Books.day;
import static novate.index.token.Books.decimal;
import static novate.index.token.Books.methodology;
import static novate.index.token.Books.model;
import static novate.index.token.Books.named;
import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.index.token.TokenLink.Excluded;
import novate.index.token.TokenLink.Reason;
import novate.market.Fixing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenIndexTest {
  private static final TokenBundle CHAT = bundle("2", "1", "0.5");
  private static final TokenBundle AGENT = bundle("0.25", "1", "0");

  /**
   * The example of the README, worked out with a calculator. Chat bundle: a 4, b 12, c 6, equal in
   * value, so Q = 1/2, 1/6, 1/3 and V = 6. Agent bundle at the link: a 1.25, b 10, d 5 at 8, 3, 2
   * bundles, so values 10, 30, 10; b is held at 0.4, the others have 0.3 each: Q = 12/17, 2/17,
   * 3/17 and V = 50/17.
   */
  private static Books example() {
    return Books.days(6)
        .quote(1, "A|a", "1/2")
        .quote(1, "B|b", "4/6/2")
        .quote(1, "C|c", "1/4")
        .quote(2, "A|a", "1/1")
        .quote(2, "D|d", "4/4")
        .quote(3, "B|b", "4/9/2")
        .delist(3, "C|c")
        .quote(4, "D|d", "0.8/0.8")
        .quote(5, "A|a", "10/10");
  }

  private static TokenMethodology exampleRules() {
    return methodology(
        new TokenPeriod(day(1), 0, CHAT, named("A|a", "B|b", "C|c")),
        new TokenPeriod(
            day(3),
            1,
            AGENT,
            new BasketRule.Weighted(
                new TreeMap<>(
                    Map.of(
                        model("A|a"), decimal("8"),
                        model("B|b"), decimal("3"),
                        model("C|c"), decimal("5"),
                        model("D|d"), decimal("2"))))));
  }

  private static TokenSeries run(Books books, TokenMethodology rules, int days) {
    return TokenIndex.run(books.book(), rules, dates(days));
  }

  private static TokenFixing on(TokenSeries series, int day) {
    return series.fixings().get(day - 1);
  }

  private static TokenConstituent of(TokenFixing fixing, String model) {
    return fixing.constituents().stream()
        .filter(constituent -> constituent.model().equals(model(model)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "day {0}: level {1}, basket {2} USD")
  @CsvSource({
    "1, 100.0000, 6.0000",
    "2, 91.6667, 5.5000", // a 4 -> 3: V = 1.5 + 2 + 2; 100 * 5.5 / 6
    "3, 100.0000, 6.0000", // b 12 -> 15, c delisted, carried at 6: V = 1.5 + 2.5 + 2
    "4, 76.0000, 2.2353", // d 5 -> 1, minus 80 %: V = (15 + 20 + 3) / 17; 100 * 38 / 50
    "5, 76.0000, 2.2353", // a 1.25 -> 12.5 is held
    "6, 346.0000, 10.1765", // a is quoted the same again: V = (150 + 20 + 3) / 17
  })
  void theExampleIsWhatACalculatorMakesOfIt(int day, String level, String basketPrice) {
    TokenFixing fixing = on(run(example(), exampleRules(), 6), day);
    assertThat(fixing.level()).isEqualTo(level);
    assertThat(fixing.basketPrice()).isEqualTo(basketPrice);
  }

  @Test
  void aConstituentShowsItsWeightRatioAndContribution() {
    TokenFixing second = on(run(example(), exampleRules(), 6), 2);
    TokenConstituent a = of(second, "A|a");
    assertThat(a.previousPrice()).isEqualByComparingTo("4");
    assertThat(a.price()).isEqualByComparingTo("3");
    assertThat(a.ratio()).isEqualByComparingTo("0.75");
    assertThat(rounded(a.weight())).isEqualTo("0.333333333333");
    assertThat(rounded(a.contribution())).isEqualTo("-0.083333333333"); // 1/3 * -0.25
    assertThat(rounded(second.unroundedLevel())).isEqualTo("91.666666666667");
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(12, RoundingMode.HALF_EVEN);
  }

  @Test
  void aLinkHandsOnTheUnroundedLevelAndPricesBothBaskets() {
    TokenSeries series = run(example(), exampleRules(), 6);
    TokenLink link = series.links().get(1);
    TokenFixing linkDay = on(series, 3);
    assertThat(linkDay.isLinkDay()).isTrue();
    assertThat(link.level()).isEqualTo(linkDay.unroundedLevel());
    assertThat(linkDay.link()).isEqualTo(series.links().getFirst());
    assertThat(link.basketPrice().setScale(10, RoundingMode.HALF_EVEN))
        .isEqualTo("2.9411764706"); // 50/17
    assertThat(link.members().stream().map(m -> m.share().stripTrailingZeros().toPlainString()))
        .containsExactly("0.3", "0.4", "0.3");
    assertThat(link.excluded()).containsExactly(new Excluded(model("C|c"), Reason.NOT_LISTED));
  }

  @Test
  void aDelistedModelKeepsItsLastPriceUntilTheLink() {
    TokenSeries series = run(example(), exampleRules(), 6);
    TokenConstituent carried = of(on(series, 3), "C|c");
    assertThat(carried.price()).isEqualByComparingTo("6");
    assertThat(carried.flags()).containsExactly(TokenFlag.DELISTED_CARRIED);
    assertThat(on(series, 3).quality().observations()).isEqualTo(2);
    assertThat(on(series, 3).quality().isLowConfidence()).isTrue(); // 2 of 6 USD, above 0.3
    assertThat(on(series, 4).constituents()).noneMatch(c -> c.model().equals(model("C|c")));
  }

  @Test
  void aCutOfEightyPercentIsTakenAtOnceAndFlagged() {
    assertThat(of(on(run(example(), exampleRules(), 6), 4), "D|d").flags())
        .containsExactly(TokenFlag.LARGE_MOVE);
  }

  @Test
  void aJumpIsHeldUntilTheNextSnapshotQuotesTheSame() {
    TokenSeries series = run(example(), exampleRules(), 6);
    assertThat(of(on(series, 5), "A|a").flags()).containsExactly(TokenFlag.JUMP_UNCONFIRMED);
    assertThat(of(on(series, 6), "A|a").flags()).containsExactly(TokenFlag.JUMP_CONFIRMED);
  }

  @Test
  void aFixingIsWhatTheRestOfTheHouseSettlesOn() {
    Fixing fixing = on(run(example(), exampleRules(), 6), 2).fixing();
    assertThat(fixing.value()).isEqualTo("91.6667");
    assertThat(fixing.methodologyHash()).isEqualTo(exampleRules().hash());
    assertThat(fixing.quality().contributors()).isEqualTo(3);
    assertThat(fixing.quality().dispersion()).isEqualByComparingTo("9"); // 12 - 3
    assertThat(fixing.revision()).isEqualTo(1);
  }

  /** Three models at a flat price of one, the first of which is then quoted differently. */
  private static Books flat(int days) {
    return Books.days(days).quote(1, "A|a", "1/1").quote(1, "B|b", "1/1").quote(1, "C|c", "1/1");
  }

  private static TokenMethodology flatRules() {
    return methodology(
        new TokenPeriod(day(1), 0, bundle("1", "0", "0"), named("A|a", "B|b", "C|c")));
  }

  private static List<String> levels(Books books, int days) {
    return run(books, flatRules(), days).fixings().stream()
        .map(fixing -> fixing.level().toPlainString())
        .toList();
  }

  @Test
  void aSlipOfOneSnapshotNeverArrives() {
    assertThat(levels(flat(4).quote(2, "A|a", "1000/1").quote(3, "A|a", "1/1"), 4))
        .containsOnly("100.0000");
  }

  @Test
  void aJumpThatKeepsChangingIsHeldAgainUntilItStandsStill() {
    Books books = flat(5).quote(2, "A|a", "10/1").quote(3, "A|a", "40/1").quote(5, "A|a", "41/1");
    assertThat(levels(books, 5))
        .containsExactly("100.0000", "100.0000", "100.0000", "1400.0000", "1433.3333");
  }

  @Test
  void aMoveOfExactlyTheHoldFactorIsTakenAndABitMoreIsHeld() {
    assertThat(levels(flat(2).quote(2, "A|a", "5/1"), 2).getLast()).isEqualTo("233.3333");
    assertThat(levels(flat(2).quote(2, "A|a", "5.01/1"), 2).getLast()).isEqualTo("100.0000");
    assertThat(levels(flat(2).quote(2, "A|a", "0.2/1"), 2).getLast()).isEqualTo("73.3333");
    assertThat(levels(flat(2).quote(2, "A|a", "0.19/1"), 2).getLast()).isEqualTo("100.0000");
  }

  @Test
  void aModelThatBecomesFreeKeepsItsLastPrice() {
    TokenSeries series = run(flat(3).quote(2, "A|a", "0/1"), flatRules(), 3);
    assertThat(on(series, 3).level()).isEqualTo("100.0000");
    assertThat(of(on(series, 3), "A|a").flags()).containsExactly(TokenFlag.NOT_POSITIVE_CARRIED);
  }

  @Test
  void aModelThatIsSoldAgainIsFollowedFromItsLastPriceOn() {
    TokenSeries series = run(flat(4).delist(2, "A|a").quote(4, "A|a", "1.3/1"), flatRules(), 4);
    assertThat(of(on(series, 3), "A|a").flags()).containsExactly(TokenFlag.DELISTED_CARRIED);
    assertThat(of(on(series, 4), "A|a").flags()).containsExactly(TokenFlag.RELISTED);
    assertThat(on(series, 4).level()).isEqualTo("110.0000");
  }

  @Test
  void aPriceThatGoesUpAndComesBackLeavesNoTrace() {
    TokenSeries series =
        run(flat(3).quote(2, "A|a", "4.9/1").quote(3, "A|a", "1/1"), flatRules(), 3);
    assertThat(on(series, 3).unroundedLevel()).isEqualByComparingTo("100");
    assertThat(on(series, 2).aboveCap()).containsExactly("A"); // 4.9 of 6.9
    assertThat(on(series, 3).aboveCap()).isEmpty();
  }

  @Test
  void aDayWithoutSnapshotIsPricedAsLastQuotedAndSaysNothingTwice() {
    NavigableSet<LocalDate> snapshots = new TreeSet<>(List.of(day(1), day(2), day(6)));
    TokenPriceBook book =
        TokenPriceBook.of(
            snapshots,
            List.of(
                change(1, "A|a", "1/1"),
                change(1, "B|b", "1/1"),
                change(1, "C|c", "1/1"),
                change(2, "A|a", "4/1")));
    TokenSeries series =
        TokenIndex.run(book, flatRules(), new TreeSet<>(List.of(day(1), day(2), day(4))));
    assertThat(on(series, 2).level()).isEqualTo("200.0000");
    assertThat(on(series, 3).level()).isEqualTo("200.0000");
    assertThat(of(on(series, 2), "A|a").flags()).containsExactly(TokenFlag.LARGE_MOVE);
    assertThat(of(on(series, 3), "A|a").flags()).isEmpty();
  }

  private static TokenPriceChange change(int day, String model, String price) {
    return new TokenPriceChange(day(day), model(model), Optional.of(Books.price(price)));
  }

  @Test
  void theLongestListedAreTakenWithAtMostSoManyOfOneProvider() {
    Books books =
        Books.days(3)
            .quote(1, "A|z", "1/1")
            .quote(1, "A|y", "1/1")
            .quote(1, "A|x", "1/1")
            .quote(2, "B|b", "1/1")
            .quote(2, "C|c", "1/1")
            .quote(2, "D|free", "0/0")
            .quote(3, "D|new", "1/1")
            .quote(1, "Z|unknown", "1/1");
    TokenMethodology rules =
        methodology(new TokenPeriod(day(3), 1, CHAT, new BasketRule.LongestListed(10, 2)));
    TokenSeries series = TokenIndex.run(books.book(), rules, new TreeSet<>(List.of(day(3))));
    assertThat(series.links().getFirst().members().stream().map(m -> m.model().toString()))
        .containsExactly("A|x", "A|y", "B|b", "C|c");
    assertThat(rounded(found(on(series, 1).weightByProvider().get("A"), "no A")))
        .isEqualByComparingTo("0.4"); // half before the cap
  }

  @Test
  void everyReasonToStayOutIsGiven() {
    Books books =
        flat(3).quote(3, "D|new", "1/1").quote(1, "E|free", "0/1").quote(1, "Z|other", "1/1");
    TokenMethodology rules =
        methodology(
            new TokenPeriod(
                day(3),
                1,
                bundle("1", "0", "0"),
                named("A|a", "B|b", "C|c", "D|new", "E|free", "F|none", "Z|other")));
    TokenLink link =
        TokenIndex.run(books.book(), rules, new TreeSet<>(List.of(day(3)))).links().getFirst();
    assertThat(link.excluded())
        .containsExactly(
            new Excluded(model("D|new"), Reason.LISTED_TOO_SHORT),
            new Excluded(model("E|free"), Reason.NOT_POSITIVE),
            new Excluded(model("F|none"), Reason.NOT_LISTED),
            new Excluded(model("Z|other"), Reason.PROVIDER_NOT_ELIGIBLE));
  }

  @Test
  void aLinkThatFindsTooFewProvidersIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(flat(2).delist(2, "C|c"), twoPeriods(), 2))
        .withMessageContaining("test/1 cannot link on 2026-01-02")
        .withMessageContaining("2 models of 2 providers may enter, 3 of 3 are needed")
        .withMessageContaining("C|c");
  }

  private static TokenMethodology twoPeriods() {
    BasketRule basket = named("A|a", "B|b", "C|c");
    return methodology(
        new TokenPeriod(day(1), 0, CHAT, basket), new TokenPeriod(day(2), 0, CHAT, basket));
  }

  @Test
  void datesThatDoNotFitTheBookAreRefused() {
    TokenPriceBook book = flat(3).book();
    assertRefused(book, twoPeriods(), List.of(day(2)), "must begin at the base date 2026-01-01");
    assertRefused(book, twoPeriods(), List.of(), "got none");
    assertRefused(book, twoPeriods(), List.of(day(1), day(3)), "pass over the link on 2026-01-02");
    assertRefused(book, flatRules(), List.of(day(1), day(4)), "no price is known on 2026-01-04");
    TokenPriceBook late = TokenPriceBook.of(new TreeSet<>(List.of(day(2), day(3))), List.of());
    assertRefused(late, flatRules(), List.of(day(1)), "base date 2026-01-01 is no snapshot");
    BasketRule basket = named("A|a", "B|b", "C|c");
    TokenMethodology close =
        methodology(
            new TokenPeriod(day(1), 0, CHAT, basket),
            new TokenPeriod(day(2), 0, CHAT, basket),
            new TokenPeriod(day(3), 0, CHAT, basket));
    TokenPriceBook gap = TokenPriceBook.of(new TreeSet<>(List.of(day(1), day(4))), List.of());
    assertRefused(gap, close, List.of(day(1)), "two periods link on 2026-01-04");
  }

  private static void assertRefused(
      TokenPriceBook book, TokenMethodology rules, List<LocalDate> dates, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenIndex.run(book, rules, new TreeSet<>(dates)))
        .withMessageContaining(message);
  }
}
