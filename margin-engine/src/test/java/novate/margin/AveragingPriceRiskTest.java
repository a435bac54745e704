package novate.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.AveragingState;
import novate.market.Catalogue;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.PricingModel;
import novate.market.Product;
import novate.scenario.ScanRange.Kind;
import novate.scenario.SpreadParameters;
import novate.scenario.WeightedPriceRisk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The price risk of one delta of a contract whose month is being averaged. */
class AveragingPriceRiskTest {
  private static final Product PRODUCT =
      TinyMarket.product(
          "H100",
          CurrencyCode.USD,
          "730",
          "0.001",
          FinalSettlement.MONTHLY_AVERAGE,
          PricingModel.BLACK_76,
          false);
  private static final Future FUTURE = TinyMarket.future("H100-DEC", PRODUCT);

  /**
   * 15 of 20 fixings sum to 36.00, price 2.45: the rest stands at 2.60 and moves by 10 %. A lot is
   * a quarter of a delta and loses 47.45 USD, so a delta loses 189.80; and the scan range of a lot
   * is 0.26 * 730 = 189.80 too, not a quarter of it, or the cap would take the weight off twice.
   */
  @ParameterizedTest
  @EnumSource
  void theScanRangeOfADeltaIsNotWeightedAgain(WeightedPriceRisk method) {
    Catalogue catalogue = new Catalogue(List.of(FUTURE));
    SpreadParameters none = SpreadParameters.NONE;
    MarginEngine engine =
        new MarginEngine(
            catalogue,
            TinyMarket.CALENDARS,
            TinyMarket.parameters(
                Map.of(
                    "H100",
                    TinyMarket.scan(Kind.FRACTION, 0.10, 0)
                        .withSpreads(
                            new SpreadParameters(
                                new TreeMap<>(),
                                none.tiers(),
                                none.calendarSpreads(),
                                none.spotMonths(),
                                Optional.empty(),
                                method)))),
            TinyMarket.sixteen());
    CommodityRisk risk =
        engine
            .requirement(
                AccountClass.HOUSE,
                PortfolioPositions.ofSorted(new int[] {0}, new long[] {8}),
                engine.arrays(
                    TinyMarket.prices(
                        Map.of("H100-DEC", TinyMarket.mark(PRODUCT, "2.45")),
                        Map.of("H100-DEC", new AveragingState(20, 15, new BigDecimal("36.00"))))))
            .find(CurrencyCode.USD)
            .orElseThrow()
            .commodities()
            .getFirst();
    assertThat(risk.scanRisk().decimal()).isEqualTo("379.60"); // 8 * 47.45
    assertThat(risk.netDelta()).isEqualByComparingTo("2");
    assertThat(risk.spreads().weightedPriceRisk()).isEqualByComparingTo("18980");
  }
}
