package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.regex.Pattern;
import novate.market.CombinedCommodityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadFileTest {
  private static final String GOOD =
      """
      id: "test/2"
      commodities:
        "B200":
          price: {kind: FRACTION, up: 0.14, down: 0.14}
          volatility: {kind: ABSOLUTE, up: 0.12, down: 0.12}
          extreme_multiplier: 3.0
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.2
        "H100":
          price: {kind: FRACTION, up: 0.12, down: 0.12}
          volatility: {kind: ABSOLUTE, up: 0.1, down: 0.1}
          extreme_multiplier: 3.0
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.2
          scan_tiers:
            - {to: "2026-11", price: {kind: FRACTION, up: 0.15, down: 0.13}, volatility: {kind: ABSOLUTE, up: 0.2, down: 0.2}}
          delta_scaling:
            "H100-MINI": 0.1
          tiers:
            - {tier: 1, from: "2026-10", to: "2026-12"}
            - {tier: 2, from: "2027-01"}
          calendar_spreads:
            - {priority: 2, charge: 150, legs: [{period: "2026-11", ratio: 1, side: A}, {period: "2026-12", ratio: 1, side: B}]}
            - {priority: 1, charge: 120.5, legs: [{tier: 1, ratio: 1, side: A}, {tier: 2, ratio: 1.25, side: B}]}
          spot_months:
            - {period: "2026-10", spread: 40, outright: 60}
          short_option_minimum: {method: MAX, rates: [{rate: 25, to: "2026-12"}, {rate: 20}]}
          weighted_price_risk: SCANRANGE_CAP
      ratios:
        HOUSE: 1.0
        CLIENT_NET: 1.0
        CLIENT_GROSS: 1.1
        SEGREGATED: 1.1
      calls:
        USD: {threshold: "50000.00", increment: "10000.00"}
      inter_commodity_spreads:
        - {priority: 9, super: true, legs: [{commodity: "B200", ratio: 1, side: A, credit: 0.2}, {commodity: "H100", ratio: 1, side: B, credit: 0.2}]}
        - {priority: 1, super: false, legs: [{commodity: "H100", ratio: 2, side: A, credit: 0.4}, {commodity: "B200", ratio: 1, side: B, credit: 0.4}]}
      scan_based_credits:
        - {priority: 1, target: "H100", target_required: true, legs: [{commodity: "B200", ratio: 1, credit: 0.6, required: false}]}
      net_option_value: CAPPED
      fx: {base: USD, base_covers_others: true, haircuts: {CNY: 0.05}}
      """;

  private static ParameterSet read(String yaml) {
    return ParameterFile.read(new StringReader(yaml), "p.yaml");
  }

  @Test
  void theCanonicalFormIsReadAndWrittenByteForByte() {
    assertThat(ParameterFile.write(read(GOOD))).isEqualTo(GOOD);
  }

  @Test
  void spreadsOfExactPeriodsComeBeforeTiersAndSuperSpreadsBeforeOthers() {
    ParameterSet set = read(GOOD);
    SpreadParameters spreads = set.commodity(new CombinedCommodityId("H100")).spreads();
    assertThat(spreads.calendarSpreads())
        .extracting(CalendarSpread::isSeries)
        .containsExactly(true, false);
    assertThat(set.spreads().interCommodity())
        .extracting(InterCommoditySpread::isSuper)
        .containsExactly(true, false);
  }

  @Test
  void aNearPeriodHasItsOwnScanRange() {
    CommodityParameters commodity = read(GOOD).commodity(new CombinedCommodityId("H100"));
    assertThat(commodity.price(new Period("2026-11")).up()).isEqualTo(0.15);
    assertThat(commodity.price(new Period("2026-11-05")).up()).isEqualTo(0.15);
    assertThat(commodity.price(new Period("2026-12")).up()).isEqualTo(0.12);
    assertThat(commodity.volatility(new Period("2026-12")).up()).isEqualTo(0.1);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tier: 2, ratio: 1.25       | tier: 3, ratio: 1      | tier 3 is not defined
          ratio: 1.25                | ratio: 1.00001         | a ratio must be above zero with at most 4 decimals, got 1.00001
          ratio: 1.25                | ratio: 0               | a ratio must be above zero with at most 4 decimals, got 0
          ratio: 1.25, side: B       | ratio: 1, side: A      | needs 2 to 8 legs on both sides
          ratio: 1.25, side: B       | ratio: 1, side: C      | side must be one of [A, B], got 'C'
          charge: 120.5              | charge: -1             | spread charge must not be negative, got -1
          tier: 2, from: "2027-01"   | tier: 1, from: "2027-01" | a tier stands twice
          from: "2026-10", to: "2026-12" | from: "2026-13"    | period must be like 2026-11
          from: "2026-10", to: "2026-12" | from: "2027-10", to: "2026-12" | must not end
          credit: 0.4                | credit: 1.4            | a credit rate must be between 0 and 1, got 1.4
          commodity: "B200", ratio   | commodity: "A100", ratio | a spread names commodity A100
          method: MAX                | method: MIN            | method must be one of [GROSS, MAX], got 'MIN'
          target_required: true      | target_required: yes   | must be true or false, got 'yes'
          net_option_value: CAPPED   | net_option_value: NONE | must be one of [POOLED, CAPPED]
          haircuts: {CNY: 0.05}      | haircuts: {CNY: 5}     | haircut of CNY must be between 0 and 1, got 5
          """)
  void aSpreadThatCannotBeFormedIsRefusedWithItsPlace(
      String found, String replacement, String message) {
    assertThat(GOOD).contains(found);
    assertThatThrownBy(() -> read(GOOD.replaceFirst(Pattern.quote(found), replacement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("p.yaml: ")
        .hasMessageContaining(message);
  }

  @Test
  void legsOfOneSideMustNotShareAPeriod() {
    String shared =
        GOOD.replace(
            "{tier: 2, ratio: 1.25, side: B}",
            "{tier: 2, ratio: 1.25, side: B}, {period: \"2026-12\", ratio: 1, side: A}");
    assertThatThrownBy(() -> read(shared)).hasMessageContaining("share periods");
  }
}
