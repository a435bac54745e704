package novate.margin.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import novate.margin.CommodityRisk;
import novate.margin.Portfolios;
import novate.margin.Requirement;
import novate.margin.explain.MarginExplanation.CurrencyExplanation;
import novate.market.AccountClass;
import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;
import novate.scenario.ParameterSet;
import org.junit.jupiter.api.Test;

class MarginExplanationTest {
  private static final LocalDate DATE = LocalDate.of(2026, 10, 29);
  private static final int PORTFOLIOS = Portfolios.count(10_000);

  private final Set<ComponentKind> seen = EnumSet.noneOf(ComponentKind.class);

  @Test
  void partsAddUpInEveryPortfolioWithSpreadsAndPooledOptions() {
    explainMany(ExplainMarket.spreads());
    assertThat(seen).containsExactlyInAnyOrder(ComponentKind.values());
  }

  @Test
  void partsAddUpInEveryPortfolioWithJoinedCommoditiesAndCappedOptions() {
    explainMany(ExplainMarket.joined());
    assertThat(seen)
        .contains(
            ComponentKind.SHORT_OPTION_MINIMUM,
            ComponentKind.RATE_LADDER,
            ComponentKind.SIMULATION,
            ComponentKind.FLOOR_AT_ZERO)
        .doesNotContain(ComponentKind.INTER_COMMODITY_CREDIT);
  }

  private void explainMany(ParameterSet parameters) {
    ValuedMarket market = ExplainMarket.market(DATE, parameters);
    for (long seed = 0; seed < PORTFOLIOS; seed++) {
      Map<ContractId, Lots> positions = ExplainMarket.positions(market, seed);
      AccountClass accountClass = AccountClass.values()[(int) (seed % 4)];
      Requirement requirement = market.requirement(ExplainMarket.ACCOUNT, accountClass, positions);
      MarginExplanation explanation = MarginExplanation.of(market, requirement, positions);
      for (CurrencyExplanation currency : explanation.currencies().values()) {
        requireSums(currency, "seed " + seed + " " + positions);
      }
    }
  }

  private void requireSums(CurrencyExplanation currency, String seed) {
    assertThat(currency.components().stream().mapToLong(c -> c.amount().minorUnits()).sum())
        .as(seed)
        .isEqualTo(currency.required().minorUnits());
    currency.components().forEach(component -> seen.add(component.kind()));
    for (CommodityExplanation commodity : currency.commodities()) {
      requireSums(commodity, currency.components(), seed);
    }
  }

  /** Kind by kind, and against the engine's own charge. */
  private static void requireSums(
      CommodityExplanation commodity, List<MarginComponent> components, String seed) {
    CommodityRisk risk = commodity.risk();
    long total = 0;
    Set<ComponentKind> beside =
        EnumSet.of(ComponentKind.SIMULATION, ComponentKind.FLOOR_AT_ZERO, ComponentKind.ADD_ON);
    for (ComponentKind kind : EnumSet.complementOf(EnumSet.copyOf(beside))) {
      long contributed =
          commodity.contributions().stream().mapToLong(c -> c.part(kind).minorUnits()).sum();
      long component =
          components.stream()
              .filter(c -> c.kind() == kind)
              .filter(c -> c.commodity().stream().anyMatch(risk.commodity()::equals))
              .mapToLong(c -> c.amount().minorUnits())
              .sum();
      assertThat(contributed).as("%s of %s, %s", kind, risk.commodity(), seed).isEqualTo(component);
      total += contributed;
    }
    assertThat(total)
        .as(seed)
        .isEqualTo(risk.charge().minorUnits() - risk.netOptionValue().minorUnits());
    assertThat(commodity.scenarios().stream().filter(s -> s.isActive()).findFirst().orElseThrow())
        .extracting(s -> Math.max(0, s.loss().minorUnits()))
        .as(seed)
        .isEqualTo(risk.scanRisk().minorUnits());
  }

