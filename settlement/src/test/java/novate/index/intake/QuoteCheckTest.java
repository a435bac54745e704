package novate.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Withheld;
import novate.index.FxRates;
import novate.index.InputUse;
import novate.index.Normalisation;
import novate.index.PriceUnit;
import novate.index.Quote;
import novate.index.QuoteClass;
import novate.index.QuoteSpec;
import novate.index.SharedData;
import novate.index.intake.QuoteLimits.CutOff;
import novate.index.intake.Verdict.Accepted;
import novate.index.intake.Verdict.Held;
import novate.index.intake.Verdict.Reason;
import novate.index.intake.Verdict.Refused;
import novate.index.intake.Verdict.Repeated;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteCheckTest {
  private static final IndexId INDEX = new IndexId("EU-H100");
  private static final LocalDate DATE = LocalDate.of(2026, 7, 22);
  private static final Instant NOW = Instant.parse("2026-07-22T20:00:00Z");

  /** 18:00 in Berlin in July is 16:00 UTC. */
  private static final QuoteLimits LIMITS =
      QuoteLimits.GPU_RENTAL.with(new CutOff(LocalTime.of(18, 0), ZoneId.of("Europe/Berlin")));

  private static final FxRates RATES =
      FxRates.read(
          new StringReader(
              """
              date,pair,rate
              2026-07-21,EUR/USD,1.15
              2026-07-21,USD/CNY,7.2
              2026-07-21,USD/JPY,150
              2026-07-21,USD/INR,86
              2026-06-01,GBP/USD,1.35
              """),
          "fx.csv");

  private static final Normalisation USD_PER_HOUR =
      new Normalisation("GPU-hour", CurrencyCode.USD, RATES, 7);

  @Test
  void aQuoteInOrderIsAcceptedAsAPricePerBaseUnitInTheCurrencyOfTheIndex() {
    assertThat(check(quote("q", "a", "16.00", "EUR", "8 GPU-hour", "15:00")))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.normalised().price()).isEqualByComparingTo("2.30");
              assertThat(accepted.normalised().currency()).isEqualTo(CurrencyCode.USD);
              assertThat(accepted.normalised().unit()).isEqualTo(PriceUnit.one("GPU-hour"));
              assertThat(accepted.sameAs()).isEmpty();
            });
  }

  @Test
  void aQuoteAtTheCutOffIsInTimeAndLaterIsHeldAsLate() {
    assertThat(check(quote("q", "a", "2.40", "USD", "GPU-hour", "16:00")))
        .isInstanceOf(Accepted.class);
    assertThat(check(quote("q", "a", "2.40", "USD", "GPU-hour", "16:01")))
        .isEqualTo(
            new Held(
                Reason.LATE,
                "quote q was given at 2026-07-22T16:01:00Z, the cut-off of 2026-07-22 was"
                    + " 2026-07-22T16:00:00Z"));
  }

  @Test
  void aQuoteOfTheFutureIsRefused() {
    assertThat(check(quote("q", "a", "2.40", "USD", "GPU-hour", "20:00")))
        .isInstanceOf(Held.class); // now, but late
    assertRefused(check(quote("q", "a", "2.40", "USD", "GPU-hour", "20:01")), "future_dated");
  }

  @Test
  void theSameIdAgainHasNoEffectWithTheSameContentAndIsRefusedWithOther() {
    QuoteCheck check = checker(LIMITS, Set.of());
    Quote first = quote("q", "a", "2.40", "USD", "GPU-hour", "15:00");
    assertThat(check.of(first, level("2.40"))).isInstanceOf(Accepted.class);
    assertThat(check.of(quote("q", "a", "2.4", "USD", "1 GPU-hour", "15:00"), level("2.40")))
        .isEqualTo(new Repeated());
    assertThat(check.of(quote("q", "a", "2.41", "USD", "GPU-hour", "15:00"), level("2.40")))
        .isEqualTo(
            new Refused(Reason.ID_REUSED, "quote q is known with other content, from a at 2.4"));
    assertRefused(
        check.of(quote("q", "b", "2.40", "USD", "GPU-hour", "15:00"), level("2.40")), "id_reused");
  }

  @Test
  void theSameContentUnderAnotherIdIsAcceptedAndFlagged() {
    QuoteCheck check = checker(LIMITS, Set.of());
    check.of(quote("q1", "a", "2.40", "USD", "GPU-hour", "15:00"), level("2.40"));
    assertThat(check.of(quote("q2", "a", "2.400", "USD", "GPU-hour", "15:00"), level("2.40")))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.sameAs()).contains("q1"));
  }

  @Test
  void pricesOfZeroAndBelowAreRefusedUnlessTheMarketHasThem() {
    Quote negative = quote("q", "a", "-2.40", "USD", "GPU-hour", "15:00");
    Quote zero = quote("q", "a", "0.00", "USD", "GPU-hour", "15:00");
    assertRefused(check(negative), "price_negative");
    assertRefused(check(zero), "price_zero");
    QuoteLimits negatives = LIMITS.withNegatives(true);
    assertThat(checker(negatives, Set.of()).of(negative, level("-2.00")))
        .isInstanceOf(Accepted.class);
    assertThat(checker(negatives, Set.of()).of(zero, level("0.50"))).isInstanceOf(Accepted.class);
    assertHeld(checker(negatives, Set.of()).of(negative, level("0.40")), "price_absurd");
  }

  @Test
  void anotherBaseUnitIsRefusedAndACurrencyWithoutAFreshRateIsHeld() {
    assertRefused(check(quote("q", "a", "2.40", "USD", "GPU-month", "15:00")), "unit_unknown");
    assertHeld(check(quote("q", "a", "2.40", "KRW", "GPU-hour", "15:00")), "fx_missing");
    assertHeld(check(quote("q", "a", "2.40", "GBP", "GPU-hour", "15:00")), "fx_stale");
  }

  /** The index stood at 2.40 USD per GPU-hour; every price is a plausible one, wrongly labelled. */
  @ParameterizedTest(name = "{0} {1} per {2}: {3} ({4})")
  @CsvSource({
    "2450,   USD, GPU-hour,      unit_suspect,     price of 1000 units",
    "0.0024, USD, GPU-hour,      unit_suspect,     divided by 1000",
    "2.45,   USD, 1000 GPU-hour, unit_suspect,     divided by 1000",
    "19.20,  USD, GPU-hour,      unit_suspect,     price of 8 units",
    "0.31,   USD, GPU-hour,      unit_suspect,     divided by 8",
    "1750,   USD, GPU-hour,      unit_suspect,     price of 730 units",
    "57,     USD, GPU-hour,      unit_suspect,     price of 24 units",
    "17.28,  USD, GPU-hour,      currency_suspect, in CNY and not in USD",
    "360,    USD, GPU-hour,      currency_suspect, in JPY and not in USD",
    "206,    USD, GPU-hour,      currency_suspect, in INR and not in USD",
    "2.40,   JPY, GPU-hour,      currency_suspect, in USD and not in JPY",
    "33,     USD, GPU-hour,      price_absurd,     at most 6 times",
    "100000, USD, GPU-hour,      price_absurd,     at most 6 times",
    "0.1745, USD, GPU-hour,      price_absurd,     at most 6 times",
  })
  void aPriceFarOffIsHeldWithWhatWouldExplainIt(
      String price, String currency, String unit, String reason, String detail) {
    Verdict verdict = check(quote("q", "a", price, currency, unit, "15:00"));
    assertHeld(verdict, reason);
    assertThat(((Held) verdict).detail()).startsWith("quote q: ").contains(detail);
  }

  @ParameterizedTest
  @CsvSource({"0.40", "1.40", "4.27", "14.40"})
  void aPriceWithinTheFactorStandsAndSoDoesEveryPriceWithoutAReference(String price) {
    Quote quote = quote("q", "a", price, "USD", "GPU-hour", "15:00");
    assertThat(check(quote)).isInstanceOf(Accepted.class);
    assertThat(
            checker(LIMITS, Set.of())
                .of(quote("q", "a", "2400", "USD", "GPU-hour", "15:00"), Optional.empty()))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void aHeldQuoteEntersOnceAPersonHasReleasedItAndARefusedOneDoesNot() {
    QuoteCheck check = checker(LIMITS, Set.of("late", "far", "zero"));
    assertThat(check.of(quote("late", "a", "2.40", "USD", "GPU-hour", "17:00"), level("2.40")))
        .isInstanceOf(Accepted.class);
    assertThat(check.of(quote("far", "a", "24.00", "USD", "GPU-hour", "15:00"), level("2.40")))
        .isInstanceOf(Accepted.class);
    assertRefused(
        check.of(quote("zero", "a", "0", "USD", "GPU-hour", "15:00"), level("2.40")), "price_zero");
  }

  @Test
  void thePrintsQuotesAreTheReferenceWhenThereIsNoFixingYet() {
    List<Quote> quotes =
        new ArrayList<>(
            List.of(
                quote("q1", "a", "2.30", "USD", "GPU-hour", "15:00"),
                quote("q2", "b", "2.00", "EUR", "GPU-hour", "15:00"),
                quote("q3", "c", "2450", "USD", "GPU-hour", "15:00"),
                quote("q3", "c", "2450", "USD", "GPU-hour", "15:00")));
    for (int i = 0; i < 20; i++) { // many quotes of one contributor weigh as one
      quotes.add(quote("s" + i, "c", "2450", "USD", "GPU-hour", "15:00"));
    }
    QuoteScreen screen = screen(quotes, Optional.empty());
    assertThat(screen.accepted()).extracting(Quote::id).containsExactly("q1", "q2");
    assertThat(screen.countByReason()).isEqualTo(Map.of(Reason.UNIT_SUSPECT, 21));
    assertThat(screen.repeated()).isOne();
    assertThat(screen.excluded()).allMatch(QuoteScreen.Excluded::isHeld);
  }

  @Test
  void twoContributorsHaveNoMiddleThatOneCouldNotHaveMade() {
    List<Quote> quotes =
        List.of(
            quote("q1", "a", "2.30", "USD", "GPU-hour", "15:00"),
            quote("q2", "b", "2450", "USD", "GPU-hour", "15:00"));
    assertThat(screen(quotes, Optional.empty()).accepted()).hasSize(2);
    assertThat(screen(quotes, level("2.40")).accepted()).hasSize(1);
  }

  @Test
  void whatIsExcludedStandsAmongTheInputsOfTheFixingWithItsReason() {
    QuoteScreen screen =
        screen(
            List.of(
                quote("q1", "a", "2.30", "USD", "GPU-hour", "15:00"),
                quote("q1", "a", "2.31", "USD", "GPU-hour", "15:00"),
                quote("q0", "b", "0", "USD", "GPU-hour", "15:00"),
                quote("q2", "c", "19.20", "USD", "GPU-hour", "15:00")),
            level("2.40"));
    InputUse used =
        new InputUse(
            "q1", "a", new BigDecimal("2.30"), new BigDecimal("2.30"), BigDecimal.ONE, true, "");
    FixingOutcome outcome =
        screen.in(new Withheld(FixingOutcome.Reason.INSUFFICIENT_SOURCES, "few", List.of(used)));
    assertThat(outcome.inputs())
        .extracting(use -> use.input() + " " + use.isIncluded() + " " + use.exclusion())
        .containsExactly("q0 false price_zero", "q1 true ", "q2 false unit_suspect");
  }

  @Test
  void limitsThatWouldHoldEverythingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QuoteLimits(Optional.empty(), false, BigDecimal.ONE, List.of(), BigDecimal.TWO))
        .withMessage("factorMax must be above 1, got 1");
  }

  /** Whatever is handed in, every quote is in exactly one heap and what is in a fixing is near. */
  @Test
  void everyQuoteIsAcceptedExcludedOrARepeatAndNothingFarOffIsAccepted() {
    for (long seed = 1; seed <= 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Quote> quotes =
          random
              .ints(40, -500, 5000)
              .mapToObj(
                  cents ->
                      quote(
                          "q" + random.nextInt(35),
                          "c" + random.nextInt(5),
                          BigDecimal.valueOf(cents, 2).toPlainString(),
                          List.of("USD", "EUR", "CNY", "KRW").get(random.nextInt(4)),
                          List.of("GPU-hour", "8 GPU-hour", "node").get(random.nextInt(3)),
                          "1%d:00".formatted(random.nextInt(10))))
              .toList();
      QuoteScreen screen = screen(quotes, level("2.40"));
      assertThat(screen.accepted().size() + screen.excluded().size() + screen.repeated())
          .as("seed %d", seed)
          .isEqualTo(quotes.size());
      assertThat(screen.accepted())
          .as("seed %d", seed)
          .allSatisfy(
              quote ->
                  assertThat(quote.price())
                      .isBetween(new BigDecimal("0.4"), new BigDecimal("14.4")));
      assertThat(screen).as("seed %d", seed).isEqualTo(screen(quotes, level("2.40")));
    }
  }

  /**
   * All 3,587 real rows, each print against the middle of its own quotes. The dearest are list
   * prices of a hyperscaler, 5.09 times the middle: a limit of five times would hold 16 rows, one
   * of four 187.
   */
  @Test
  void noRealQuoteIsHeldOrRefused() throws IOException {
    List<Quote> quotes;
    try (Reader reader = SharedData.open("gpu-quotes-eu.csv")) {
      quotes = QuoteMapping.shipped("eu-collected").quotes(reader, "gpu-quotes-eu.csv", "abc");
    }
    int accepted = 0;
    for (IndexId index : new TreeSet<>(quotes.stream().map(Quote::index).toList())) {
      for (LocalDate date : new TreeSet<>(quotes.stream().map(Quote::date).toList())) {
        Stream<Quote> own =
            quotes.stream().filter(q -> q.index().equals(index) && q.date().equals(date));
        QuoteScreen screen =
            QuoteScreen.of(
                own.toList(),
                QuoteLimits.GPU_RENTAL,
                USD_PER_HOUR,
                Optional.empty(),
                Optional.empty(),
                Set.of());
        accepted += screen.accepted().size();
      }
    }
    assertThat(accepted).isEqualTo(3_587);
  }

  private static Verdict check(Quote quote) {
    return checker(LIMITS, Set.of()).of(quote, level("2.40"));
  }

  private static QuoteCheck checker(QuoteLimits limits, Set<String> released) {
    return new QuoteCheck(limits, USD_PER_HOUR, Optional.of(NOW), released);
  }

  private static QuoteScreen screen(List<Quote> quotes, Optional<BigDecimal> lastFixing) {
    return QuoteScreen.of(quotes, LIMITS, USD_PER_HOUR, lastFixing, Optional.of(NOW), Set.of());
  }

  private static Optional<BigDecimal> level(String value) {
    return Optional.of(new BigDecimal(value));
  }

  private static void assertHeld(Verdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Held.class, held -> assertThat(held.reason().code()).isEqualTo(reason));
  }

  private static void assertRefused(Verdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason().code()).isEqualTo(reason));
  }

  private static Quote quote(
      String id, String contributor, String price, String currency, String unit, String time) {
    return new Quote(
        id,
        INDEX,
        DATE,
        Instant.parse(DATE + "T" + time + ":00Z"),
        contributor,
        "cloud",
        QuoteSpec.parse("H100/SXM/on_demand/DE"),
        new BigDecimal(price),
        new CurrencyCode(currency),
        PriceUnit.parse(unit),
        BigDecimal.ONE,
        QuoteClass.POSTED,
        Optional.empty());
  }
}
