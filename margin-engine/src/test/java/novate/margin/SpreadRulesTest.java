package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.margin.scan.SpreadRisk;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.scenario.SpreadSide;
import org.junit.jupiter.api.Test;

/**
 * Worked examples of every rule of section 3 of the methodology, by hand unless a source is named.
 * Futures are margined at their scan range in USD; a spread charge is per spread.
 */
class SpreadRulesTest {
  private static final String TIERS =
      """
      tiers:
        - {tier: 1, from: "2026-11", to: "2026-12"}
        - {tier: 2, from: "2027-01", to: "2027-02"}
        - {tier: 3, from: "2026-12", to: "2027-01"}
        - {tier: 4, from: "2026-11", to: "2027-01"}
        - {tier: 5, from: "2027-04"}
        - {tier: 6, from: "2026-11", to: "2026-11"}
      """;

  private static final String TIER_1_TO_2 =
      "- {priority: 1, charge: 1000, legs: [{tier: 1, ratio: 1, side: A}, {tier: 2, ratio: 1,"
          + " side: B}]}\n";
  private static final String NOV_TO_DEC =
      "- {priority: 9, charge: 300, legs: [{period: \"2026-11\", ratio: 1, side: A}, {period:"
          + " \"2026-12\", ratio: 1, side: B}]}\n";

  private static String calendar(String... spreads) {
    return "calendar_spreads:\n" + String.join("", spreads).indent(2);
  }

  private static SpreadMarket gold(String... fields) {
    return new SpreadMarket().commodity("GC", 1_000, fields);
  }

  private static Map<String, Long> gold(Map<String, Long> lotsByMonth) {
    Map<String, Long> lots = new HashMap<>();
    lotsByMonth.forEach((month, held) -> lots.put("GC-" + month, held));
    return lots;
  }

  private static long calendarCharge(SpreadMarket market, Map<String, Long> lotsByMonth) {
    return market.risk("GC", gold(lotsByMonth)).spreads().calendarCharge();
  }

  /** CME, inter-commodity spread: corn +2 at 1,750, soybeans -1 at 2,500, 2:1, 55 %: 2,700. */
  @Test
  void cornAgainstSoybeansNeedsThePublishedMargin() {
    SpreadMarket market =
        new SpreadMarket()
            .commodity("CORN", 1_750)
            .commodity("SOY", 2_500)
            .policy(
                """
                inter_commodity_spreads:
                  - {priority: 1, super: false, legs: [{commodity: "CORN", ratio: 2, side: A, credit: 0.55}, {commodity: "SOY", ratio: 1, side: B, credit: 0.55}]}
                scan_based_credits: []
                """);
    assertThat(market.margin(Map.of("CORN-2026-12", 2L, "SOY-2027-01", -1L)))
        .isEqualByComparingTo("2700");
    assertThat(market.margin(Map.of("CORN-2026-12", -2L, "SOY-2027-01", 1L)))
        .isEqualByComparingTo("2700");
    // The same side is no spread; one corn makes half of one: 4,250 - 0.55 * (1,750 + 1,250).
    assertThat(market.margin(Map.of("CORN-2026-12", 2L, "SOY-2027-01", 1L)))
        .isEqualByComparingTo("6000");
    assertThat(market.margin(Map.of("CORN-2026-12", 1L, "SOY-2027-01", -1L)))
        .isEqualByComparingTo("2600");
  }

  /** CME, gold: series spread +1 -1 at scan ranges of 16,000, charge 300: 300. */
  @Test
  void aSeriesSpreadOfGoldNeedsThePublishedMargin() {
    SpreadMarket market = new SpreadMarket().commodity("GC", 16_000, calendar(NOV_TO_DEC));
    assertThat(market.margin(gold(Map.of("2026-11", 1L, "2026-12", -1L))))
        .isEqualByComparingTo("300");
    assertThat(market.margin(gold(Map.of("2026-11", -1L, "2026-12", 1L))))
        .isEqualByComparingTo("300");
  }

  /** CME, gold: tier spread +1 -1, charge 1,000: 1,000. */
  @Test
  void aTierSpreadOfGoldNeedsThePublishedMargin() {
    SpreadMarket market = new SpreadMarket().commodity("GC", 16_000, TIERS, calendar(TIER_1_TO_2));
    assertThat(market.margin(gold(Map.of("2026-11", 1L, "2027-02", -1L))))
        .isEqualByComparingTo("1000");
  }

