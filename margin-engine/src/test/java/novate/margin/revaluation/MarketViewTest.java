package novate.margin.revaluation;

import static novate.margin.TinyMarket.CALENDARS;
import static novate.margin.TinyMarket.CUT;
import static novate.margin.TinyMarket.future;
import static novate.margin.TinyMarket.mark;
import static novate.margin.TinyMarket.option;
import static novate.margin.TinyMarket.prices;
import static novate.margin.TinyMarket.product;
import static novate.margin.TinyMarket.scan;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.margin.scan.RiskArrays;
import novate.market.AveragingState;
import novate.market.Contract;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.pricing.OptionModel;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.scenario.AmericanModel;
import novate.scenario.CommodityParameters;
import novate.scenario.ScanRange.Kind;
import org.junit.jupiter.api.Test;

class MarketViewTest {
  private static final CommodityParameters SCAN = scan(Kind.FRACTION, 0.1, 0.1);
  private static final OptionModel MODEL =
      new OptionModel(CALENDARS, AmericanModel.BARONE_ADESI_WHALEY);

  private final Future average = averaging(PricingModel.BLACK_76);
  private final OptionOnFuture call =
      option("C", average, OptionRight.CALL, "2.45", PremiumStyle.PREMIUM);

  /** 10 of 23 fixings at a mean of 2.40: the rest stands at (57.5 - 24) / 13, and moves alone. */
  @Test
  void anOptionOnAnAverageAnswersToTheForwardOfTheRestAndIsNeverScaledAgain() {
    AveragingState state = new AveragingState(23, 10, new BigDecimal("24.0"));
    Revaluation revaluation = revaluation(call, state);
    double forward = (23 * 2.5 - 24) / 13;
    assertThat(revaluation.factor()).isEqualTo(forward, within(1e-15));
    assertThat(revaluation.volatility()).isEqualTo(0.4);
    double moved = forward * 1.2;
    double futuresPrice = (24 + 13 * moved) / 23;
    double now = MODEL.price(call, 2.5, 0.4, 0.05, CUT, Optional.of(state));
    double then = MODEL.price(call, futuresPrice, 0.5, 0.05, CUT, Optional.of(state));
    assertThat(revaluation.loss(moved, 0.5, 0)).isEqualTo(now - then, within(1e-13));
    double slope =
        (revaluation.loss(forward * 0.9999, 0.4, 0) - revaluation.loss(forward * 1.0001, 0.4, 0))
            / (0.0002 * forward);
    assertThat(revaluation.delta(forward, 0.4, 0)).isEqualTo(slope, within(1e-6));
    assertThat(revaluation.delta(1_000, 0.4, 5)).isEqualTo(13 / 23.0, within(1e-15));
  }

  @Test
  void aMoveThatWouldGoBelowZeroStopsAtOneTickUnlessTheProductAllowsIt() {
    AveragingState state = new AveragingState(23, 0, BigDecimal.ZERO);
    assertThat(revaluation(call, state).floored(-1)).isEqualTo(0.001);
    assertThat(revaluation(call, state).floored(0.7)).isEqualTo(0.7);
    OptionOnFuture normal =
        option(
            "C", averaging(PricingModel.BACHELIER), OptionRight.CALL, "2.45", PremiumStyle.PREMIUM);
    assertThat(revaluation(normal, state).floored(-1)).isEqualTo(-1);
    assertThat(revaluation(normal, state).loss(-1, 0.4, 0)).isPositive();
  }

  @Test
  void onceEveryFixingIsKnownNothingIsAtRisk() {
    Revaluation known = revaluation(call, new AveragingState(23, 23, new BigDecimal("57.5")));
    assertThat(known.loss(9, 3, 0.01)).isZero();
    assertThat(known.delta(9, 3, 0.01)).isZero();
  }

