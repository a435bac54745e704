package novate.margin.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import novate.margin.TinyMarket;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSet;
import org.junit.jupiter.api.Test;

class ScanningRiskTest {
  /** By hand from McMillan's array of the long 410 call; time + vol + price risk = scan risk. */
  @Test
  void longCallIsSplitIntoTimeVolatilityAndPrice() {
    ScanningRisk risk = of(PublishedArrays.find("MCMILLAN-SPCALL410").array());
    assertThat(risk.scanRisk()).isEqualTo(3_990);
    assertThat(risk.activeScenario()).isEqualTo(14);
    assertThat(risk.timeRisk()).isEqualByComparingTo("75"); // (-460 + 610) / 2
    assertThat(risk.volRisk()).isEqualByComparingTo("305"); // (3,990 - 3,380) / 2
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("3610"); // what is left
  }

  /** By hand: (460 - 610)/2 = -75, (6,620 - 6,010)/2 = 305, 6,620 + 75 - 305 = 6,390. */
  @Test
  void coveredWriteEarnsTime() {
    ScanningRisk risk = of(PublishedArrays.find("MCMILLAN-COVERED-WRITE").array());
    assertThat(risk.timeRisk()).isEqualByComparingTo("-75");
    assertThat(risk.volRisk()).isEqualByComparingTo("305");
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("6390");
  }

  @Test
  void halfMinorUnitsAreKept() {
    long[] losses = new long[16];
    losses[0] = 4;
    losses[1] = -1;
    ScanningRisk risk = of(losses);
    assertThat(risk.timeRisk()).isEqualByComparingTo("1.5");
    assertThat(risk.volRisk()).isEqualByComparingTo("2.5");
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("0");
  }

  @Test
  void aPortfolioThatAlwaysGainsHasNoScanRiskAndTakesVolatilityFromTheFirstPair() {
    long[] losses = new long[16];
    Arrays.fill(losses, -100);
    losses[0] = -50;
    losses[1] = -20;
    losses[6] = -7;
    ScanningRisk risk = of(losses);
    assertThat(risk.scanRisk()).isZero();
    assertThat(risk.activeScenario()).isEqualTo(7);
    assertThat(risk.timeRisk()).isEqualByComparingTo("-35");
    assertThat(risk.volRisk()).isEqualByComparingTo("-15"); // (-50 + 20) / 2
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("50");
  }

  @Test
  void aTieGoesToTheLowestScenario() {
    long[] losses = new long[16];
    losses[15] = 9;
    losses[9] = 9;
    losses[8] = 9;
    assertThat(of(losses).activeScenario()).isEqualTo(9);
  }

  @Test
  void aFlatPortfolioHasNoRiskOfAnyKind() {
    ScanningRisk risk = of(new long[16]);
    assertThat(risk.scanRisk()).isZero();
    assertThat(risk.activeScenario()).isEqualTo(1);
    assertThat(risk.timeRisk()).isEqualByComparingTo("0");
    assertThat(risk.volRisk()).isEqualByComparingTo("0");
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("0");
  }

  /** Futures alone answer to price only, so their scan risk is all price risk. */
  @Test
  void futuresHaveNeitherTimeNorVolatilityRiskUnlessAnExtremeMoveIsActive() {
    ScanningRisk risk = of(PublishedArrays.find("MCMILLAN-SPFUT").array());
    assertThat(risk.timeRisk()).isEqualByComparingTo("0");
    assertThat(risk.volRisk()).isEqualByComparingTo("0");
    assertThat(risk.futuresPriceRisk()).isEqualByComparingTo("10000");
  }

  @Test
  void thePartsAddUpWhereverPriceRiskIsLeft() {
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < 2_000; i++) {
      ScanningRisk risk = of(random.longs(16, -1_000, 1_000).toArray());
      if (risk.futuresPriceRisk().signum() > 0) {
        assertThat(risk.timeRisk().add(risk.volRisk()).add(risk.futuresPriceRisk()))
            .as("seed 21, round %d", i)
            .isEqualByComparingTo(Long.toString(risk.scanRisk()));
      }
    }
  }

  @Test
  void refusesLossesOfAnotherSetAndASetWithoutAVolatilityPair() {
    assertThatThrownBy(() -> of(new long[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 16 scenarios, got 15 losses");
    ScenarioSet still = new ScenarioSet("still", List.of(new Scenario(1, 0, false, 0, 1)));
    assertThatThrownBy(() -> ScanningRisk.of(still, new long[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario set still has no pair");
  }

  private static ScanningRisk of(long[] losses) {
    return ScanningRisk.of(TinyMarket.sixteen(), losses);
  }
}