  /** 3 spreads: 900; 3 consumed at 40 and 2 left at 60: 240; scan of net 2: 2,000. */
  @Test
  void aSpotMonthPaysForWhatSpreadsConsumedAndForWhatIsLeft() {
    CommodityRisk risk =
        gold(
                calendar(NOV_TO_DEC),
                "spot_months:\n  - {period: \"2026-11\", spread: 40, outright: 60}\n")
            .risk("GC", gold(Map.of("2026-11", 5L, "2026-12", -3L)));
    assertThat(risk.spreads().spotCharge()).isEqualTo(24_000);
    assertThat(risk.spreads().spot().getFirst().consumed()).isEqualByComparingTo("3");
    assertThat(risk.spreads().spot().getFirst().outright()).isEqualByComparingTo("2");
    assertThat(risk.risk()).isEqualTo(Money.parse(CurrencyCode.USD, "3140.00"));
  }

  /** +3 -5 +3 at 1:2:1 is two and a half butterflies of 50, and a half is left either side. */
  @Test
  void aSpreadOfThreeLegsIsFormedBothWaysRound() {
    SpreadMarket market =
        gold(
            calendar(
                "- {priority: 1, charge: 50, legs: [{period: \"2026-11\", ratio: 1, side: A},"
                    + " {period: \"2026-12\", ratio: 2, side: B}, {period: \"2027-01\", ratio: 1,"
                    + " side: A}]}\n"));
    for (long sign : new long[] {1, -1}) {
      SpreadRisk spreads =
          market
              .risk(
                  "GC",
                  gold(Map.of("2026-11", 3 * sign, "2026-12", -5 * sign, "2027-01", 3 * sign)))
              .spreads();
      assertThat(spreads.calendarCharge()).isEqualTo(12_500);
      assertThat(spreads.calendar().getFirst().longSide())
          .isEqualTo(sign > 0 ? SpreadSide.A : SpreadSide.B);
      assertThat(spreads.remaining()).hasSize(2);
      assertThat(spreads.remaining().getFirst().delta())
          .isEqualByComparingTo(sign > 0 ? "0.5" : "-0.5");
    }
  }

  @Test
  void aSpreadOfEightLegsNeedsEveryLeg() {
    List<String> months =
        List.of(
            "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06");
    StringBuilder legs = new StringBuilder();
    Map<String, Long> lots = new HashMap<>();
    for (int m = 0; m < 8; m++) {
      boolean isLong = m % 2 == 0;
      legs.append(m == 0 ? "" : ", ")
          .append(
              "{period: \"%s\", ratio: 1, side: %s}".formatted(months.get(m), isLong ? "A" : "B"));
      lots.put(months.get(m), isLong ? 2L : -2L);
    }
    SpreadMarket market =
        gold(calendar("- {priority: 1, charge: 10, legs: [%s]}\n".formatted(legs)));
    assertThat(calendarCharge(market, lots)).isEqualTo(2_000);
    lots.remove("2027-06");
    assertThat(calendarCharge(market, lots)).isZero();
  }

  /** Nov +5 and Dec -2 net to 3, but 5 are long: against 4 short in tier 2 make 4 spreads. */
  @Test
  void aTierCountsItsLongsAndShortsApart() {
    SpreadMarket market = gold(TIERS, calendar(TIER_1_TO_2));
    assertThat(calendarCharge(market, Map.of("2026-11", 5L, "2026-12", -2L, "2027-01", -4L)))
        .isEqualTo(400_000);
    SpreadMarket within =
        gold(
            TIERS,
            calendar(
                "- {priority: 1, charge: 7, legs: [{tier: 1, ratio: 1, side: A}, {tier: 1, ratio:"
                    + " 1, side: B}]}\n"));
    assertThat(calendarCharge(within, Map.of("2026-11", 5L, "2026-12", -2L))).isEqualTo(1_400);
  }

  /** A future +3 and a synthetic short of the same month are one net delta for a month's leg. */
  @Test
  void aMonthCountsItsNetDelta() {
    SpreadMarket market = gold(calendar(NOV_TO_DEC));
    Map<String, Long> lots =
        Map.of("GC-2026-11", 3L, "GC-2026-11-C", -1L, "GC-2026-11-P", 1L, "GC-2026-12", -5L);
    SpreadRisk spreads = market.risk("GC", lots).spreads();
    assertThat(spreads.calendar().getFirst().count())
        .isEqualByComparingTo(spreads.deltas().getFirst().delta())
        .isBetween(new BigDecimal("1.99"), new BigDecimal("2.01"));
  }

