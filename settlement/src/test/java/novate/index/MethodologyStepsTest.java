package novate.index;

import static novate.index.Given.excluded;
import static novate.index.Given.figures;
import static novate.index.Given.fix;
import static novate.index.Given.methodology;
import static novate.index.Given.panel;
import static novate.index.Given.published;
import static novate.index.Given.quote;
import static novate.index.Given.quotes;
import static novate.index.Given.trade;
import static novate.index.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import org.junit.jupiter.api.Test;

/** Each step of the vocabulary on numbers small enough to check in one's head. */
class MethodologyStepsTest {
  private static final String GATE = "gate: {contributors: 3, observations: 3}";
  private static final String MEAN = "mean: {}";
  private static final String MEDIAN = "median: {}";

  private static Reason withheld(Methodology methodology, List<Given> given) {
    return ((Withheld) fix(methodology, given)).reason();
  }

  @Test
  void eligibilityNamesWhatIsWrongWithEachQuote() {
    List<Given> given = new ArrayList<>(panel("2", "2", "2"));
    given.add(quote("class", "d", "9").as(QuoteClass.POSTED));
    given.add(quote("model", "d", "9").spec("A100/SXM/on_demand/DE/8"));
    given.add(quote("interconnect", "d", "9").spec("H100/PCIE/on_demand/DE/8"));
    given.add(quote("term", "d", "9").spec("H100/SXM/spot/DE/8"));
    given.add(quote("region", "d", "9").spec("H100/SXM/on_demand"));
    given.add(quote("node", "d", "9").spec("H100/SXM/on_demand/DE/4"));
    given.add(quote("size", "d", "9").of("0.5"));
    given.add(quote("late", "d", "9").at("16:01"));
    given.add(quote("old", "d", "9").at("13:59"));
    given.add(quote("edge", "d", "2").at("14:00"));
    Methodology methodology =
        methodology(
            "eligibility: {classes: [firm], models: [H100], interconnects: [SXM], terms:"
                + " [on_demand], regions: [DE], node_sizes: [8], size_min: 1, age_max_minutes:"
                + " 120}",
            GATE,
            MEAN);
    FixingRequest request =
        new FixingRequest(
            methodology,
            Given.INDEX,
            Given.DATE,
            quotes(given),
            FxRates.none(),
            Optional.of(Instant.parse("2026-10-30T16:00:00Z")),
            2);
    FixingOutcome outcome = IndexEngine.fix(request);
    assertThat(excluded(outcome))
        .containsOnly(
            entry("class", "class_not_eligible"),
            entry("model", "model_not_eligible"),
            entry("interconnect", "interconnect_not_eligible"),
            entry("term", "term_not_eligible"),
            entry("region", "region_not_eligible"),
            entry("node", "node_size_not_eligible"),
            entry("size", "size_too_small"),
            entry("late", "after_cut_off"),
            entry("old", "too_old"));
    assertThat(((FixingOutcome.Published) outcome).fixing().revision()).isEqualTo(2);
    assertThatThrownBy(() -> fix(methodology, given))
        .hasMessageContaining("has no cut-off from which methodology test/1 could count ages");
  }

  @Test
  void aFamilyThatIsNotTakenIsOut() {
    List<Given> given = new ArrayList<>(panel("1", "2", "3"));
    given.add(quote("h", "h", "9").in("hyperscaler"));
    FixingOutcome outcome =
        fix(methodology("families: {take: [marketplace]}", GATE, MEDIAN), given);
    assertThat(excluded(outcome)).containsOnly(entry("h", "family_not_taken"));
  }

