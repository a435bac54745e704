package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import novate.index.WeightedMedian.Reach;
import novate.index.intake.QuoteMapping;
import novate.market.CurrencyCode;
import novate.market.Fixing;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked by hand from methodology section 10; prices in USD per GPU-hour. */
class IndexEngineTest {
  private static final IndexId INDEX = new IndexId("EU-H100");
  private static final LocalDate DATE = LocalDate.of(2026, 10, 30);
  private static final CurrencyCode USD = new CurrencyCode("USD");
  private static final QuoteSpec SPEC = QuoteSpec.parse("H100/SXM/on_demand/DE");

  /** a executed 2.00 (weight 3), b firm 2.40 (2), c and d posted 3.00, 3.50 (1): 5 of 7 by 2.40. */
  @Test
  void classesWeighThreeTwoOne() {
    Published published =
        published(
            methodology("0.49", 3, 3),
            List.of(
                quote("1", "a", "2.00", 1, QuoteClass.EXECUTED),
                quote("2", "b", "2.40", 1, QuoteClass.FIRM),
                quote("3", "c", "3.00", 1, QuoteClass.POSTED),
                quote("4", "d", "3.50", 1, QuoteClass.POSTED)));
    Fixing fixing = published.fixing();
    assertThat(fixing.value()).isEqualTo(new BigDecimal("2.4000"));
    assertThat(fixing.quality().observations()).isEqualTo(4);
    assertThat(fixing.quality().contributors()).isEqualTo(4);
    assertThat(fixing.quality().dispersion()).isEqualByComparingTo("1.50");
    assertThat(fixing.quality().isLowConfidence()).isFalse();
    assertThat(fixing.methodologyHash()).isEqualTo(methodology("0.49", 3, 3).hash()).hasSize(64);
    assertThat(fixing.revision()).isEqualTo(1);
  }

  /** Without a cap 3 of 5 would give 2.00; at 0.4 of the weight each of b and c has 0.3. */
  @Test
  void aContributorAboveTheCapIsHeldAtIt() {
    List<Quote> quotes =
        List.of(
            quote("1", "a", "2.00", 1, QuoteClass.EXECUTED),
            quote("2", "b", "2.40", 1, QuoteClass.POSTED),
            quote("3", "c", "3.00", 1, QuoteClass.POSTED));
    assertThat(published(methodology("0.4", 3, 3), quotes).fixing().value())
        .isEqualByComparingTo("2.40");
  }

  /** Weights 3, 3, 1, 1 at cap 0.3: 0.3, 0.3, 0.2, 0.2 of the total. */
  @Test
  void whatTheCapTakesOffIsSharedByTheOthers() {
    TreeMap<String, BigDecimal> weights = weights(3, 3, 1, 1);
    assertThat(shares(weights, CappedWeights.of(weights, Optional.of(new BigDecimal("0.3")))))
        .isEqualTo(List.of("0.300", "0.300", "0.200", "0.200"));
  }

  /** Weights 6, 3, 1, 1, 1 at cap 0.3: 6 is capped, then 3 of 6 is 0.35 of the rest: capped too. */
  @Test
  void theCapIsAppliedAgainAfterSharing() {
    TreeMap<String, BigDecimal> weights = weights(6, 3, 1, 1, 1);
    assertThat(shares(weights, CappedWeights.of(weights, Optional.of(new BigDecimal("0.3")))))
        .isEqualTo(List.of("0.300", "0.300", "0.133", "0.133", "0.133"));
  }

  @Test
  void aCapThatCannotHoldGivesEqualWeights() {
    TreeMap<String, BigDecimal> weights = weights(6, 3, 1);
    assertThat(shares(weights, CappedWeights.of(weights, Optional.of(new BigDecimal("0.3")))))
        .isEqualTo(List.of("0.333", "0.333", "0.333"));
  }