  @Test
  void seriesSpreadsComeBeforeTierSpreadsWhateverTheirPriority() {
    String tiers =
        "- {priority: 1, charge: 1000, legs: [{tier: 1, ratio: 1, side: A}, {tier: 1, ratio: 1,"
            + " side: B}]}\n";
    assertThat(
            calendarCharge(
                gold(TIERS, calendar(tiers, NOV_TO_DEC)), Map.of("2026-11", 1L, "2026-12", -1L)))
        .isEqualTo(30_000);
  }

  @Test
  void theLowestPriorityNumberIsFormedFirst() {
    String first = NOV_TO_DEC.replace("priority: 9, charge: 300", "priority: 2, charge: 70");
    assertThat(
            calendarCharge(
                gold(calendar(NOV_TO_DEC, first)), Map.of("2026-11", 1L, "2026-12", -1L)))
        .isEqualTo(7_000);
  }

  /** December lies in tiers 1 and 3: what the first spread took, the second cannot take again. */
  @Test
  void aConsumedPeriodLeavesEveryTierThatContainsIt() {
    String first =
        "- {priority: 1, charge: 10, legs: [{tier: 1, ratio: 1, side: A}, {tier: 5, ratio: 1,"
            + " side: B}]}\n";
    String second =
        "- {priority: 2, charge: 20, legs: [{tier: 3, ratio: 1, side: A}, {tier: 5, ratio: 1,"
            + " side: B}]}\n";
    SpreadMarket market = gold(TIERS, calendar(first, second));
    assertThat(calendarCharge(market, Map.of("2026-12", 1L, "2027-05", -2L))).isEqualTo(1_000);
    assertThat(calendarCharge(market, Map.of("2026-12", 1L, "2027-01", 1L, "2027-05", -2L)))
        .isEqualTo(3_000);
  }

  /** Nov 2 and Jan 2 against 3: both of November go, then one of January. */
  @Test
  void theNearestPeriodIsConsumedFirst() {
    SpreadRisk spreads =
        gold(
                TIERS,
                calendar(
                    "- {priority: 1, charge: 10, legs: [{tier: 4, ratio: 1, side: A}, {tier: 5,"
                        + " ratio: 1, side: B}]}\n"))
            .risk("GC", gold(Map.of("2026-11", 2L, "2027-01", 2L, "2027-05", -3L)))
            .spreads();
    assertThat(spreads.remaining()).hasSize(1);
    assertThat(spreads.remaining().getFirst().period().code()).isEqualTo("2027-01");
    assertThat(spreads.remaining().getFirst().delta()).isEqualByComparingTo("1");
  }

  /** 1 / 3 = 0.3333 spreads of 100 USD: 33.33; 0.9999 and 0.3333 are consumed. */
  @Test
  void spreadsAreCountedInFourDecimalsRoundedDown() {
    SpreadRisk spreads =
        gold(calendar(
                "- {priority: 1, charge: 100, legs: [{period: \"2026-11\", ratio: 3, side: A},"
                    + " {period: \"2026-12\", ratio: 1, side: B}]}\n"))
            .risk("GC", gold(Map.of("2026-11", 1L, "2026-12", -1L)))
            .spreads();
    assertThat(spreads.calendarCharge()).isEqualTo(3_333);
    assertThat(spreads.remaining().get(0).delta()).isEqualByComparingTo("0.0001");
    assertThat(spreads.remaining().get(1).delta()).isEqualByComparingTo("-0.6667");
  }

  private static SpreadMarket goldAndSilver(boolean isSuper, String... fields) {
    return new SpreadMarket()
        .commodity("GC", 1_000, fields)
        .commodity("SI", 800)
        .policy(
            """
            inter_commodity_spreads:
              - {priority: 1, super: %s, legs: [{commodity: "GC", tier: 6, ratio: 1, side: A, credit: 0.5}, {commodity: "SI", ratio: 1, side: B, credit: 0.5}]}
            scan_based_credits: []
            """
                .formatted(isSuper));
  }

