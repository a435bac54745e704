package novate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.sample.SampleMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressLibraryTest {
  private static final StressLibrary LIBRARY = StressLibraryFile.standard();

  /**
   * Methodology section 8, entry by entry: the price of which commodity (2.50 before) goes where in
   * the front month, and what its volatility of 0.40 becomes. Typed from the text.
   */
  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "scarcity-25, H100, 3.125, 0.50",
    "scarcity-48, BLACKWELL, 3.70, 0.60",
    "scarcity-100, B200, 5.00, 0.80",
    "list-cut-30, H100, 1.75, 0.50",
    "list-cut-44, H100, 1.40, 0.60",
    "list-cut-60, BLACKWELL, 1.00, 0.70",
    "new-generation, H100, 1.625, 0.60",
    "new-generation, B200, 3.125, 0.50",
    "new-generation, BLACKWELL, 3.125, 0.50",
    "api-repricing-50, TOKEN, 1.25, 0.60",
    "api-repricing-80, TOKEN, 0.50, 0.80",
    "outage-60, H100, 4.00, 0.60",
    "outage-120, H100, 5.50, 0.80",
    "rationing, TOKEN, 2.50, 0.80",
    "rationing, H100, 2.50, 0.80",
    "link-break-gpu-up, H100, 3.25, 0.60",
    "link-break-gpu-up, TOKEN, 1.75, 0.60",
    "link-break-token-up, H100, 1.75, 0.60",
    "link-break-token-up, TOKEN, 3.25, 0.60",
    "index-step-h100, H100, 2.125, 0.40",
    "index-step-token, TOKEN, 4.00, 0.40",
    "negative-price, BLACKWELL, -0.10, 0.80"
  })
  void theLibraryIsTheMethodologys(
      String scenario, String commodity, double price, double volatility) {
    StressShock shock =
        LIBRARY.scenario(scenario).shock(new CombinedCommodityId(commodity)).orElseThrow();
    assertThat(shock.price().moved(2.50, shock.shape().share(0))).isCloseTo(price, within(1e-12));
    assertThat(shock.volatility().moved(0.40)).isCloseTo(volatility, within(1e-12));
  }

  @Test
  void everyScenarioTellsItsStoryInTwoToFourSentences() {
    for (StressScenario scenario : LIBRARY.scenarios()) {
      long sentences = scenario.narrative().split("(?<=[.!])\\s+(?=[A-Z0-9])").length;
      assertThat(sentences).as(scenario.id()).isBetween(2L, 4L);
      assertThat(scenario.narrative()).as(scenario.id()).endsWith(".").doesNotContain("\n");
    }
  }

  @Test
  void itKnowsEveryCommodityOfTheSampleMarket() {
    assertThat(LIBRARY.commodities())
        .containsExactlyElementsOf(SampleMarket.compute2026().parameters().commodities().keySet());
  }

  @Test
  void anOutageIsFeltInTheFrontAndForgottenInHalfAYear() {
    TenorShape shape =
        LIBRARY.scenario("outage-60").shock(new CombinedCommodityId("H100")).orElseThrow().shape();
    assertThat(shape.share(0)).isEqualTo(1.0);
    assertThat(shape.share(2)).isCloseTo(0.4, within(1e-15)); // half way from 0.6 to 0.2
    assertThat(shape.share(6)).isZero();
    assertThat(shape.share(24)).isZero();
  }

  /** The worked example of TenorShape, and flat ends. */
  @Test
  void aShapeIsLinearBetweenItsMonthsAndFlatOutside() {
    TenorShape shape = new TenorShape(new TreeMap<>(Map.of(0, 1.0, 4, 0.2)));
    assertThat(shape.share(2)).isCloseTo(0.6, within(1e-15));
    assertThat(shape.share(9)).isEqualTo(0.2);
    assertThat(new TenorShape(new TreeMap<>(Map.of(3, 0.5))).share(0)).isEqualTo(0.5);
    assertThatThrownBy(() -> new TenorShape(new TreeMap<>())).hasMessageContaining("one month");
    assertThatThrownBy(() -> new TenorShape(new TreeMap<>(Map.of(0, -0.1))))
        .hasMessageContaining("month 0");
    assertThatThrownBy(() -> new TenorShape(new TreeMap<>(Map.of(-1, 1.0))))
        .hasMessageContaining("start at 0, got -1");
  }

  @Test
  void aFractionOfANegativePriceStillMovesItUp() {
    assertThat(new PriceMove(PriceMove.Kind.FRACTION, 0.5).moved(-2.0, 1)).isEqualTo(-1.0);
    assertThat(new PriceMove(PriceMove.Kind.ABSOLUTE, 0.5).moved(-2.0, 1)).isEqualTo(-1.5);
    assertThat(new PriceMove(PriceMove.Kind.LEVEL, -1.0).moved(2.0, 0.5)).isEqualTo(0.5);
    assertThat(PriceMove.NONE.moved(1.23, 1)).isEqualTo(1.23);
    assertThatThrownBy(() -> new PriceMove(PriceMove.Kind.FRACTION, -1.01))
        .hasMessageContaining("more than the price");
    assertThatThrownBy(() -> new PriceMove(PriceMove.Kind.LEVEL, Double.NaN))
        .hasMessageContaining("finite");
  }

  @Test
  void volatilityNeverFallsBelowZero() {
    assertThat(new VolatilityMove(VolatilityMove.Kind.ABSOLUTE, -0.5).moved(0.4)).isZero();
    assertThat(VolatilityMove.NONE.moved(0.4)).isEqualTo(0.4);
    assertThatThrownBy(() -> new VolatilityMove(VolatilityMove.Kind.FACTOR, -0.1))
        .hasMessageContaining("not negative");
  }

  @Test
  void anUnknownScenarioIsRefusedAndTheKnownOnesNamed() {
    assertThatThrownBy(() -> LIBRARY.scenario("scarcity-47"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no scenario 'scarcity-47'; it has scarcity-25, scarcity-48");
    assertThatThrownBy(() -> LIBRARY.requireKnown(new CombinedCommodityId("GOLD")))
        .hasMessageContaining("knows no commodity GOLD; it knows [B200, BLACKWELL, H100, TOKEN]");
  }

  private static final String HEAD =
      "id: x\nfamilies: {GPU: [A, B], ALL: [A, B, T]}\nshapes: {spot: {0: 1, 6: 0}}\nscenarios:\n"
          + "  - id: one\n    title: One\n    narrative: It happens.\n    shocks:\n";

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{on: GPU, price: {kind: FRACTION, size: 1}}, {on: A, price: {kind: ABSOLUTE, size: 1}}"
            + " | shocks[1]: A is moved twice",
        "{on: CPU, price: {kind: FRACTION, size: 1}} | 'CPU' is no family and no commodity of one",
        "{on: GPU, price: {kind: FRACTION, size: 1}, shape: back} | no shape 'back'",
        "{on: GPU, shape: spot} | a shock needs a price or a volatility",
        "{on: GPU, price: {kind: TIMES, size: 1}} | shocks[0].price.kind must be one of",
        "{on: GPU, price: {kind: FRACTION, size: -2}} | takes more than the price",
        "{on: GPU, price: {kind: FRACTION, size: 1}, colour: red} | colour is not a known field"
      })
  void whatDoesNotMakeSenseIsRefusedWithItsPlace(String shocks, String message) {
    assertThatThrownBy(() -> read(HEAD + "      [" + shocks + "]\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mine: scenarios[0]")
        .hasMessageContaining(message);
  }

  @Test
  void aFamilyNamedAsACommodityMustBeThatCommodityAlone() {
    assertThatThrownBy(() -> read("id: x\nfamilies: {A: [A, B]}\nshapes: {}\nscenarios: []\n"))
        .hasMessageStartingWith("mine: family A is named as a commodity");
    assertThatThrownBy(() -> read("id: x\nfamilies: {}\nshapes: {}\nscenarios: []\n"))
        .hasMessage("mine: stress library x has no scenario");
    assertThatThrownBy(() -> read("id: x\nfamilies: {}\nshapes: {s: {one: 1}}\nscenarios: []\n"))
        .hasMessage("mine: shape s: 'one' is no month");
  }

  @Test
  void theHashNamesTheContentNotTheSpelling() {
    String one = HEAD + "      [{on: GPU, price: {kind: FRACTION, size: 1}}]\n";
    String same =
        HEAD
            + "      [{price: {size: 1.00, kind: FRACTION}, on: B},\n"
            + "       {on: A, price: {kind: FRACTION, size: 1}}]\n";
    String other = HEAD + "      [{on: GPU, price: {kind: FRACTION, size: 1.01}}]\n";
    assertThat(hash(same)).isEqualTo(hash(one)).matches("[0-9a-f]{64}");
    assertThat(hash(other)).isNotEqualTo(hash(one));
  }

  private static String hash(String text) {
    return StressLibraryFile.hash(read(text));
  }

  private static StressLibrary read(String text) {
    return StressLibraryFile.read(new StringReader(text), "mine");
  }
}
