package novate.index;

import static novate.index.Given.excluded;
import static novate.index.Given.panel;
import static novate.index.Given.quote;
import static novate.index.Given.quotes;
import static novate.index.Given.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import novate.index.FixingOutcome.Published;
import novate.index.WeightedMedian.Reach;
import novate.index.intake.QuoteMapping;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped methodology on an example worked by hand, and what must hold of all of them. */
class ShippedMethodologiesTest {
  private static final int SEEDS = 4;

  private static String value(String name, List<Given> given) {
    return Given.published(ShippedMethodologies.of(name), given).fixing().value().toPlainString();
  }

  /**
   * Weights 3 2 1 1 1 at cap 1/4: a is capped (3 of 8), then b (2 * 0.75 above 0.25 * 5), so a and
   * b have 1/4 each and c, d, e 1/6. Half is reached exactly at b: (2.10 + 2.20) / 2.
   */
  @Test
  void house() {
    List<Given> given = panel("2.00", "2.10", "2.20", "2.30", "2.40");
    List<Given> classed =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    given
                        .get(i)
                        .as(
                            i == 0
                                ? QuoteClass.EXECUTED
                                : i == 1 ? QuoteClass.FIRM : QuoteClass.POSTED))
            .toList();
    assertThat(value("house", classed)).isEqualTo("2.1500");
  }

  /**
   * Firm 2 and 3 weigh 3 each, posted 4, 5, 6 weigh 2 each: of 12 half is reached exactly at 3, so
   * (3 + 4) / 2. What a asks for its second offer does not count.
   */
  @Test
  void euCriRaw() {
    List<Given> given = panel("2", "3", "4", "5", "6");
    List<Given> classed =
        IntStream.range(0, 5)
            .mapToObj(i -> i < 2 ? given.get(i) : given.get(i).as(QuoteClass.POSTED))
            .toList();
    List<Given> all = new ArrayList<>(classed);
    all.add(quote("dearer", "a", "4.5"));
    assertThat(value("eu-cri-raw", all)).isEqualTo("3.500000");
  }

  /**
   * Slot 1 (15:00 to 15:05): six GPU-hours at 2.00 and seven at 2.20, of 13 half is passed at 2.20.
   * Slot 12: 3.00. The ten others are empty: (2.20 + 3.00) / 2.
   */
  @Test
  void partitionedVolumeWeightedMedian() {
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      given.add(trade("low" + i, "x" + i, "a", "2.00", "1").at("15:00"));
    }
    given.add(trade("high", "x", "b", "2.20", "7").at("15:04"));
    for (int i = 0; i < 5; i++) {
      given.add(trade("end" + i, "x" + i, "c", "3.00", "1").at("15:59"));
    }
    given.add(trade("after", "x", "c", "9.00", "100").at("16:00"));
    assertThat(value("partitioned-volume-weighted-median", given)).isEqualTo("2.6000");
  }

  /**
   * Five providers at a cap of 1/5 have 1/5 each, marketplaces a, b, c exactly their 3/5. Half of
   * the weight is a 0.2, b 0.2 and half of c: exactly at 2.00, so (2.00 + 2.10) / 2.
   */
  @Test
  void offerWeightedMedian() {
    List<Given> given =
        List.of(
            quote("1", "a", "1.00"),
            quote("2", "a", "1.10").of("300"),
            quote("3", "b", "1.20"),
            quote("4", "b", "1.20"),
            quote("5", "c", "2.00").of("5"),
            quote("6", "c", "2.10").of("5"),
            quote("7", "d", "3.00").in("hyperscaler"),
            quote("8", "d", "3.10").in("hyperscaler"),
            quote("9", "e", "4.00").in("hyperscaler"),
            quote("10", "e", "4.10").in("hyperscaler"));
    assertThat(value("offer-weighted-median", given)).isEqualTo("2.0500");
  }

  /**
   * On demand 1 ... 10 without 1 and 10: 5.5; reserved 4; spot 2: 0.5 * 5.5 + 0.3 * 4 + 0.2 * 2.
   */
  @Test
  void countTrimmedSegments() {
    List<Given> given = new ArrayList<>(panel("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
    for (String price : List.of("3", "4", "5")) {
      given.add(quote("r" + price, "r" + price, price).spec("H100/SXM/reserved_1y"));
    }
    for (String price : List.of("1", "1.5", "3.5")) {
      given.add(quote("s" + price, "s" + price, price).spec("H100/SXM/spot"));
    }
    assertThat(value("count-trimmed-segments", given)).isEqualTo("4.3500");
  }

  /**
   * Four days of 2.00 2.10 2.20 2.30 2.40 and a 19.00: the middle 17 of 21 sum to 37.60, 19.00 is
   * far outside; of the 20 left half is passed inside the 2.20s. Three days would not do.
   */
  @Test
  void trailingSevenDayMedian() {
    List<Given> given = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      for (Given quote : panel("2.00", "2.10", "2.20", "2.30", "2.40")) {
        given.add(quote.on(2 * day));
      }
    }
    given.add(quote("far", "a", "19.00"));
    FixingOutcome outcome = Given.fix(ShippedMethodologies.of("trailing-seven-day-median"), given);
    assertThat(Given.figures(outcome, "sigma"))
        .containsEntry("set_aside_at_each_end", "2")
        .containsEntry("trimmed_sum", "37.6");
    assertThat(excluded(outcome)).isEqualTo(Map.of("far", "sigma_outlier"));
    assertThat(((Published) outcome).fixing().value()).isEqualByComparingTo("2.2");
    assertThat(
            Given.fix(ShippedMethodologies.of("trailing-seven-day-median"), given.subList(5, 20)))
        .isInstanceOf(FixingOutcome.Withheld.class);
  }

  /** Median 2: 1.90 counts as 1.99, 2.50 as 2.01; the sum is 9.999. */
  @Test
  void clampedAverage() {
    assertThat(value("clamped-average", panel("1.90", "1.995", "2.00", "2.004", "2.50")))
        .isEqualTo("1.9998");
  }

  /** 9.00 counts as 2.40, the median + 20 %: (20 + 20 + 20 + 42 + 24) / 60. */
  @Test
  void executedVwap() {
    List<Given> given =
        List.of(
            trade("1", "u", "a", "2.00", "10"),
            trade("2", "v", "b", "2.00", "10"),
            trade("3", "w", "c", "2.00", "10"),
            trade("4", "x", "d", "2.10", "20"),
            trade("5", "y", "e", "9.00", "10"),
            trade("self", "z", "z", "5.00", "1000"),
            trade("inside", "example_cloud", "example_cloud_trading", "5.00", "1000"));
    assertThat(value("executed-vwap", given)).isEqualTo("2.1000");
  }

  /** (2.000 + 2.100 + 2 * 2.203) / 4 = 2.1265, half to even. */
  @Test
  void dailySettlement() {
    List<Given> given =
        Stream.of(
                trade("1", "u", "a", "2.000", "1"),
                trade("2", "v", "b", "2.100", "1"),
                trade("3", "w", "c", "2.203", "2"))
            .map(g -> g.in("exchange"))
            .toList();
    assertThat(value("daily-settlement", given)).isEqualTo("2.126");
  }

  /**
   * Of the 25 published values of EU-CRI-H100 the raw quotes give 12. The other 13 hang on what the
   * quotes do not say: sources the publisher had dropped or not yet had, and weights by its trust.
   */
  @Test
  void theOpenIndexIsRepeatedAsFarAsItsRawQuotesAllow() throws IOException {
    List<Quote> quotes;
    try (Reader reader = SharedData.open("gpu-quotes-eu.csv")) {
      quotes = QuoteMapping.shipped("eu-collected").quotes(reader, "gpu-quotes-eu.csv", "abc");
    }
    List<PublishedValue> published;
    try (Reader reader = SharedData.open("gpu-index-eu-daily.csv")) {
      published = PublishedFile.read(reader, "daily.csv");
    }
    Methodology methodology = ShippedMethodologies.of("eu-cri-raw");
    int values = 0;
    int same = 0;
    for (PublishedValue print : published) {
      if (print.key().index().equals(new IndexId("EU-CRI-H100")) && print.value().isPresent()) {
        values++;
        FixingOutcome ours =
            IndexEngine.fix(methodology, new IndexId("EU-H100"), print.key().date(), quotes);
        if (ours instanceof Published made
            && made.fixing().value().compareTo(print.value().get()) == 0) {
          same++;
        }
      }
    }
    assertThat(values).isEqualTo(25);
    assertThat(same).isEqualTo(12);
  }

  static Stream<Arguments> namesAndSeeds() {
    return ShippedMethodologies.NAMES.stream()
        .flatMap(
            name -> IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(name, (long) seed)));
  }

  @ParameterizedTest(name = "{0} seed {1}")
  @MethodSource("namesAndSeeds")
  void theOrderOfTheInputsDoesNotMatter(String name, long seed) {
    Methodology methodology = ShippedMethodologies.of(name);
    List<Given> given = random(methodology, seed);
    List<Given> shuffled = new ArrayList<>(given);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Given.fix(methodology, shuffled))
        .as("seed %d", seed)
        .isEqualTo(Given.published(methodology, given));
  }

  /** Where no filter would drop as many again from what is left. */
  @ParameterizedTest(name = "{0} seed {1}")
  @MethodSource("namesAndSeeds")
  void inputsThatWereExcludedDoNotMatter(String name, long seed) {
    Methodology methodology = ShippedMethodologies.of(name);
    boolean dropsAgain =
        methodology.text().contains("count_trim") || methodology.text().contains("sigma");
    List<Given> given = random(methodology, seed);
    Published published = Given.published(methodology, given);
    Map<String, String> excluded = excluded(published);
    List<Given> left =
        given.stream()
            .filter(
                g ->
                    !excluded.containsKey(g.id())
                        || (dropsAgain && excluded.get(g.id()).matches("trimmed_.*|sigma_.*")))
            .toList();
    assertThat(excluded).as("seed %d", seed).isNotEmpty();
    assertThat(Given.published(methodology, left).fixing().value())
        .as("seed %d", seed)
        .isEqualTo(published.fixing().value());
  }

  @ParameterizedTest(name = "{0} seed {1}")
  @MethodSource("namesAndSeeds")
  void twiceThePricesGiveTwiceTheValue(String name, long seed) {
    Methodology methodology = ShippedMethodologies.of(name);
    List<Given> given =
        random(methodology, seed).stream().filter(g -> !g.id().startsWith("noise")).toList();
    List<Given> twice =
        given.stream()
            .map(g -> g.priced(new BigDecimal(g.price()).multiply(BigDecimal.TWO).toString()))
            .toList();
    BigDecimal value = Given.published(methodology, given).fixing().value();
    assertThat(Given.published(methodology, twice).fixing().value())
        .as("seed %d", seed)
        .isCloseTo(value.multiply(BigDecimal.TWO), within(value.ulp().multiply(BigDecimal.TWO)));
  }

  /** One contributor moves all its prices: the value stays inside what was published for it. */
  @ParameterizedTest(name = "{0} seed {1}")
  @MethodSource("namesAndSeeds")
  void theInfluenceOfOneContributorStaysInsideItsPublishedReach(String name, long seed) {
    Methodology methodology = ShippedMethodologies.of(name);
    List<Given> given = random(methodology, seed);
    Map<String, Reach> influence =
        IndexEngine.influence(methodology, Given.INDEX, Given.DATE, quotes(given));
    assertThat(influence).as("seed %d", seed).isNotEmpty();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = List.copyOf(influence.keySet());
    for (int attempt = 0; attempt < 10; attempt++) {
      String mover = names.get(random.nextInt(names.size()));
      Reach reach = CappedWeights.at(influence, mover);
      String price = BigDecimal.valueOf(random.nextLong(50, 2000), 2).toPlainString();
      List<Given> moved =
          given.stream().map(g -> g.contributor().equals(mover) ? g.priced(price) : g).toList();
      if (Given.fix(methodology, moved) instanceof Published published) {
        assertThat(published.fixing().value())
            .as("seed %d, %s at %s", seed, mover, price)
            .isBetween(reach.low(), reach.high());
      }
    }
  }

  /** Any two, and any quarter of the panel: what they say together stays in the published bound. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("hostileSeeds")
  void whatAHostilePartOfThePanelCanDoIsBoundedByWhatIsPublished(long seed) {
    Methodology methodology = ShippedMethodologies.of("house");
    List<Given> given = random(methodology, seed);
    FixingRequest request = new FixingRequest(methodology, Given.INDEX, Given.DATE, quotes(given));
    List<String> panel =
        List.copyOf(
            IndexEngine.influence(methodology, Given.INDEX, Given.DATE, quotes(given)).keySet());
    SplittableRandom random = new SplittableRandom(seed);
    for (int k : new int[] {1, 2, panel.size() / 4}) {
      Reach reach = IndexEngine.influenceOfPanel(request, k);
      for (int attempt = 0; attempt < 20; attempt++) {
        Set<String> hostile = new TreeSet<>();
        while (hostile.size() < k) {
          hostile.add(panel.get(random.nextInt(panel.size())));
        }
        String price = BigDecimal.valueOf(random.nextLong(1, 100_000), 2).toPlainString();
        List<Given> moved =
            given.stream()
                .map(g -> hostile.contains(g.contributor()) ? g.priced(price) : g)
                .toList();
        if (Given.fix(methodology, moved) instanceof Published published) {
          assertThat(published.fixing().value())
              .as("seed %d, %s at %s", seed, hostile, price)
              .isBetween(reach.low(), reach.high());
        }
      }
    }
  }

  static LongStream hostileSeeds() {
    return LongStream.range(0, 50);
  }

  /** The window's days of 60 quotes from 12 contributors, with some that no methodology takes. */
  private static List<Given> random(Methodology methodology, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> families = new ArrayList<>(methodology.the(Filter.Families.class).names());
    if (families.isEmpty()) {
      families.add("marketplace");
    }
    List<String> terms = List.of("on_demand", "on_demand", "spot", "reserved_1y");
    List<Given> given = new ArrayList<>();
    for (int day = 0; day < methodology.days(); day++) {
      for (int i = 0; i < 60; i++) {
        String price = BigDecimal.valueOf(random.nextLong(140, 430), 2).toPlainString();
        String contributor = "c" + i % 12;
        given.add(
            trade(
                    "q" + i,
                    "buyer" + random.nextInt(9),
                    contributor,
                    price,
                    String.valueOf(1 + random.nextInt(64)))
                .in(families.get(i % 12 % families.size()))
                .spec("H100/SXM/" + terms.get(i % 4) + "/DE/8")
                .at("15:" + (10 + random.nextInt(50)))
                .on(day));
      }
    }
    given.add(quote("noise-class", "n1", "2").as(QuoteClass.POSTED).in("nobody"));
    // Weaker than the other quotes of its contributor, of a term and a family nobody takes.
    given.add(quote("noise-weak", "c0", "2").as(QuoteClass.POSTED).in("nobody").spec("H100"));
    given.add(quote("noise-price", "n2", "99").in("nobody"));
    if (methodology.id().startsWith("house")) {
      given.removeIf(g -> g.id().equals("noise-class") || g.id().equals("noise-price"));
    }
    return given;
  }
}