  @Test
  void anOptionOnAnAverageWithoutItsStateIsAbsentAndOneWithAForwardBelowZeroIsAnError() {
    PriceSet without = priced(call, Map.of());
    assertThat(new MarketView(without, CALENDARS).coverage(call, SCAN))
        .isInstanceOfSatisfying(
            Absent.class,
            absent ->
                assertThat(absent.reason()).contains("no averaging state of its underlying AVG"));
    assertThatThrownBy(() -> revaluation(call, new AveragingState(23, 22, new BigDecimal("57.6"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract AVG: forward of the rest is -0.1");
  }

  @Test
  void anAmericanOptionIsRevaluedByTheModelOfItsCommodity() {
    SampleMarket market = SampleMarket.compute2026();
    PriceSet prices = sample(market, AmericanModel.BARONE_ADESI_WHALEY);
    Contract option =
        market.catalogue().contracts().stream()
            .filter(contract -> contract.id().value().equals("BLACKWELL-AM-2026-12-C-3.60"))
            .findFirst()
            .orElseThrow();
    CommodityParameters quadratic = market.parameters().commodity(option.commodity());
    CommodityParameters twoStep =
        new CommodityParameters(
            quadratic.price(),
            quadratic.volatility(),
            quadratic.extremeMultiplier(),
            quadratic.coverFraction(),
            quadratic.volatilityFloor(),
            quadratic.lookaheadDays(),
            quadratic.jumpMax(),
            quadratic.scanTiers(),
            quadratic.spreads(),
            AmericanModel.BJERKSUND_STENSLAND_2002);
    MarketView view = new MarketView(prices, market.calendars());
    double one = priced(view.coverage(option, quadratic)).loss(4.5, 0.6, 0);
    double other = priced(view.coverage(option, twoStep)).loss(4.5, 0.6, 0);
    assertThat(one).isNotEqualTo(other).isEqualTo(other, within(0.01));
  }

  @Test
  void everyActiveContractOfTheSampleMarketHasAnArrayAndAverageAndAmericanOptionsAreAmongThem() {
    SampleMarket market = SampleMarket.compute2026();
    RiskArrays arrays =
        RiskArrays.of(
            market.catalogue(),
            market.calendars(),
            market.parameters(),
            market.scenarios(),
            sample(market, AmericanModel.BARONE_ADESI_WHALEY));
    int priced = 0;
    for (int c = 0; c < market.catalogue().size(); c++) {
      Contract contract = market.catalogue().contract(c);
      boolean isOpen =
          contract.isActive() && !contract.expiry().isBefore(LocalDate.of(2026, 10, 1));
      assertThat(arrays.isPriced(c))
          .as("%s: %s", contract.id(), arrays.absence(c))
          .isEqualTo(isOpen);
      priced += arrays.isPriced(c) ? 1 : 0;
    }
    assertThat(priced).isEqualTo(98); // 102 active, less the four futures of September
  }

  private static PriceSet sample(SampleMarket market, AmericanModel american) {
    return PriceHistory.generate(market, SampleMarket.DEMO_SEED)
        .priceSet(
            LocalDate.of(2026, 10, 29),
            "2026-10-29/EOD",
            Instant.parse("2026-10-29T22:00:00Z"),
            new OptionModel(market.calendars(), american)::price,
            new TreeMap<>());
  }

  private static Revaluation revaluation(OptionOnFuture option, AveragingState state) {
    PriceSet prices = priced(option, Map.of("AVG", state));
    return priced(new MarketView(prices, CALENDARS).coverage(option, SCAN));
  }

  private static PriceSet priced(OptionOnFuture option, Map<String, AveragingState> states) {
    return prices(
        Map.of("AVG", mark(option.underlying().product(), "2.5"), "C", mark(100, 0.4)), states);
  }

  private static Revaluation priced(Coverage coverage) {
    assertThat(coverage).isInstanceOf(Priced.class);
    return ((Priced) coverage).revaluation();
  }

  private static Future averaging(PricingModel model) {
    return future(
        "AVG",
        product(
            "GPU",
            USD,
            "730",
            "0.001",
            FinalSettlement.MONTHLY_AVERAGE,
            model,
            model == PricingModel.BACHELIER));
  }
}
