package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.PortfolioPositions;
import novate.margin.TinyMarket;
import novate.margin.simulation.SimulationScenario.Block;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FactorId;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.Product;
import novate.pricing.OptionModel;
import novate.scenario.AddOnPolicy;
import novate.scenario.AmericanModel;
import novate.scenario.AntiProcyclicality;
import novate.scenario.AntiProcyclicality.Tool;
import novate.scenario.CommodityParameters;
import novate.scenario.FactorCurve;
import novate.scenario.FactorCurve.VolatilityFactor;
import novate.scenario.MarketRiskSet.Policy;
import novate.scenario.ParameterSet;
import novate.scenario.ReturnKind;
import novate.scenario.ScanRange;
import novate.scenario.SimulationParameters;
import novate.scenario.SimulationParameters.StressPeriod;
import novate.scenario.SpreadPolicy;
import novate.scenario.VolatilityUpdate;
import novate.scenario.VolatilityUpdate.Scaling;
import org.junit.jupiter.api.Test;

/**
 * Worked by hand. H100 at 3.00 and B200 at 4.00, 100 units a lot, so 0.01 is one dollar a lot;
 * absolute returns, clamp 1, so that history counts as it was; one return seeds, five count; tail
 * 30 %, so m = 1.5.
 *
 * <pre>
 * day                1      2      3      4      5
 * H100           -0.10  +0.05  -0.20  +0.10  -0.03
 * B200           +0.30      0      0      0      0
 * +2 H100  loss  20.00 -10.00  40.00 -20.00   6.00      ES (40 + 20/2) / 1.5 = 33.33
 * -1 B200  loss  30.00      0      0      0      0      ES (30 +  0/2) / 1.5 = 20.00
 * both           50.00 -10.00  40.00 -20.00   6.00      ES (50 + 40/2) / 1.5 = 46.67
 * </pre>
 */
class SimulationEngineTest {
  private static final Product H100 = TinyMarket.product("H100", CurrencyCode.USD, "100", "0.01");
  private static final Product B200 = TinyMarket.product("B200", CurrencyCode.USD, "100", "0.01");
  private static final Future H100_DEC = TinyMarket.future("H100Z26", H100);
  private static final Future B200_DEC = TinyMarket.future("B200Z26", B200);
  private static final OptionOnFuture CALL =
      TinyMarket.option(
          "H100Z26C3", H100_DEC, OptionRight.CALL, "3.00", PremiumStyle.FUTURES_STYLE);
  private static final Catalogue CATALOGUE = new Catalogue(List.of(H100_DEC, B200_DEC, CALL));
  private static final PriceSet PRICES =
      TinyMarket.prices(
          Map.of(
              "H100Z26", TinyMarket.mark(H100, "3.00"),
              "B200Z26", TinyMarket.mark(B200, "4.00"),
              "H100Z26C3", TinyMarket.mark(30, 0.5)));
  private static final double[] H100_LEVELS = {3, 3.01, 2.91, 2.96, 2.76, 2.86, 2.83};
  private static final double[] B200_LEVELS = {4, 4.01, 4.31, 4.31, 4.31, 4.31, 4.31};

