package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import novate.margin.TinyMarket;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.CombinedCommodityId;
import novate.market.FactorId;
import novate.scenario.MarketRiskSet.Policy;
import novate.scenario.ReturnKind;
import novate.scenario.SimulationParameters.StressPeriod;
import org.junit.jupiter.api.Test;

class FactorScenariosTest {
  private static final FactorId OLD = new FactorId("OLD");
  private static final FactorId YOUNG = new FactorId("YOUNG");

  @Test
  void aScenarioOfTwoDaysIsTheSumOfTwoFilteredDaysAndNeighboursOverlap() {
    FactorHistory history =
        TinySimulation.history(TinySimulation.randomLevels("OLD", 101, new SplittableRandom(1)));
    FactorScenarios one = FactorScenarios.of(old(1).parameters(), history);
    FactorScenarios two = FactorScenarios.of(old(2).parameters(), history);
    assertThat(one.unmirrored(Block.FILTERED)).isEqualTo(40); // 100 returns, 60 seed
    assertThat(two.unmirrored(Block.FILTERED)).isEqualTo(39);
    for (int s = 0; s < 39; s++) {
      assertThat(two.move(OLD, s)).isEqualTo(one.move(OLD, s) + one.move(OLD, s + 1));
      assertThat(two.scenarios().get(s).label()).isEqualTo(one.scenarios().get(s + 1).label());
    }
    assertThat(one.scenarios().get(39).label()).isEqualTo(TinyMarket.DATE.toString());
  }

  @Test
  void theStressPeriodIsTakenAsItWas() {
    TinySimulation tiny = old(2);
    tiny.stress = new StressPeriod(TinyMarket.DATE.minusDays(9), TinyMarket.DATE.minusDays(5));
    FactorHistory history =
        TinySimulation.history(TinySimulation.randomLevels("OLD", 101, new SplittableRandom(1)));
    FactorScenarios scenarios = FactorScenarios.of(tiny.parameters(), history);
    FactorReturns raw = history.returns(OLD, ReturnKind.LOG);
    int first = scenarios.from(Block.STRESSED);
    assertThat(scenarios.unmirrored(Block.STRESSED)).isEqualTo(4);
    assertThat(scenarios.scenarios().get(first).label())
        .isEqualTo(TinyMarket.DATE.minusDays(8).toString());
    assertThat(scenarios.move(OLD, first)).isEqualTo(raw.on(91) + raw.on(92));
  }

  @Test
  void everyMirrorTurnsItsScenarioRound() {
    TinySimulation tiny = old(2);
    tiny.isAntithetic = true;
    FactorScenarios scenarios =
        FactorScenarios.of(
            tiny.parameters(),
            TinySimulation.history(
                TinySimulation.randomLevels("OLD", 101, new SplittableRandom(1))));
    for (Block block : new Block[] {Block.FILTERED, Block.LONG_RUN, Block.STRESSED}) {
      int count = scenarios.unmirrored(block);
      assertThat(scenarios.to(block) - scenarios.from(block)).isEqualTo(2 * count);
      for (int s = scenarios.from(block); s < scenarios.from(block) + count; s++) {
        assertThat(scenarios.move(OLD, s + count)).isEqualTo(-scenarios.move(OLD, s));
        assertThat(scenarios.scenarios().get(s + count).isMirrored()).isTrue();
        assertThat(scenarios.scenarios().get(s + count).label())
            .isEqualTo(scenarios.scenarios().get(s).label());
      }
    }
  }

  @Test
  void theLongRunFloorLiftsACalmDayToTheVolatilityOfTheWholeHistory() {
    FactorHistory history =
        TinySimulation.history(TinySimulation.randomLevels("OLD", 300, new SplittableRandom(6)));
    FactorScenarios scenarios = FactorScenarios.of(old(1).parameters(), history);
    FactorVolatility volatility = Objects.requireNonNull(scenarios.volatilities().get(OLD));
    assertThat(volatility.today()).isLessThan(volatility.longRun());
    double filtered = 0;
    double longRun = 0;
    for (int s = 0; s < scenarios.unmirrored(Block.FILTERED); s++) {
      filtered += Math.abs(scenarios.move(OLD, s));
      longRun += Math.abs(scenarios.move(OLD, scenarios.from(Block.LONG_RUN) + s));
    }
    assertThat(longRun).isGreaterThan(filtered);
  }

  /**
   * Old: 301 levels. Young: the last 101, so with 60 to seed it has n = 40 own one-day scenarios.
   */
  @Test
  void aYoungFactorFollowsItsProxyWhereItHasNoPast() {
    FactorHistory history = youngAndOld();
    TinySimulation tiny = old(1).curve("YOUNG", ReturnKind.LOG).proxy("YOUNG", "OLD", 0.5);
    tiny.sets.clear();
    tiny.set("ALL", Policy.SIMULATION, "OLD", "YOUNG");
    FactorScenarios scenarios = FactorScenarios.of(tiny.parameters(), history);
    assertThat(scenarios.notOwn(new CombinedCommodityId("OLD"))).isZero();
    assertThat(scenarios.notOwn(new CombinedCommodityId("YOUNG"))).isEqualTo(200);
    int proxies = scenarios.from(Block.FILTERED_PROXY);
    for (int s = 0; s < 240; s++) {
      assertThat(scenarios.move(OLD, proxies + s)).isEqualTo(scenarios.move(OLD, s));
      assertThat(scenarios.move(YOUNG, proxies + s)).isEqualTo(0.5 * scenarios.move(OLD, s));
    }
    assertThat(scenarios.move(YOUNG, 239))
        .isNotCloseTo(0.5 * scenarios.move(OLD, 239), within(1e-6));
  }