  /** Eight GPUs at 16.00 an hour are 2.00 each; the euro and the token are refused by name. */
  @Test
  void normalisingDividesByTheUnitAndRefusesWhatItCannotCompare() {
    List<Given> given = new ArrayList<>(panel("2", "2", "2"));
    given.add(quote("node", "d", "16").per("8 GPU-hour", "USD"));
    given.add(quote("euro", "e", "2").per("GPU-hour", "EUR"));
    given.add(quote("token", "f", "2").per("token", "USD"));
    FixingOutcome outcome =
        fix(
            methodology("normalise: {unit: GPU-hour, currency: USD, fx_days_max: 3}", GATE, MEAN),
            given);
    assertThat(excluded(outcome))
        .containsOnly(entry("euro", "fx_missing"), entry("token", "unit_unknown"));
    assertThat(outcome.inputs())
        .filteredOn(use -> use.input().equals("node"))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.price()).isEqualByComparingTo("16");
              assertThat(use.usedPrice()).isEqualByComparingTo("2");
            });
    assertThat(withheld(methodology(GATE, MEAN), given)).isEqualTo(Reason.MIXED_UNITS);
  }

  /** Median 11, distances 0 1 1 2 19: MAD 1, so 3 * 1 keeps 8 to 14. */
  @Test
  void madRemovesWhatIsFarFromTheMedian() {
    FixingOutcome outcome =
        fix(methodology("mad: {k: 3}", GATE, MEAN), panel("10", "9", "11", "12", "30"));
    assertThat(figures(outcome, "mad"))
        .containsEntry("median", "11")
        .containsEntry("mad", "1")
        .containsEntry("low", "8")
        .containsEntry("high", "14");
    assertThat(excluded(outcome)).containsOnly(entry("e", "mad_outlier"));
    assertThat(value(methodology("mad: {k: 19}", GATE, MEAN), panel("10", "9", "11", "12", "30")))
        .as("the edge stays in")
        .isEqualTo("14.4");
  }

  /** Trim 0.2 sets 1 and 30 aside; 9, 11, 13 have mean 11, variance 8/3, sigma 1.633; x2 = 3.27. */
  @Test
  void sigmaCountsFromTheTrimmedMean() {
    FixingOutcome outcome =
        fix(methodology("sigma: {k: 2, trim: 0.2}", GATE, MEAN), panel("9", "1", "11", "30", "13"));
    assertThat(figures(outcome, "sigma"))
        .containsEntry("set_aside_at_each_end", "1")
        .containsEntry("trimmed_sum", "33")
        .containsEntry("trimmed_mean", "11")
        .containsEntry("sigma", "1.632993161855452");
    assertThat(excluded(outcome))
        .containsOnly(entry("b", "sigma_outlier"), entry("d", "sigma_outlier"));
  }

  /** Of 0, 1, 3, 5, 6 the middle three have mean 3 and s^2 = 8/3: 0 and 6 lie 1.837 s away. */
  @Test
  void sigmaKeepsWhatLiesInsideItsEdge() {
    List<Given> given = panel("0", "1", "3", "5", "6");
    assertThat(excluded(fix(methodology("sigma: {k: 1.84, trim: 0.2}", GATE, MEAN), given)))
        .isEmpty();
    assertThat(excluded(fix(methodology("sigma: {k: 1.83, trim: 0.2}", GATE, MEAN), given)))
        .containsOnlyKeys("a", "e");
    // Without spread the edge is the price itself, and it is exact.
    assertThat(
            excluded(
                fix(methodology("sigma: {k: 1, trim: 0.2}", GATE, MEAN), panel("2", "2", "2"))))
        .isEmpty();
  }

  /** Median 100, +- 5 %: 90 counts as 95, 120 as 105; mean of 95, 99, 100, 101, 105 = 100. */
  @Test
  void aClampMovesPricesToTheEdgeAndDropsNone() {
    FixingOutcome outcome =
        fix(methodology("clamp: {percent: 5}", GATE, MEAN), panel("90", "99", "100", "101", "120"));
    assertThat(excluded(outcome)).isEmpty();
    assertThat(outcome.inputs())
        .extracting(use -> CanonicalYaml.plain(use.usedPrice()))
        .containsExactly("95", "99", "100", "101", "105");
    assertThat(figures(outcome, "mean")).containsEntry("mean", "100");
  }

  @Test
  void aCountTrimDropsAsManyAtEachEnd() {
    List<Given> given = panel("5", "1", "4", "2", "3");
    assertThat(excluded(fix(methodology("count_trim: {each_side: 1}", GATE, MEAN), given)))
        .containsOnly(entry("b", "trimmed_low"), entry("a", "trimmed_high"));
    assertThat(excluded(fix(methodology("count_trim: {share: 0.19}", GATE, MEAN), given)))
        .as("floor(0.19 * 5) = 0")
        .isEmpty();
    assertThat(withheld(methodology("count_trim: {each_side: 3}", GATE, MEAN), given))
        .isEqualTo(Reason.INSUFFICIENT_SOURCES);
  }

  @Test
  void tradesOfAffiliatesAndWashTradesAreOut() {
    List<Given> given =
        List.of(
            trade("1", "x", "a", "2", "10"),
            trade("2", "y", "b", "2", "10"),
            trade("3", "z", "c", "2", "10"),
            trade("inside", "a", "a2", "9", "10"),
            trade("self", "d", "d", "9", "10"),
            trade("there", "e", "f", "9", "10").at("15:00"),
            trade("back", "f", "e", "9", "10.0").at("15:30"),
            trade("other-size", "f", "e", "2", "11").at("15:30"),
            trade("later", "f", "e", "2", "10").at("16:01"),
            quote("untold", "g", "9").as(QuoteClass.EXECUTED));
    FixingOutcome outcome =
        fix(
            methodology(
                "affiliates: {groups: [{members: [a, a2]}], parties: required}",
                "wash: {window_minutes: 60}",
                GATE,
                "vwap: {}"),
            given);
    assertThat(excluded(outcome))
        .containsOnly(
            entry("inside", "affiliated_parties"),
            entry("self", "wash_same_party"),
            entry("there", "wash_round_trip"),
            entry("back", "wash_round_trip"),
            entry("untold", "parties_not_told"));
    assertThat(figures(outcome, "wash")).containsEntry("round_trip_trades", "2");
  }

  /** 2.00 for 10 and 5.00 for 20 are 120 / 30 = 4; half of 30 is reached by 5.00. */
  @Test
  void sizesDecideAVolumeWeightedAverage() {
    List<Given> given =
        List.of(
            quote("1", "a", "2").of("9"),
            quote("2", "b", "2").of("1"),
            quote("3", "c", "5").of("20"));
    assertThat(value(methodology(GATE, "vwap: {}"), given)).isEqualTo("4");
    FixingOutcome median = fix(methodology(GATE, "volume_weighted_median: {}"), given);
    assertThat(figures(median, "volume_weighted_median"))
        .containsOnly(
            entry("total_weight", "30"),
            entry("cumulative_weight_before", "10"),
            entry("cumulative_weight_at_value", "30"),
            entry("weighted_median", "5"));
    assertThat(median.inputs())
        .extracting(use -> use.weight().intValueExact())
        .containsExactly(9, 1, 20);
    List<Given> even = List.of(given.get(0).of("19"), given.get(1), given.get(2));
    assertThat(value(methodology(GATE, "volume_weighted_median: {}"), even))
        .as("exactly half: the mean with the next")
        .isEqualTo("3.5");
  }

  @Test
  void aTrimmedMeanDropsAShareAndTakesTheMeanOfTheRest() {
    assertThat(
            value(methodology(GATE, "trimmed_mean: {trim: 0.2}"), panel("0", "1", "2", "6", "99")))
        .isEqualTo("3");
  }

  /**
   * a offers 60 of 100 GPUs and is held at 0.4: a 0.4, the others share 0.6 as 20 to 20. By price:
   * a's 1 and 2 (0.2 each), then b's 3 at 0.3: 0.7. Uncapped, a's own 2 would decide.
   */
  @Test
  void offersOfOneContributorShareItsCap() {
    List<Given> given =
        List.of(
            quote("1", "a", "1").of("30"),
            quote("2", "a", "2").of("30"),
            quote("3", "b", "3").of("20"),
            quote("4", "c", "4").of("20"));
    Methodology capped =
        methodology(
            "weights_by_offer: {by: size, contributor_cap: 0.4}", GATE, "weighted_median: {}");
    assertThat(value(capped, given)).isEqualTo("3");
    assertThat(shares(published(capped, given))).containsExactly("0.2", "0.2", "0.3", "0.3");
    Methodology free = methodology("weights_by_offer: {by: size}", GATE, "weighted_median: {}");
    assertThat(value(free, given)).isEqualTo("2");
  }

  private static List<String> shares(FixingOutcome outcome) {
    BigDecimal total =
        outcome.inputs().stream().map(InputUse::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
    return outcome.inputs().stream()
        .map(use -> CanonicalYaml.plain(use.weight().divide(total, 6, RoundingMode.HALF_EVEN)))
        .toList();
  }

  /** Marketplaces a, b, c and hyperscaler d: at a family cap of 0.6 the three share 0.6. */
  @Test
  void aFamilyAboveItsCapIsHeldAtIt() {
    List<Given> given = new ArrayList<>(panel("1", "2", "3"));
    given.add(quote("d", "d", "9").in("hyperscaler"));
    String weights =
        "weights_by_contributor: {classes: {executed: 1, firm: 1, posted: 1}, price: median,"
            + " contributor_cap: 0.45, family_cap: 0.6}";
    assertThat(shares(fix(methodology(weights, GATE, "weighted_mean: {}"), given)))
        .containsExactly("0.2", "0.2", "0.2", "0.4");
    assertThat(withheld(methodology(weights, GATE, "weighted_mean: {}"), panel("1", "2", "3")))
        .as("one family cannot keep under 0.6")
        .isEqualTo(Reason.CAPS_CANNOT_HOLD);
  }

  /** a has 6 of 8 of its family: at cap 0.3 of all it has 0.3, b and c 0.1 each of the 0.5. */
  @Test
  void aContributorIsCappedInsideAWeightedFamily() {
    List<Given> given =
        List.of(
            quote("1", "a", "1").of("6"),
            quote("2", "b", "1").of("1"),
            quote("3", "c", "1").of("1"),
            quote("4", "d", "9").of("5").in("hyperscaler"),
            quote("5", "e", "9").of("5").in("hyperscaler"));
    Methodology methodology =
        methodology(
            "families: {weights: {marketplace: 1, hyperscaler: 1}}",
            "weights_by_offer: {by: size, contributor_cap: 0.3}",
            GATE,
            "weighted_mean: {}");
    assertThat(shares(fix(methodology, given)))
        .containsExactly("0.3", "0.1", "0.1", "0.25", "0.25");
    assertThat(value(methodology, given)).isEqualTo("5");
    assertThat(withheld(methodology, given.subList(0, 4)))
        .as("d alone would have half")
        .isEqualTo(Reason.CAPS_CANNOT_HOLD);
  }

  @Test
  void slotsCutTheHourAndTheirMeanIsTheValue() {
    List<Given> given =
        List.of(
            quote("1", "a", "1").at("14:00"),
            quote("2", "b", "3").at("14:29"),
            quote("3", "c", "5").at("14:30"),
            quote("4", "d", "99").at("15:00"));
    String slots =
        "partitioned: {slots: 2, by: time, from: '14:00', to: '15:00', zone: UTC, each: mean,"
            + " when_empty: withhold}";
    FixingOutcome outcome = fix(methodology(GATE, slots), given);
    assertThat(figures(outcome, "partitioned"))
        .containsOnly(entry("slot 1", "2"), entry("slot 2", "5"), entry("mean_of_slots", "3.5"));
    assertThat(excluded(outcome)).containsOnly(entry("4", "outside_slots"));
    List<Given> early = given.stream().map(g -> g.at("14:10")).toList();
    assertThat(withheld(methodology(GATE, slots), early)).isEqualTo(Reason.EMPTY_SLOT);
    assertThat(value(methodology(GATE, slots.replace("withhold", "skip")), early)).isEqualTo("27");
  }

  /** By count 1, 2, 3 | 4, 5 in time: medians 2 and 4.5. */
  @Test
  void slotsByCountTakeTheEarlierQuotesFirst() {
    List<Given> given = new ArrayList<>();
    for (int i = 5; i >= 1; i--) {
      given.add(quote("q" + (9 - i), "c" + i, "" + i).at("14:0" + i));
    }
    assertThat(
            value(
                methodology(
                    GATE, "partitioned: {slots: 2, by: count, each: median, when_empty: withhold}"),
                given))
        .isEqualTo("3.25");
  }

  @Test
  void segmentsAreCombinedByTheirWeights() {
    List<Given> given = new ArrayList<>(panel("2", "4", "3"));
    given.add(quote("s", "d", "1").spec("H100/SXM/spot"));
    given.add(quote("r", "e", "7").spec("H100/SXM/reserved_1y"));
    String segments =
        "segments: {when_empty: withhold, of: [{name: on_demand, where: {terms: [on_demand]},"
            + " weight: 3, observations: 2, steps: [median: {}]}, {name: spot, where: {terms:"
            + " [spot]}, weight: 1, steps: [mean: {}]}]}";
    FixingOutcome outcome = fix(methodology(GATE, segments), given);
    assertThat(figures(outcome, "segments"))
        .containsEntry("value of on_demand", "3")
        .containsEntry("value of spot", "1")
        .containsEntry("sum_of_weight_times_value", "10")
        .containsEntry("value", "2.5");
    assertThat(excluded(outcome)).containsOnly(entry("r", "no_segment"));
    assertThat(withheld(methodology(GATE, segments), given.subList(0, 3)))
        .isEqualTo(Reason.EMPTY_SEGMENT);
    assertThat(value(methodology(GATE, segments.replace("withhold", "skip")), given.subList(0, 3)))
        .isEqualTo("3");
  }

  @Test
  void aWindowPoolsTheValidDaysAndCountsThem() {
    List<Given> given = new ArrayList<>(panel("1", "2", "3"));
    panel("4", "5", "6").forEach(g -> given.add(g.on(1)));
    panel("90").forEach(g -> given.add(g.on(2)));
    panel("99", "99", "99").forEach(g -> given.add(g.on(3)));
    String[] steps = {
      "day_gate: {contributors: 2, observations: 2}",
      "window: {days: 3}",
      "gate: {contributors: 3, observations: 3, days: 2}",
      MEDIAN
    };
    FixingOutcome outcome = fix(methodology(steps), given);
    assertThat(excluded(outcome)).containsOnly(entry("a-2", "day_not_valid"));
    assertThat(figures(outcome, "window")).containsEntry("valid_days", "2");
    assertThat(figures(outcome, "median")).containsEntry("median", "3.5");
    assertThat(outcome.inputs()).as("the fourth day is no input").hasSize(7);
    steps[2] = "gate: {contributors: 3, observations: 3, days: 3}";
    assertThat(withheld(methodology(steps), given)).isEqualTo(Reason.INSUFFICIENT_HISTORY);
  }

  @Test
  void dayValuesTakeEachDayByItself() {
    List<Given> given = new ArrayList<>(panel("1", "2", "3"));
    panel("5", "5", "8").forEach(g -> given.add(g.on(1)));
    panel("90", "90").forEach(g -> given.add(g.on(2)));
    Methodology mean = methodology(GATE, MEDIAN, "day_values: {of: mean, days: 3, days_min: 2}");
    FixingOutcome outcome = fix(mean, given);
    assertThat(figures(outcome, "day_values"))
        .isEqualTo(
            Map.of(
                "no value of 2026-10-28", "insufficient_sources",
                "value of 2026-10-29", "5",
                "value of 2026-10-30", "2"));
    assertThat(value(mean, given)).isEqualTo("3.5");
    assertThat(excluded(outcome)).containsOnlyKeys("a-2", "b-2").containsValue("day_without_value");
    assertThat(
            withheld(
                methodology(GATE, MEDIAN, "day_values: {of: median, days: 3, days_min: 3}"), given))
        .isEqualTo(Reason.INSUFFICIENT_HISTORY);
  }

  @Test
  void aGateCountsFamilies() {
    assertThat(
            withheld(
                methodology("gate: {contributors: 3, observations: 3, families: 2}", MEAN),
                panel("1", "2", "3")))
        .isEqualTo(Reason.INSUFFICIENT_FAMILIES);
  }
}