  @Test
  void aPortfolioOfTwoCommoditiesWorkedByHand() {
    TinySimulation tiny = byHand();
    tiny.offsetShare = 0.8;
    SimulationRisk risk = risk(tiny, Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(alone(risk, "H100").filtered().expectedShortfall()).isEqualTo("3333.33333333");
    assertThat(alone(risk, "H100").filtered().valueAtRisk()).isEqualTo(2_000);
    assertThat(alone(risk, "B200").bound()).isEqualTo("2000.00000000");
    assertThat(risk.whole().bound()).isEqualTo("4666.66666667");
    assertThat(risk.sumOfCommodities()).isEqualTo("5333.33333333");
    // 53.33 less 80 % of the offset of 6.67
    assertThat(risk.capped()).isEqualTo("4800.00000000");
    assertThat(risk.marketRisk()).isEqualTo(Money.parse(CurrencyCode.USD, "48.00"));
  }

  @Test
  void theWorstScenariosAreNamedAndDrillDownToPositions() {
    SimulationEngine engine = engine(byHand());
    PortfolioPositions positions = positions(Map.of("H100Z26", 2L, "B200Z26", -1L));
    SimulationRisk risk = engine.risk(positions).getFirst();
    assertThat(risk.whole().filtered().scenarios())
        .containsExactly(new TailScenario(0, 5_000, 10_000), new TailScenario(2, 4_000, 5_000));
    assertThat(engine.tables().scenarios().scenarios().getFirst().toString())
        .isEqualTo(TinyMarket.DATE.minusDays(4).toString());
    assertThat(engine.explain(risk.set(), positions, 0))
        .extracting(SimulatedPositionLoss::loss)
        .containsExactly(
            Money.parse(CurrencyCode.USD, "20.00"), Money.parse(CurrencyCode.USD, "30.00"));
  }

  @Test
  void aFractionOfACentIsChargedUp() {
    assertThat(risk(byHand(), Map.of("H100Z26", 2L)).marketRisk().minorUnits()).isEqualTo(3_334);
  }

  @Test
  void aPositionThatGainsInEveryTailOwesNothing() {
    TinySimulation tiny = byHand();
    SimulationRisk risk = risk(tiny, Map.of("B200Z26", 1L));
    assertThat(risk.whole().filtered().valueAtRisk()).isZero();
    assertThat(risk.marketRisk().isZero()).isTrue();
  }

  /** Stress period: the last two days, losses -20.00 and 6.00, ES 6.00 (m = 0.6). */
  @Test
  void theThreeToolsStandSideBySideAndPolicyNamesTheOneThatBinds() {
    for (Tool binding : Tool.values()) {
      TinySimulation tiny = byHand();
      tiny.stress = new StressPeriod(TinyMarket.DATE.minusDays(1), TinyMarket.DATE);
      tiny.procyclicality = new AntiProcyclicality(binding, 0.25, 0, 10_000, 0.25);
      SimulationRisk risk = risk(tiny, Map.of("H100Z26", 2L));
      SimulatedLoss loss = risk.whole();
      assertThat(loss.stressed().expectedShortfall()).isEqualTo("600.00000000");
      assertThat(loss.blended()).isEqualTo("2650.00000000"); // 3/4 of 33.33 and 1/4 of 6.00
      assertThat(loss.floored()).isEqualTo(loss.grossedUp());
      assertThat(loss.buffered())
          .isEqualTo(
              loss.grossedUp()
                  .multiply(BigDecimal.ONE.add(loss.bufferShare().multiply(new BigDecimal("0.25"))))
                  .setScale(8, RoundingMode.HALF_EVEN))
          .isGreaterThan(loss.grossedUp());
      assertThat(risk.binding()).isEqualTo(binding);
      assertThat(loss.bound())
          .isEqualTo(
              switch (binding) {
                case BUFFER -> loss.buffered();
                case STRESSED -> loss.blended();
                case LONG_RUN_FLOOR -> loss.floored();
              });
    }
  }

  @Test
  void fewDaysAreGrossedUpBeforeAnythingElse() {
    TinySimulation tiny = byHand();
    tiny.uncertaintyZ = 1;
    SimulationRisk risk = risk(tiny, Map.of("H100Z26", 2L));
    assertThat(risk.effectiveCount()).isEqualTo(5);
    assertThat(risk.standardError()).isEqualTo(ParameterUncertainty.standardError(3_000, 5));
    assertThat(risk.whole().grossedUp())
        .isEqualTo(
            new BigDecimal("3333.33333333")
                .multiply(risk.uncertaintyFactor())
                .setScale(8, RoundingMode.HALF_EVEN))
        .isGreaterThan(new BigDecimal("3333.33333333"));
  }

  /** H100 to 1.00 loses 400.00 on two lots; half of it is more than the simulated 48.00. */
  @Test
  void marketRiskCoversAShareOfTheWorstExpertJump() {
    TinySimulation tiny = byHand().jump("glut", "H100", -2, 0).jump("dearth", "H100", 1, 0);
    tiny.jumpCoverFraction = 0.5;
    SimulationRisk risk = risk(tiny, Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(risk.worstJump().orElseThrow().name()).isEqualTo("glut");
    assertThat(risk.worstJump().orElseThrow().loss()).isEqualTo(40_000);
    assertThat(risk.marketRisk().minorUnits()).isEqualTo(20_000);
    assertThat(risk.whole().bound()).isEqualTo("4666.66666667"); // a jump carries no weight
  }

  /** A fall of 3.50 from 3.00 stops one tick above zero: 2.99 a unit. */
  @Test
  void aMovedPriceStopsAtOneTickWhereNoneMayBeNegative() {
    TinySimulation tiny = byHand().jump("free", "H100", -3.5, 0);
    SimulationEngine engine = engine(tiny);
    int jump = engine.tables().scenarios().from(Block.JUMP);
    assertThat(engine.tables().loss(H100_DEC.id(), jump)).isEqualTo(29_900);
  }

  @Test
  void optionsAreRepricedInFullWithTheirOwnVolatilityMove() {
    TinySimulation tiny = byHand();
    FactorId vol = new FactorId("H100-VOL");
    tiny.curves.put(
        new CombinedCommodityId("H100"),
        new FactorCurve(
            ReturnKind.LOG,
            new TreeMap<>(Map.of(1, new FactorId("H100"))),
            Optional.of(new VolatilityFactor(vol, ReturnKind.ABSOLUTE))));
    FactorHistory history =
        TinySimulation.history(
            TinySimulation.levels("H100", H100_LEVELS),
            TinySimulation.levels("B200", B200_LEVELS),
            TinySimulation.levels("H100-VOL", 0.5, 0.51, 0.61, 0.56, 0.56, 0.56, 0.11));
    SimulationEngine engine = engine(tiny, history);
    double now = price(3.0, 0.5);
    double falls = price(3.0 * 2.91 / 3.01, 0.6);
    assertThat(engine.tables().loss(CALL.id(), 0)).isEqualTo(Math.round((now - falls) * 10_000));
    // 0.5 less 0.45 is 0.05, the volatility floor.
    double calms = price(3.0 * 2.83 / 2.86, 0.05);
    assertThat(engine.tables().loss(CALL.id(), 4)).isEqualTo(Math.round((now - calms) * 10_000));
  }

  private static double price(double futuresPrice, double volatility) {
    return new OptionModel(TinyMarket.CALENDARS, AmericanModel.BARONE_ADESI_WHALEY)
        .price(CALL, futuresPrice, volatility, 0, TinyMarket.CUT, Optional.empty());
  }

  @Test
  void aLaterLevelIsNotLookedAt() {
    FactorHistory known = history();
    List<FactorLevel> more = new ArrayList<>(TinySimulation.levels("H100", H100_LEVELS));
    more.addAll(TinySimulation.levels("B200", B200_LEVELS));
    more.add(new FactorLevel(new FactorId("H100"), TinyMarket.DATE.plusDays(1), 30));
    more.add(new FactorLevel(new FactorId("B200"), TinyMarket.DATE.plusDays(1), 40));
    PortfolioPositions positions = positions(Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(engine(byHand(), FactorHistory.of(more)).risk(positions))
        .isEqualTo(engine(byHand(), known).risk(positions));
  }

  @Test
  void onlySimulatedCommoditiesAreAnsweredAndOffsetsStayInTheirSet() {
    TinySimulation apart = byHand();
    apart.sets.clear();
    apart.set("A", Policy.LARGER, "H100").set("B", Policy.SIMULATION, "B200");
    PortfolioPositions both = positions(Map.of("H100Z26", 2L, "B200Z26", -1L));
    assertThat(engine(apart).risk(both))
        .extracting(risk -> risk.set().name(), risk -> risk.marketRisk().minorUnits())
        .containsExactly(tuple("A", 3_334L), tuple("B", 2_000L));
    TinySimulation scanned = byHand();
    scanned.sets.clear();
    scanned.set("A", Policy.SIMULATION, "H100").set("B", Policy.SCAN, "B200");
    SimulationEngine engine = engine(scanned);
    assertThat(engine.risk(both)).hasSize(1);
    assertThat(engine.isSimulated(new CombinedCommodityId("B200"))).isFalse();
    assertThat(engine.risk(positions(Map.of()))).isEmpty();
  }

  @Test
  void whatCannotBeRevaluedIsRefusedByName() {
    PriceSet without = TinyMarket.prices(Map.of("H100Z26", TinyMarket.mark(H100, "3.00")));
    SimulationEngine engine =
        SimulationEngine.of(
            CATALOGUE, TinyMarket.CALENDARS, set(byHand().parameters()), history(), without);
    assertThat(engine.risk(positions(Map.of("H100Z26", 1L)))).hasSize(1);
    assertThatThrownBy(() -> engine.risk(positions(Map.of("B200Z26", 1L))))
        .hasMessage(
            "contract B200Z26 cannot be simulated: price set 2026-10-01/EOD/1 has no price of it");
  }

  @Test
  void aSetOfTwoCurrenciesIsRefused() {
    Future yen = TinyMarket.future("Y", TinyMarket.product("B200", TinyMarket.JPY, "100", "1"));
    assertThatThrownBy(
            () ->
                SimulationEngine.of(
                    new Catalogue(List.of(H100_DEC, yen)),
                    TinyMarket.CALENDARS,
                    set(byHand().parameters()),
                    history(),
                    PRICES))
        .hasMessage(
            "market-risk set ALL has contracts in [JPY, USD]: offsets count in one currency only");
  }

  @Test
  void aParameterSetThatSimulatesNothingIsRefused() {
    assertThatThrownBy(
            () ->
                SimulationEngine.of(
                    CATALOGUE,
                    TinyMarket.CALENDARS,
                    TinyMarket.parameters(Map.of()),
                    history(),
                    PRICES))
        .hasMessage("parameter set tiny/1 simulates nothing");
  }

  private static SimulatedLoss alone(SimulationRisk risk, String commodity) {
    return Optional.ofNullable(risk.commodities().get(new CombinedCommodityId(commodity)))
        .orElseThrow();
  }

  private static TinySimulation byHand() {
    TinySimulation tiny =
        new TinySimulation()
            .curve("H100", ReturnKind.ABSOLUTE)
            .curve("B200", ReturnKind.ABSOLUTE)
            .set("ALL", Policy.SIMULATION, "H100", "B200");
    tiny.tailBasisPoints = 3_000;
    tiny.volatility = new VolatilityUpdate(0.5, 1, Scaling.FULL, 1, 0);
    return tiny;
  }

  private static FactorHistory history() {
    return TinySimulation.history(
        TinySimulation.levels("H100", H100_LEVELS), TinySimulation.levels("B200", B200_LEVELS));
  }

  private static SimulationRisk risk(TinySimulation tiny, Map<String, Long> lots) {
    return engine(tiny).risk(positions(lots)).getFirst();
  }

  private static SimulationEngine engine(TinySimulation tiny) {
    return engine(tiny, history());
  }

  private static SimulationEngine engine(TinySimulation tiny, FactorHistory history) {
    return SimulationEngine.of(
        CATALOGUE, TinyMarket.CALENDARS, set(tiny.parameters()), history, PRICES);
  }

  private static ParameterSet set(SimulationParameters simulation) {
    CommodityParameters scan = TinyMarket.scan(ScanRange.Kind.FRACTION, 0.1, 0.1);
    ParameterSet scanned = TinyMarket.parameters(Map.of("H100", scan, "B200", scan));
    return new ParameterSet(
        scanned.id(),
        scanned.commodities(),
        scanned.ratios(),
        scanned.calls(),
        SpreadPolicy.NONE,
        AddOnPolicy.NONE,
        Optional.of(simulation));
  }

  private static PortfolioPositions positions(Map<String, Long> lots) {
    TreeMap<ContractId, Lots> byContract = new TreeMap<>();
    lots.forEach((contract, held) -> byContract.put(new ContractId(contract), new Lots(held)));
    return PortfolioPositions.of(CATALOGUE, byContract);
  }
}
