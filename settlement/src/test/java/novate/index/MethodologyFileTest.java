package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A methodology is a file, and the file says what is wrong with it. */
class MethodologyFileTest {
  static final List<String> NAMES = ShippedMethodologies.NAMES;

  private static final String GOOD =
      """
      format: 1
      id: "test/1"
      steps:
        - families: {take: [marketplace, cloud]}
        - price_band: {low: 0.5, high: 20.0}
        - weights_by_offer: {by: size, contributor_cap: 0.2}
        - gate: {contributors: 3, observations: 3}
        - weighted_median: {}
        - rounding: {decimals: 4, mode: half_even}
      fallbacks:
        - delayed_print: {business_days: 1}
      """;

  private static Methodology read(String text) {
    return MethodologyFile.read(new StringReader(text), "m.yaml");
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyShippedMethodologyReadsAndItsCanonicalTextReadsBackTheSame(String name) {
    Methodology methodology = ShippedMethodologies.of(name);
    Methodology again = read(MethodologyFile.write(methodology));
    assertThat(again).isEqualTo(methodology);
    assertThat(again.hash()).isEqualTo(methodology.hash()).hasSize(64);
    assertThat(methodology.fallbacks()).isNotEmpty();
  }

  @Test
  void aNameThatIsNotShippedIsRefused() {
    assertThatThrownBy(() -> ShippedMethodologies.of("../secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no methodology '../secret' is shipped; there are [house, ");
  }

  @Test
  void commentsFormattingAndTheOrderOfKeysDoNotChangeTheHash() {
    String other =
        """
        # the same rule
        fallbacks:
          - delayed_print:
              business_days: 1
        steps:
          - families:
              take:
                - cloud
                - marketplace
          - price_band: {high: 20, low: 0.50}   # in USD
          - weights_by_offer: {contributor_cap: 0.20, by: size}
          - gate: {observations: 3, contributors: 3}
          - weighted_median: {}
          - rounding: {mode: half_even, decimals: 4}
        id: test/1
        format: 1
        """;
    assertThat(read(other).hash()).isEqualTo(read(GOOD).hash());
    assertThat(read(GOOD.replace("20.0", "20.1")).hash()).isNotEqualTo(read(GOOD).hash());
    assertThat(read(GOOD.replace("business_days: 1", "business_days: 2")).hash())
        .isNotEqualTo(read(GOOD).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format: 1                 | format: 2                | m.yaml: format must be 1, got 2
          price_band: {low: 0.5     | price_bnd: {low: 0.5     | m.yaml: steps[1].price_bnd is not a known field; known are eligibility
          {low: 0.5                 | {lo: 1, low: 0.5         | m.yaml: steps[1].price_band.lo is not a known field; known are low, high
          {low: 0.5, high           | {low: 0.5, low           | stands twice
          low: 0.5                  | low: abc                 | m.yaml: steps[1].price_band.low must be a decimal number, got 'abc'
          low: 0.5                  | low: 21                  | m.yaml: steps[1].price_band: price band 21 to 20 ends before it begins
          mode: half_even           | mode: nearest            | m.yaml: steps[5].rounding: mode must be one of [up, down
          by: size                  | by: weight               | m.yaml: steps[2].weights_by_offer: by must be size or class, got 'weight'
          by: size                  | by: class                | m.yaml: steps[2].weights_by_offer: weights by class need classes
          contributor_cap: 0.2      | contributor_cap: 0.5     | m.yaml: steps[2].weights_by_offer: share cap must be above 0 and below 1/2, got 0.5
          contributors: 3           | contributors: 2          | m.yaml: steps[3].gate: a gate needs at least 3 contributors, got 2
          weighted_median: {}       | median: {}               | m.yaml: methodology test/1: weights_by_offer does nothing, as median does not use weights
          weighted_median: {}       | vwap: {k: 1}             | m.yaml: steps[4].vwap.k is not a known field
          families: {take           | families: {weights: {a: 1}, take | m.yaml: steps[0].families: families need take or weights, not both
          observations: 3           | observations: 3, days: 2 | m.yaml: methodology test/1: gate needs 2 valid days of a window of 0
          business_days: 1          | business_days: 0         | m.yaml: fallbacks[0].delayed_print: business_days must be 1 or more, got 0
          """)
  void everyWrongKeyIsNamedWithFilePlaceAndValue(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allWrongStepsAreNamedAtOnce() {
    assertThatThrownBy(
            () -> read(GOOD.replace("low: 0.5", "low: x").replace("by: size", "by: guess")))
        .hasMessageContaining("steps[1].price_band.low")
        .hasMessageContaining("steps[2].weights_by_offer");
  }

  @Test
  void aMethodologyThatDoesNotNameItsFamiliesIsRefused() {
    assertThatThrownBy(() -> read(GOOD.replace("  - families: {take: [marketplace, cloud]}\n", "")))
        .hasMessageContaining("which families it takes: two never blend silently");
  }
}