  /** November gold is wanted by a calendar spread and by silver; who is first gets it. */
  @Test
  void aSuperSpreadIsFormedBeforeTheCalendarSpreads() {
    Map<String, Long> lots = Map.of("GC-2026-11", 2L, "GC-2026-12", -1L, "SI-2026-11", -2L);
    CommodityRisk superFirst = goldAndSilver(true, TIERS, calendar(NOV_TO_DEC)).risk("GC", lots);
    assertThat(superFirst.spreads().calendar()).isEmpty();
    // WFPR 1,000: net 1 at 1,000. Credit 1,000 * 2 * 0.5.
    assertThat(superFirst.spreads().interCredit()).isEqualTo(100_000);
    CommodityRisk calendarFirst =
        goldAndSilver(false, TIERS, calendar(NOV_TO_DEC)).risk("GC", lots);
    assertThat(calendarFirst.spreads().calendarCharge()).isEqualTo(30_000);
    assertThat(calendarFirst.spreads().interCredit()).isEqualTo(50_000);
  }

  /**
   * November at 1,000 and later months at 400. +3 and -1: 2,600 over net 2 is 1,300, capped at
   * November's 1,000. +1 and +1: 1,400 over 2 is 700.
   */
  @Test
  void thePriceRiskOfADeltaFollowsTheMethod() {
    assertPriceRisk("NORMAL", 3, -1, "130000");
    assertPriceRisk("SCANRANGE_CAP", 3, -1, "100000");
    assertPriceRisk("SCANRANGE", 3, -1, "100000");
    assertPriceRisk("NORMAL", 1, 1, "70000");
    assertPriceRisk("SCANRANGE_CAP", 1, 1, "70000");
    assertPriceRisk("SCANRANGE", 1, 1, "100000");
    assertPriceRisk("SCANRANGE", 0, 1, "40000");
    // No net delta, no price risk of one.
    assertPriceRisk("SCANRANGE", 1, -1, "0");
  }

  private static void assertPriceRisk(String method, long november, long december, String wanted) {
    CommodityRisk risk =
        gold(
                "scan_tiers:\n  - {from: \"2026-12\", price: {kind: ABSOLUTE, up: 400, down: 400},"
                    + " volatility: {kind: ABSOLUTE, up: 0.1, down: 0.1}}\n",
                "weighted_price_risk: " + method + "\n")
            .risk("GC", gold(Map.of("2026-11", november, "2026-12", december)));
    assertThat(risk.spreads().weightedPriceRisk()).as(method).isEqualByComparingTo(wanted);
  }

  private static SpreadMarket scanBased(boolean targetRequired, boolean legRequired) {
    return new SpreadMarket()
        .commodity("GC", 1_000)
        .commodity("PL", 500)
        .commodity("SI", 800)
        .policy(
            """
            inter_commodity_spreads: []
            scan_based_credits:
              - {priority: 1, target: "GC", target_required: %s, legs: [{commodity: "SI", ratio: 0.5, credit: 0.6, required: false}, {commodity: "PL", ratio: 1, credit: 0.6, required: %s}]}
            """
                .formatted(targetRequired, legRequired));
  }

  /** Price down: gold loses 1,000, silver gains 800 of which 60 % count: 520. */
  @Test
  void aScanBasedCreditCountsLossesInFullAndGainsByTheCreditRate() {
    Map<String, Long> lots = Map.of("GC-2026-11", 1L, "SI-2026-12", -1L);
    CommodityRisk gold = scanBased(true, false).risk("GC", lots);
    assertThat(gold.scanRisk()).isEqualTo(Money.parse(CurrencyCode.USD, "520.00"));
    assertThat(gold.netDelta()).isEqualByComparingTo("0.5");
    assertThat(gold.spreads().joined().getFirst().commodity().toString()).isEqualTo("SI");
    CommodityRisk silver = scanBased(true, false).risk("SI", lots);
    assertThat(silver.risk().isZero()).isTrue();
    assertThat(silver.spreads().joinedInto()).contains(gold.commodity());
    assertThat(scanBased(true, false).margin(Map.of("GC-2026-11", 1L, "SI-2026-12", 1L)))
        .isEqualByComparingTo("1800");
  }