  @Test
  void aHundredQuotesOfOneContributorWeighAsOne() {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      quotes.add(quote("a" + i, "a", "9.99", 1, QuoteClass.POSTED));
    }
    quotes.add(quote("b", "b", "2.00", 1, QuoteClass.POSTED));
    quotes.add(quote("c", "c", "2.10", 1, QuoteClass.POSTED));
    assertThat(published(methodology("0.4", 3, 3), quotes).fixing().value())
        .isEqualByComparingTo("2.10");
  }

  @Test
  void weakerQuotesOfAContributorAreOutranked() {
    Published published =
        published(
            methodology("0.4", 3, 3),
            List.of(
                quote("1", "a", "2.00", 1, QuoteClass.FIRM),
                quote("2", "a", "8.00", 1, QuoteClass.POSTED),
                quote("3", "b", "3.00", 1, QuoteClass.FIRM),
                quote("4", "c", "4.00", 1, QuoteClass.FIRM)));
    assertThat(published.fixing().value()).isEqualByComparingTo("3.00");
    assertThat(published.inputs())
        .extracting(InputUse::exclusion)
        .containsExactly("", "outranked", "", "");
    assertThat(published.fixing().quality().observations()).isEqualTo(3);
  }

  /** b gives 3.00 for 7 units and 4.00 for 3: 3.30. */
  @Test
  void aSizeWeightedContributorPriceFollowsItsSizes() {
    Methodology methodology =
        methodology(
            weightsStep(Weighting.ContributorPrice.SIZE_WEIGHTED_MEAN, "0.4"), new Gate(3, 3));
    List<Quote> quotes =
        List.of(
            quote("1", "a", "2.00", 1, QuoteClass.FIRM),
            quote("2", "b", "3.00", 7, QuoteClass.FIRM),
            quote("3", "b", "4.00", 3, QuoteClass.FIRM),
            quote("4", "c", "9.00", 1, QuoteClass.FIRM));
    assertThat(published(methodology, quotes).fixing().value()).isEqualByComparingTo("3.30");
  }

  @Test
  void everyExcludedInputSaysWhy() {
    List<Quote> quotes =
        List.of(
            quote("1", "a", "0.49", 1, QuoteClass.FIRM),
            quote("2", "b", "20.01", 1, QuoteClass.FIRM),
            new Quote(
                "3",
                INDEX,
                DATE,
                Instant.EPOCH,
                "c",
                "f",
                QuoteSpec.parse("A100/SXM/on_demand"),
                one(),
                USD,
                PriceUnit.one("GPU-hour"),
                one(),
                QuoteClass.FIRM,
                Optional.empty()),
            quote("4", "d", "1.00", 1, QuoteClass.POSTED),
            quote("5", "e", "0.50", 1, QuoteClass.FIRM),
            quote("6", "f", "20.00", 1, QuoteClass.FIRM),
            quote("7", "g", "3.00", 1, QuoteClass.EXECUTED));
    Methodology firmOnly =
        methodology(
            new Filter.Eligibility(
                Selector.of(
                    List.of(QuoteClass.EXECUTED, QuoteClass.FIRM),
                    List.of("H100"),
                    List.of(),
                    List.of())),
            new Filter.PriceBand(new BigDecimal("0.50"), new BigDecimal("20")),
            weightsStep(Weighting.ContributorPrice.MEDIAN, "0.4"),
            new Gate(3, 3));
    assertThat(published(firmOnly, quotes).inputs())
        .extracting(InputUse::exclusion)
        .containsExactly(
            "below_price_band",
            "above_price_band",
            "model_not_eligible",
            "class_not_eligible",
            "",
            "",
            "");
  }

  @Test
  void gatesRefuseInOrderAndSayWhatWasMissing() {
    Methodology methodology = methodology("0.4", 3, 4);
    List<Quote> quotes =
        List.of(
            quote("1", "a", "2.00", 1, QuoteClass.FIRM),
            quote("2", "b", "3.00", 1, QuoteClass.FIRM));
    Withheld both = (Withheld) IndexEngine.fix(methodology, INDEX, DATE, quotes);
    assertThat(both.reason()).isEqualTo(Reason.INSUFFICIENT_SOURCES);
    assertThat(both.reason().code()).isEqualTo("insufficient_sources");
    assertThat(both.detail()).isEqualTo("index EU-H100 2026-10-30: 2 contributors, 3 needed");
    assertThat(both.inputs()).hasSize(2);

    List<Quote> three = new ArrayList<>(quotes);
    three.add(quote("3", "c", "4.00", 1, QuoteClass.FIRM));
    Withheld second = (Withheld) IndexEngine.fix(methodology, INDEX, DATE, three);
    assertThat(second.reason()).isEqualTo(Reason.INSUFFICIENT_OBSERVATIONS);
    assertThat(second.detail()).isEqualTo("index EU-H100 2026-10-30: 3 quotes, 4 needed");

    three.add(quote("4", "c", "4.00", 1, QuoteClass.FIRM));
    assertThat(IndexEngine.fix(methodology, INDEX, DATE, three)).isInstanceOf(Published.class);
    assertThat(IndexEngine.influence(methodology, INDEX, DATE, quotes)).isEmpty();
  }

  @Test
  void noQuotesGiveNoValueAndNotZero() {
    Withheld withheld =
        (Withheld) IndexEngine.fix(methodology("0.4", 3, 3), INDEX, DATE, List.of());
    assertThat(withheld.reason()).isEqualTo(Reason.INSUFFICIENT_SOURCES);
    assertThat(withheld.inputs()).isEmpty();
  }

  @Test
  void quotesOfAnotherIndexOrDateAreNotInputs() {
    Quote today = quote("1", "a", "2.00", 1, QuoteClass.FIRM);
    Quote other =
        new Quote(
            "2",
            INDEX,
            DATE.minusDays(1),
            Instant.EPOCH,
            "b",
            "f",
            SPEC,
            one(),
            USD,
            PriceUnit.one("GPU-hour"),
            one(),
            QuoteClass.FIRM,
            Optional.empty());
    assertThat(
            IndexEngine.fix(methodology("0.4", 3, 3), INDEX, DATE, List.of(today, other)).inputs())
        .extracting(InputUse::input)
        .containsExactly("1");
  }

  @Test
  void aQuoteIdMayNotComeTwice() {
    Quote quote = quote("1", "a", "2.00", 1, QuoteClass.FIRM);
    assertThatThrownBy(
            () -> IndexEngine.fix(methodology("0.4", 3, 3), INDEX, DATE, List.of(quote, quote)))
        .hasMessage("quote 1 of index EU-H100 2026-10-30 comes twice");
  }

  @Test
  void aMethodologyIsRefusedWhenOneContributorCouldDecide() {
    assertThatThrownBy(() -> weightsStep(Weighting.ContributorPrice.MEDIAN, "0.5"))
        .hasMessage(
            "share cap must be above 0 and below 1/2, got 0.5: one contributor could decide");
    assertThatThrownBy(() -> new Gate(2, 1))
        .hasMessage("a gate needs at least 3 contributors, got 2");
  }

  @Test
  void aMethodologyIsRefusedWhenStepsAreMissingOrOutOfOrder() {
    Step weights = weightsStep(Weighting.ContributorPrice.MEDIAN, "0.4");
    Step gate = new Gate(3, 3);
    Step rounding = new Rounding(4, RoundingMode.HALF_EVEN);
    assertThatThrownBy(
            () -> new Methodology("m", List.of(Filter.Families.all(), weights, gate, rounding)))
        .hasMessage("methodology m needs exactly one step of phase AGGREGATION, got 0");
    assertThatThrownBy(
            () ->
                new Methodology(
                    "m",
                    List.of(
                        gate, weights, new Aggregation.Simple(Average.WEIGHTED_MEDIAN), rounding)))
        .hasMessageStartingWith("steps of methodology m must stand in the order");
  }

  @Test
  void theHashIsTakenOverTheTextAndChangesWithEveryParameter() {
    Methodology methodology = methodology("0.4", 3, 3);
    assertThat(methodology.text())
        .isEqualTo(
            """
            format: 1
            id: "test/1"
            steps:
              - families: {take: all}
              - weights_by_contributor: {classes: {executed: 3, firm: 2, posted: 1}, price: median, contributor_cap: 0.4}
              - gate: {contributors: 3, observations: 3}
              - weighted_median: {}
              - rounding: {decimals: 4, mode: half_even}
            """);
    assertThat(methodology("0.40", 3, 3).hash()).isEqualTo(methodology.hash());
    assertThat(methodology("0.41", 3, 3).hash()).isNotEqualTo(methodology.hash());
    assertThat(methodology("0.4", 4, 3).hash()).isNotEqualTo(methodology.hash());
  }

  @Test
  void namesThatWouldMakeTwoMethodologiesReadAlikeAreRefused() {
    assertThatThrownBy(() -> Filter.Families.named(List.of("a\nb")))
        .hasMessageContaining("must not be empty nor hold control characters");
    assertThatThrownBy(() -> new Methodology("m\n", methodology("0.4", 3, 3).steps()))
        .hasMessageStartingWith("methodology id must be 1 to 64 visible ASCII characters");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfQuotesDoesNotMatter(long seed) {
    List<Quote> quotes = random(new SplittableRandom(seed));
    List<Quote> shuffled = new ArrayList<>(quotes);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(IndexEngine.fix(methodology("0.3", 3, 3), INDEX, DATE, shuffled))
        .as("seed %d", seed)
        .isEqualTo(IndexEngine.fix(methodology("0.3", 3, 3), INDEX, DATE, quotes));
  }

  /** Moves all quotes of one contributor to extreme prices: the fixing stays inside its reach. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theInfluenceOfOneContributorIsBoundedByThePublishedReach(long seed) {
    List<Quote> quotes = random(new SplittableRandom(seed));
    Methodology methodology = methodology("0.3", 3, 3);
    Map<String, Reach> influence = IndexEngine.influence(methodology, INDEX, DATE, quotes);
    assertThat(influence).isNotEmpty();
    influence.forEach(
        (contributor, reach) -> {
          for (String price : new String[] {"-99999", "0", "3", "99999"}) {
            List<Quote> moved =
                quotes.stream()
                    .map(q -> q.contributor().equals(contributor) ? at(q, price) : q)
                    .toList();
            assertThat(published(methodology, moved).fixing().value())
                .as("seed %d, %s at %s", seed, contributor, price)
                .isBetween(reach.low(), reach.high());
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theReachEndsAtPricesThatOthersGave(long seed) {
    List<Quote> quotes = random(new SplittableRandom(seed));
    IndexEngine.influence(methodology("0.3", 3, 3), INDEX, DATE, quotes)
        .forEach(
            (contributor, reach) -> {
              List<BigDecimal> others =
                  quotes.stream()
                      .filter(q -> !q.contributor().equals(contributor))
                      .map(Quote::price)
                      .sorted()
                      .toList();
              assertThat(reach.low()).as("seed %d", seed).isGreaterThanOrEqualTo(others.getFirst());
              assertThat(reach.high()).as("seed %d", seed).isLessThanOrEqualTo(others.getLast());
            });
  }

  /** Every day of the real quotes: a value among the prices that entered, or too few providers. */
  @Test
  void realQuotesGiveAValueAmongTheirPricesOrTooFewSources() throws IOException {
    List<Quote> quotes;
    try (Reader reader = SharedData.open("gpu-quotes-eu.csv")) {
      quotes = QuoteMapping.shipped("eu-collected").quotes(reader, "gpu-quotes-eu.csv", "abc");
    }
    Set<FixingOutcome.Reason> reasons = EnumSet.noneOf(FixingOutcome.Reason.class);
    int published = 0;
    for (LocalDate date : new TreeSet<>(quotes.stream().map(Quote::date).toList())) {
      FixingOutcome outcome = IndexEngine.fix(methodology("0.3", 5, 5), INDEX, date, quotes);
      assertThat(outcome.inputs())
          .hasSameSizeAs(
              quotes.stream()
                  .filter(q -> q.index().equals(INDEX) && q.date().equals(date))
                  .toList());
      switch (outcome) {
        case Published print -> {
          List<BigDecimal> prices =
              print.inputs().stream()
                  .filter(InputUse::isIncluded)
                  .map(InputUse::price)
                  .sorted()
                  .toList();
          assertThat(print.fixing().value()).isBetween(prices.getFirst(), prices.getLast());
          published++;
        }
        case Withheld none -> reasons.add(none.reason());
      }
    }
    assertThat(published).isPositive();
    assertThat(reasons).isSubsetOf(Reason.INSUFFICIENT_SOURCES);
  }

  @Test
  void aQuoteRefusesWhatCannotBeWeighed() {
    assertThatThrownBy(() -> quote("1", "a", "2.00", 0, QuoteClass.FIRM))
        .hasMessage("size of quote 1 must be above zero, got 0");
    assertThatThrownBy(() -> quote("1", " ", "2.00", 1, QuoteClass.FIRM))
        .hasMessage("contributor of quote '1' must have 1 to 200 characters, got ' '");
    assertThatThrownBy(() -> quote("1", "a", "1e999999999", 1, QuoteClass.FIRM))
        .hasMessage("price of quote 1 must have at most 40 digits");
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static List<Quote> random(SplittableRandom random) {
    List<Quote> quotes = new ArrayList<>();
    int contributors = 3 + random.nextInt(11);
    for (int c = 0; c < contributors; c++) {
      for (int q = 0; q <= random.nextInt(3); q++) {
        quotes.add(
            quote(
                c + "-" + q,
                "c" + c,
                BigDecimal.valueOf(random.nextLong(140, 430), 2).toPlainString(),
                1 + random.nextInt(8),
                QuoteClass.values()[random.nextInt(3)]));
      }
    }
    return quotes;
  }

  private static Published published(Methodology methodology, List<Quote> quotes) {
    FixingOutcome outcome = IndexEngine.fix(methodology, INDEX, DATE, quotes);
    assertThat(outcome).isInstanceOf(Published.class);
    return (Published) outcome;
  }

  private static Methodology methodology(String cap, int contributorsMin, int observationsMin) {
    return methodology(
        weightsStep(Weighting.ContributorPrice.MEDIAN, cap),
        new Gate(contributorsMin, observationsMin));
  }

  private static Methodology methodology(Step... untilGate) {
    List<Step> steps = new ArrayList<>(List.of(Filter.Families.all()));
    steps.addAll(List.of(untilGate));
    steps.add(new Aggregation.Simple(Average.WEIGHTED_MEDIAN));
    steps.add(new Rounding(4, RoundingMode.HALF_EVEN));
    return new Methodology("test/1", steps);
  }

  private static Step weightsStep(Weighting.ContributorPrice price, String cap) {
    return new Weighting.ByContributor(
        Map.of(
            QuoteClass.EXECUTED, new BigDecimal("3"),
            QuoteClass.FIRM, new BigDecimal("2"),
            QuoteClass.POSTED, new BigDecimal("1")),
        price,
        new BigDecimal(cap));
  }

  private static Quote quote(
      String id, String contributor, String price, long size, QuoteClass quoteClass) {
    return new Quote(
        id,
        INDEX,
        DATE,
        Instant.parse("2026-10-30T15:00:00Z"),
        contributor,
        "family",
        SPEC,
        new BigDecimal(price),
        USD,
        PriceUnit.one("GPU-hour"),
        BigDecimal.valueOf(size),
        quoteClass,
        Optional.empty());
  }

  private static Quote at(Quote quote, String price) {
    return new Quote(
        quote.id(),
        quote.index(),
        quote.date(),
        quote.time(),
        quote.contributor(),
        quote.family(),
        quote.spec(),
        new BigDecimal(price),
        quote.currency(),
        quote.unit(),
        quote.size(),
        quote.quoteClass(),
        quote.parties());
  }

  private static BigDecimal one() {
    return BigDecimal.ONE;
  }

  private static TreeMap<String, BigDecimal> weights(long... weights) {
    TreeMap<String, BigDecimal> byContributor = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      byContributor.put("c" + i, BigDecimal.valueOf(weights[i]));
    }
    return byContributor;
  }

  private static List<String> shares(
      Map<String, BigDecimal> own, Map<String, CappedWeights.Scaled> scaled) {
    Map<String, BigDecimal> weights = new TreeMap<>();
    scaled.forEach((name, by) -> weights.put(name, by.of(CappedWeights.at(own, name))));
    BigDecimal total = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return weights.values().stream()
        .map(weight -> weight.divide(total, 3, RoundingMode.HALF_EVEN).toPlainString())
        .toList();
  }
}
