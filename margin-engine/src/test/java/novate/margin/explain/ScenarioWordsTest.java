package novate.margin.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import novate.margin.TinyMarket;
import novate.market.PricingModel;
import novate.scenario.CommodityParameters;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import novate.scenario.ScanTier;
import novate.scenario.Scenario;
import novate.scenario.SpreadParameters;
import org.junit.jupiter.api.Test;

class ScenarioWordsTest {
  private static final Period NEAR = new Period("2026-11");
  private static final Period FAR = new Period("2027-03");

  private static CommodityParameters parameters(ScanRange price, ScanRange volatility) {
    return new CommodityParameters(price, volatility, 2, 0.35, 0.05, 1, 0.5);
  }

  private static List<String> all(ScenarioWords words, CommodityParameters parameters) {
    List<String> all = new ArrayList<>();
    for (Scenario scenario : TinyMarket.sixteen().scenarios()) {
      all.add(words.of(scenario, parameters));
    }
    return all;
  }

  private static ScenarioWords words(boolean hasOptions, Period... periods) {
    return new ScenarioWords(
        "H100", "USD per GPU-hour", PricingModel.BLACK_76, hasOptions, List.of(periods));
  }

  @Test
  void allSixteenAreToldInPercentAndShares() {
    CommodityParameters parameters =
        parameters(
            new ScanRange(Kind.FRACTION, 0.16, 0.12), new ScanRange(Kind.FRACTION, 0.3333, 0.25));
    assertThat(all(words(true, NEAR), parameters))
        .containsExactly(
            "H100 unchanged, volatility up a third",
            "H100 unchanged, volatility down a quarter",
            "H100 up 5.33 %, volatility up a third",
            "H100 up 5.33 %, volatility down a quarter",
            "H100 down 4 %, volatility up a third",
            "H100 down 4 %, volatility down a quarter",
            "H100 up 10.67 %, volatility up a third",
            "H100 up 10.67 %, volatility down a quarter",
            "H100 down 8 %, volatility up a third",
            "H100 down 8 %, volatility down a quarter",
            "H100 up 16 %, volatility up a third",
            "H100 up 16 %, volatility down a quarter",
            "H100 down 12 %, volatility up a third",
            "H100 down 12 %, volatility down a quarter",
            "H100 up 32 %, volatility unchanged, 35 % of the loss counts",
            "H100 down 24 %, volatility unchanged, 35 % of the loss counts");
  }

  @Test
  void absoluteMovesHaveTheirUnit() {
    CommodityParameters parameters =
        parameters(
            ScanRange.symmetric(Kind.ABSOLUTE, 0.45), ScanRange.symmetric(Kind.ABSOLUTE, 0.1));
    assertThat(all(words(true, NEAR), parameters))
        .contains(
            "H100 down 0.45 USD per GPU-hour, volatility up 10 points",
            "H100 up 0.15 USD per GPU-hour, volatility down 10 points",
            "H100 up 0.9 USD per GPU-hour, volatility unchanged, 35 % of the loss counts");
    ScenarioWords normal =
        new ScenarioWords("POWER", "USD per MWh", PricingModel.BACHELIER, true, List.of(NEAR));
    assertThat(normal.of(TinyMarket.sixteen().scenarios().getFirst(), parameters))
        .isEqualTo("POWER unchanged, volatility up 0.1 USD per MWh");
  }

  @Test
  void futuresAloneSayNothingOfVolatility() {
    CommodityParameters parameters =
        parameters(
            ScanRange.symmetric(Kind.FRACTION, 0.12), ScanRange.symmetric(Kind.FRACTION, 0.2));
    assertThat(all(words(false, NEAR), parameters))
        .contains("H100 down 12 %", "H100 unchanged", "H100 up 24 %, 35 % of the loss counts");
  }

  @Test
  void periodsThatMoveDifferentlyAreNamed() {
    CommodityParameters parameters =
        new CommodityParameters(
            ScanRange.symmetric(Kind.FRACTION, 0.12),
            ScanRange.symmetric(Kind.FRACTION, 0.2),
            2,
            0.35,
            0.05,
            1,
            0.5,
            List.of(
                new ScanTier(
                    PeriodRange.only(NEAR),
                    ScanRange.symmetric(Kind.FRACTION, 0.18),
                    ScanRange.symmetric(Kind.FRACTION, 0.2))),
            SpreadParameters.NONE);
    assertThat(all(words(true, FAR, NEAR, FAR), parameters))
        .contains("H100 down 18 % (2026-11) or down 12 % (2027-03), volatility up 20 %");
    assertThat(all(words(true, FAR), parameters)).contains("H100 down 12 %, volatility up 20 %");
  }
}