  @Test
  void aScanBasedCreditWaitsForWhatItRequires() {
    Map<String, Long> without = Map.of("SI-2026-12", -1L);
    assertThat(scanBased(true, false).risk("SI", without).spreads().joinedInto()).isEmpty();
    assertThat(scanBased(false, false).risk("SI", without).spreads().joinedInto()).isPresent();
    assertThat(scanBased(false, false).margin(without)).isEqualByComparingTo("800");
    Map<String, Long> pair = Map.of("GC-2026-11", 1L, "SI-2026-12", -1L);
    assertThat(scanBased(true, true).margin(pair)).isEqualByComparingTo("1800");
    assertThat(scanBased(true, false).margin(pair)).isEqualByComparingTo("520");
  }

  /** 3 calls and 2 puts at 25 with a delta scaling of 0.1: 7.50 and 5.00. */
  @Test
  void shortOptionsCostTheirMinimumGrossOrTheLargerSide() {
    Map<String, Long> lots = Map.of("GC-2026-11-C", -3L, "GC-2026-11-P", -2L, "GC-2027-01-P", 9L);
    assertThat(minimum("GROSS", lots)).isEqualTo(1_250);
    assertThat(minimum("MAX", lots)).isEqualTo(750);
    // 2027 has a rate of its own.
    assertThat(minimum("GROSS", Map.of("GC-2027-01-C", -1L))).isEqualTo(200);
  }

  private static long minimum(String method, Map<String, Long> lots) {
    return gold(
            "delta_scaling:\n  \"GC\": 0.1\n",
            "short_option_minimum: {method: %s, rates: [{rate: 25, to: \"2026-12\"}, {rate: 20}]}\n"
                .formatted(method))
        .risk("GC", lots)
        .spreads()
        .shortOptionMinimum();
  }

  @Test
  void theShortOptionMinimumBindsOnlyWhereTheScanIsSmaller() {
    String minimum = "short_option_minimum: {method: GROSS, rates: [{rate: 5000}]}\n";
    // A box: long and short synthetic of one strike cancel, the two shorts remain.
    CommodityRisk box =
        gold(minimum).risk("GC", Map.of("GC-2026-11-C", -1L, "GC-2026-11-P", 1L, "GC-2026-11", 1L));
    assertThat(box.scanRisk().minorUnits()).isLessThan(500_000);
    assertThat(box.risk()).isEqualTo(Money.parse(CurrencyCode.USD, "5000.00"));
  }

  /** A delta scaling of 0.1 makes ten lots one delta: one spread against one full lot's ratio. */
  @Test
  void deltasAreScaledByTheirProduct() {
    CommodityRisk risk =
        gold("delta_scaling:\n  \"GC\": 0.1\n", calendar(NOV_TO_DEC))
            .risk("GC", gold(Map.of("2026-11", 10L, "2026-12", -10L)));
    assertThat(risk.spreads().calendarCharge()).isEqualTo(30_000);
    assertThat(risk.spreads().deltas().getFirst().delta()).isEqualByComparingTo("1");
  }

  /** Long gold calls worth 50,000 USD pay for silver when pooled, never when capped. */
  @Test
  void optionValueOfOneCommodityCoversAnotherOnlyWhenPooled() {
    Map<String, Long> lots = Map.of("GC-2026-11-C", 10L, "SI-2026-11", 1L);
    SpreadMarket pooled = new SpreadMarket().commodity("GC", 1_000).commodity("SI", 800);
    assertThat(pooled.margin(lots)).isZero();
    SpreadMarket capped = new SpreadMarket().commodity("GC", 1_000).commodity("SI", 800).capped();
    assertThat(capped.margin(lots)).isEqualByComparingTo("800");
  }

  /** Tier 6 is November gold only: December cannot make the spread. */
  @Test
  void aTieredLegOfAnInterCommoditySpreadDrawsOnItsTierOnly() {
    assertThat(
            goldAndSilver(false, TIERS)
                .risk("GC", Map.of("GC-2026-12", 1L, "SI-2026-11", -1L))
                .spreads()
                .credits())
        .isEmpty();
  }

  @Test
  void aScanBasedCreditWithoutAListedTargetIsRefused() {
    SpreadMarket market =
        new SpreadMarket()
            .commodity("SI", 800)
            .policy(
                """
                inter_commodity_spreads: []
                scan_based_credits:
                  - {priority: 1, target: "GC", target_required: false, legs: [{commodity: "SI", ratio: 1, credit: 0.6, required: false}]}
                """);
    assertThatThrownBy(() -> market.margin(Map.of("SI-2026-11", 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GC");
  }
}
