package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.addon.AddOn;
import novate.margin.simulation.FactorHistory;
import novate.margin.simulation.FactorLevel;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FactorId;
import novate.market.FinalSettlement;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.scenario.ParameterFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the add-ons of an account rest on is taken from its risk as it is. */
class AccountAddOnsTest {
  private static final Product MINI = product("MINI", "73");
  private static final Product FULL = product("FULL", "730");

  /** The small contract is listed first; ten of its lots are one delta. */
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(TinyMarket.future("MINI-DEC", MINI), TinyMarket.future("FULL-DEC", FULL)));

  private static final String PARAMETERS =
      """
      id: "t"
      commodities:
        "H100":
          price: {kind: ABSOLUTE, up: RANGE, down: RANGE}
          volatility: {kind: ABSOLUTE, up: 0.1, down: 0.1}
          extreme_multiplier: 2
          cover_fraction: 0.35
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.2
          delta_scaling: {"MINI": 0.1}
          add_ons:
            horizon_days: 2
            holiday: false
            liquidity: {stressed_bid_ask: 0.05}
            concentration: {daily_volume_lots: 100, participation: 0.2, impact: 0, daily_volatility: 0}
      ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}
      calls: {}
      """;

  private static final String SIMULATION =
      """
      simulation:
        tail_basis_points: 3000
        horizon_days: 1
        antithetic: false
        uncertainty_z: 0
        offset_share: 1
        volatility: {decay: 0.5, seed_returns: 1, scaling: FULL, clamp: 1, stress_multiple: 0}
        stress: {from: 2026-01-01, to: 2026-12-31}
        procyclicality: {binding: BUFFER, buffer: 0, low_basis_points: 0, high_basis_points: 10000, stressed_weight: 0.25}
        pool_constant: 500
        proxies: {}
        curves: {"H100": {returns: ABSOLUTE, points: {1: SPOT}}}
        jump_cover_fraction: 0
        jumps: {}
        sets: {GPU: {policy: POLICY, commodities: H100}}
      """;

  /** 1 full lot and 10 small ones: two deltas of 730 units, 1,460 * 0.05 / 2 = 36.50 USD. */
  @Test
  void aDeltaIsAsManyUnitsAsItsScalingSaysWhicheverProductIsListedFirst() {
    assertThat(liquidity(Map.of("FULL-DEC", 1L, "MINI-DEC", 10L))).isEqualTo("36.50");
    assertThat(liquidity(Map.of("MINI-DEC", -10L))).isEqualTo("18.25");
  }

  /**
   * Losses of a unit are 0.10, -0.05, 0.20, -0.10 and 0.03; the worst 1.5 of them are 0.166.. on
   * average, of 730 units 121.67 USD. The scan finds 73.00.
   */
  @ParameterizedTest(name = "{0}, scan range {1}: {2}")
  @CsvSource({
    "SCAN, 0.1, 73.00",
    "SIMULATION, 0.1, 121.67",
    "LARGER, 0.1, 121.67",
    "SIMULATION, 0.3, 121.67",
    "LARGER, 0.3, 219.00"
  })
  void anAddOnRestsOnTheMeasureThatTheCommodityIsMarginedBy(
      String policy, String range, String risk) {
    String parameters = (PARAMETERS + SIMULATION).replace("POLICY", policy).replace("RANGE", range);
    AddOn concentration = addOns(parameters, Map.of("FULL-DEC", 1L)).getLast();
    assertThat(concentration.kind()).isEqualTo(AddOn.Kind.CONCENTRATION);
    assertThat(concentration.inputs()).contains(new AddOn.Input("risk", risk, "USD"));
  }

  private static String liquidity(Map<String, Long> lots) {
    AddOn addOn = addOns(PARAMETERS.replace("RANGE", "0.1"), lots).getFirst();
    assertThat(addOn.kind()).isEqualTo(AddOn.Kind.LIQUIDITY);
    return addOn.amount().decimal();
  }

  private static List<AddOn> addOns(String parameters, Map<String, Long> lots) {
    MarginEngine engine =
        new MarginEngine(
            CATALOGUE,
            TinyMarket.CALENDARS,
            ParameterFile.read(new StringReader(parameters), "t.yaml"),
            TinyMarket.sixteen());
    TreeMap<ContractId, Lots> positions = new TreeMap<>();
    lots.forEach((id, held) -> positions.put(new ContractId(id), new Lots(held)));
    Requirement requirement =
        engine.requirement(
            new AccountId("A"),
            AccountClass.HOUSE,
            PortfolioPositions.of(CATALOGUE, positions),
            engine.market(
                TinyMarket.prices(
                    Map.of(
                        "MINI-DEC", TinyMarket.mark(MINI, "2.5"),
                        "FULL-DEC", TinyMarket.mark(FULL, "2.5"))),
                new MarketState(
                    MarketState.NONE.ladder(), Optional.of(history()), new TreeMap<>())));
    return requirement.find(CurrencyCode.USD).orElseThrow().addOns();
  }

  private static FactorHistory history() {
    double[] levels = {3, 3.01, 2.91, 2.96, 2.76, 2.86, 2.83};
    List<FactorLevel> list = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      LocalDate date = TinyMarket.DATE.minusDays(levels.length - 1L - i);
      list.add(new FactorLevel(new FactorId("SPOT"), date, levels[i]));
    }
    return FactorHistory.of(list);
  }

  private static Product product(String id, String size) {
    return new Product(
        new ProductId(id),
        id,
        new VenueId("V"),
        new CombinedCommodityId("H100"),
        CurrencyCode.USD,
        new BigDecimal(size),
        "hour",
        new BigDecimal("0.01"),
        new BigDecimal("0.01"),
        new IndexId("H100"),
        FinalSettlement.LAST_FIXING,
        PricingModel.BLACK_76,
        false,
        TinyMarket.product("X", CurrencyCode.USD, "1", "0.01").calendar(),
        Optional.empty(),
        LocalTime.NOON);
  }
}
