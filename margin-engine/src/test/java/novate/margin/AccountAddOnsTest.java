package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.addon.AddOn;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.IndexId;
import novate.market.Lots;
import novate.market.PricingModel;
import novate.market.Product;
import novate.market.ProductId;
import novate.market.VenueId;
import novate.scenario.ParameterFile;
import org.junit.jupiter.api.Test;

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
          price: {kind: ABSOLUTE, up: 0.1, down: 0.1}
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
      ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}
      calls: {}
      """;

  /** 1 full lot and 10 small ones: two deltas of 730 units, 1,460 * 0.05 / 2 = 36.50 USD. */
  @Test
  void aDeltaIsAsManyUnitsAsItsScalingSaysWhicheverProductIsListedFirst() {
    assertThat(liquidity(Map.of("FULL-DEC", 1L, "MINI-DEC", 10L))).isEqualTo("36.50");
    assertThat(liquidity(Map.of("MINI-DEC", -10L))).isEqualTo("18.25");
  }

  private static String liquidity(Map<String, Long> lots) {
    MarginEngine engine =
        new MarginEngine(
            CATALOGUE,
            TinyMarket.CALENDARS,
            ParameterFile.read(new StringReader(PARAMETERS), "t.yaml"),
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
                MarketState.NONE));
    List<AddOn> addOns = requirement.find(CurrencyCode.USD).orElseThrow().addOns();
    assertThat(addOns).extracting(AddOn::kind).containsExactly(AddOn.Kind.LIQUIDITY);
    return addOns.getFirst().amount().decimal();
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