  /** n = 40 own scenarios beside K = 500: 40/540 own, the rest over the 240 of the proxy. */
  @Test
  void ownAndProxyScenariosWeighOneTogether() {
    FactorHistory history = youngAndOld();
    TinySimulation tiny = old(1).curve("YOUNG", ReturnKind.LOG).proxy("YOUNG", "OLD", 0.5);
    tiny.sets.clear();
    tiny.set("ALL", Policy.SIMULATION, "OLD", "YOUNG");
    tiny.isAntithetic = true;
    FactorScenarios scenarios = FactorScenarios.of(tiny.parameters(), history);
    ScenarioWeights weights = ScenarioWeights.of(scenarios, 200, 500);
    long total = LongStream.of(weights.byScenario()).sum();
    long own = LongStream.of(weights.byScenario()).limit(480).sum();
    assertThat(weights.byScenario()).hasSize(960);
    assertThat(weights.ownCount()).isEqualTo(40);
    assertThat(weights.isPooled()).isTrue();
    assertThat(own * 540).isEqualTo(total * 40); // n / (n + 500), exactly
    assertThat(weights.byScenario()[199]).isZero();
    assertThat(weights.byScenario()[200]).isEqualTo(weights.byScenario()[239]).isPositive();
    assertThat(weights.byScenario()[240 + 199]).isZero();
    double ownShare = 40 / 540.0;
    assertThat(weights.effectiveCount())
        .isCloseTo(
            1 / (ownShare * ownShare / 40 + (1 - ownShare) * (1 - ownShare) / 240), within(1e-9));
    ScenarioWeights whole = ScenarioWeights.of(scenarios, 0, 500);
    assertThat(whole.effectiveCount()).isEqualTo(240);
    assertThat(LongStream.of(whole.byScenario()).sum()).isEqualTo(480);
  }

  @Test
  void aYoungFactorTooShortToFilterHasOnlyItsProxy() {
    FactorHistory history =
        TinySimulation.history(
            TinySimulation.randomLevels("OLD", 301, new SplittableRandom(1)),
            TinySimulation.randomLevels("YOUNG", 30, new SplittableRandom(2)));
    TinySimulation tiny = old(1).curve("YOUNG", ReturnKind.LOG).proxy("YOUNG", "OLD", 0.5);
    tiny.set("YOUNG", Policy.SIMULATION, "YOUNG");
    FactorScenarios scenarios = FactorScenarios.of(tiny.parameters(), history);
    assertThat(scenarios.notOwn(new CombinedCommodityId("YOUNG"))).isEqualTo(240);
    ScenarioWeights weights = ScenarioWeights.of(scenarios, 240, 500);
    assertThat(LongStream.of(weights.byScenario()).limit(240).sum()).isZero();
    assertThat(weights.effectiveCount()).isCloseTo(240, within(1e-9));
  }

  @Test
  void whatIsMissingIsNamed() {
    FactorHistory history = youngAndOld();
    TinySimulation tiny = old(1).curve("YOUNG", ReturnKind.LOG);
    tiny.set("YOUNG", Policy.SIMULATION, "YOUNG");
    assertThatThrownBy(() -> FactorScenarios.of(tiny.parameters(), history))
        .hasMessage("factor YOUNG has too short a history and no proxy");
    TinySimulation late = old(1);
    late.stress =
        new StressPeriod(TinySimulation.FIRST.minusYears(2), TinySimulation.FIRST.minusYears(1));
    assertThatThrownBy(() -> FactorScenarios.of(late.parameters(), history))
        .hasMessageContaining("has no date in the history");
    TinySimulation unknown = old(1).curve("B200", ReturnKind.LOG);
    unknown.set("B200", Policy.LARGER, "B200");
    assertThatThrownBy(() -> FactorScenarios.of(unknown.parameters(), history))
        .hasMessage("the history has no factor B200");
    assertThatThrownBy(
            () ->
                FactorScenarios.of(
                    old(1).parameters(), history.until(TinyMarket.DATE.minusDays(250))))
        .hasMessageContaining("factor OLD has 50 returns, needs more than the 60");
  }

  private static FactorHistory youngAndOld() {
    return TinySimulation.history(
        TinySimulation.randomLevels("OLD", 301, new SplittableRandom(1)),
        TinySimulation.randomLevels("YOUNG", 101, new SplittableRandom(2)));
  }

  private static TinySimulation old(int horizonDays) {
    TinySimulation tiny =
        new TinySimulation().curve("OLD", ReturnKind.LOG).set("OLD", Policy.SIMULATION, "OLD");
    tiny.horizonDays = horizonDays;
    return tiny;
  }
}