  /**
   * 10 November against 4 December: the hedge has a negative share of the scan, not of the spread.
   */
  @Test
  void aHedgeTakesScanRiskAwayAndBearsItsPartOfTheSpread() {
    ValuedMarket market = ExplainMarket.market(DATE, ExplainMarket.spreads());
    Map<ContractId, Lots> positions =
        Map.of(
            new ContractId("H100-2026-11"), new Lots(10),
            new ContractId("H100-2026-12"), new Lots(-4));
    Requirement requirement =
        market.requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions);
    CommodityExplanation h100 =
        MarginExplanation.of(market, requirement, positions)
            .currencies()
            .firstEntry()
            .getValue()
            .commodities()
            .getFirst();
    assertThat(h100.activeScenario()).isEqualTo("H100 down 13 %");
    PositionContribution hedge = h100.contributions().get(1);
    assertThat(hedge.contract().value()).isEqualTo("H100-2026-12");
    assertThat(hedge.loss().minorUnits()).isNegative().isEqualTo(-4 * minorUnits(hedge));
    assertThat(hedge.part(ComponentKind.SCAN_RISK)).isEqualTo(hedge.loss());
    // Four spreads at 33.33 are 133.32, half of it for either month.
    assertThat(hedge.part(ComponentKind.CALENDAR_SPREADS).decimal()).isEqualTo("66.66");
    // November: 4 spread at 7.00 and 6 outright at 3.00.
    assertThat(h100.contributions().get(0).part(ComponentKind.SPOT_MONTH).decimal())
        .isEqualTo("46.00");
    assertThat(hedge.total())
        .isEqualTo(new Money(hedge.loss().currency(), hedge.loss().minorUnits() + 6_666));
  }

  private static long minorUnits(PositionContribution contribution) {
    return contribution.lossPerLot().minorUnits();
  }

  /**
   * Short calls lessen December's delta; the spread uses what is long there, so they pay nothing.
   */
  @Test
  void aSpreadIsBorneByThePositionsThatItUses() {
    ValuedMarket market = ExplainMarket.market(DATE, ExplainMarket.spreads());
    Map<ContractId, Lots> positions =
        Map.of(
            new ContractId("BLACKWELL-2026-12"), new Lots(10),
            new ContractId("BLACKWELL-OPT-2026-12-C-4.20"), new Lots(-5),
            new ContractId("BLACKWELL-2027-01"), new Lots(-4));
    Requirement requirement =
        market.requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions);
    List<PositionContribution> contributions =
        MarginExplanation.of(market, requirement, positions)
            .currencies()
            .firstEntry()
            .getValue()
            .commodities()
            .getFirst()
            .contributions();
    // Four spreads at 55.55.
    assertThat(contributions)
        .filteredOn(each -> each.contract().value().contains("OPT"))
        .singleElement()
        .satisfies(
            option -> {
              assertThat(option.delta().signum()).isNegative();
              assertThat(option.part(ComponentKind.CALENDAR_SPREADS).isZero()).isTrue();
            });
    assertThat(contributions)
        .filteredOn(each -> !each.contract().value().contains("OPT"))
        .extracting(each -> each.part(ComponentKind.CALENDAR_SPREADS).decimal())
        .containsExactly("111.10", "111.10");
  }

  @Test
  void theScanOfAJoinedCommodityIsAttributedToItsOwnPositions() {
    ValuedMarket market = ExplainMarket.market(DATE, ExplainMarket.joined());
    Map<ContractId, Lots> positions =
        Map.of(
            new ContractId("BLACKWELL-2026-12"), new Lots(10),
            new ContractId("B200-2026-12"), new Lots(-7));
    Requirement requirement =
        market.requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, positions);
    List<CommodityExplanation> commodities =
        MarginExplanation.of(market, requirement, positions)
            .currencies()
            .firstEntry()
            .getValue()
            .commodities();
    PositionContribution joined = commodities.get(1).contributions().get(1);
    assertThat(joined.contract().value()).isEqualTo("B200-2026-12");
    long counted = joined.part(ComponentKind.SCAN_RISK).minorUnits();
    assertThat(counted).isNegative().isEqualTo((long) Math.ceil(joined.loss().minorUnits() * .61));
    assertThat(commodities.get(0).contributions().getFirst().total().isZero()).isTrue();
  }

  @Test
  void anAccountWithoutPositionsHasNothingToExplain() {
    ValuedMarket market = ExplainMarket.market(DATE, ExplainMarket.spreads());
    Requirement requirement =
        market.requirement(ExplainMarket.ACCOUNT, AccountClass.HOUSE, Map.of());
    assertThat(MarginExplanation.of(market, requirement, Map.of()).currencies()).isEmpty();
  }
}
