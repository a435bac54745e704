package novate.clearing.cycle;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_NOV_PUT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.GROSS_1;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_NOV;
import static novate.clearing.TinyHouse.TOK_NOV_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.TinyHouse;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionEntry;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.CommodityResult;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycleValuationTest {
  private static final Registry REGISTRY = TinyHouse.registry();

  /**
   * GPU at 400.500 and TOK at 1,000.500 are so far above the strikes of 4.000 and 10.00 that the
   * put is worth nothing in every scenario and the call moves like its future.
   */
  private static final SortedMap<Integer, Long> FAR_PRICES =
      new TreeMap<>(
          Map.of(GPU_NOV, 400_500L, GPU_NOV_PUT, 80L, TOK_NOV, 200_100L, TOK_NOV_CALL, 198_100L));

  /** Since the last end of day: 10 futures bought, 5 puts bought, 2 futures-style calls sold. */
  private static final List<Holding> HELD =
      List.of(
          new Holding(GPU_NOV, 10, 10 * 400_000, 0),
          new Holding(GPU_NOV_PUT, 5, 5 * 90, 7_700), // and 77.00 USD of premium from yesterday
          new Holding(TOK_NOV_CALL, -2, -2 * 198_000, 0));

  private static CycleValuation valuation(CycleKind kind, Map<Integer, Long> prices) {
    PriceSet set = TinyHouse.priceSet("C", THURSDAY, TinyHouse.endOf(THURSDAY), prices);
    return new CycleValuation(TinyHouse.value(kind, set), REGISTRY, set, Optional.empty());
  }

  private static CurrencyResult line(CycleResult result, String currency) {
    return result.getCurrencies().stream()
        .filter(line -> line.getCurrency().equals(currency))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEndOfDayPostsItsFlowsAndRequiresTheMarginAndTheDaysPremium() {
    CycleResult result = valuation(CycleKind.END_OF_DAY, FAR_PRICES).result(HOUSE_1, HELD);
    CurrencyResult usd = line(result, "USD");
    // 10 x (400,500 - 400,000) ticks x 1.00 USD = 5,000.00
    assertThat(usd.getVariationMargin()).isEqualTo(500_000);
    // 5 x 90 ticks x 1.00 USD = 450.00 is due tomorrow; yesterday's 77.00 is posted now
    assertThat(usd.getPremiumUnsettled()).isEqualTo(-45_000);
    assertThat(usd.getPremiumPosted()).isEqualTo(7_700);
    // 5 x 80 ticks x 1.00 USD = 400.00
    assertThat(usd.getNetOptionValue()).isEqualTo(40_000);
    // 10 x 10 % of 400.500 x 1,000 = 400,500.00, less the options' 400.00
    assertThat(usd.getInitialMargin()).isEqualTo(40_050_000 - 40_000);
    // + 450.00 to be paid tomorrow
    assertThat(usd.getRequirement()).isEqualTo(40_010_000 + 45_000);
    CommodityResult gpu = usd.getCommodities().getFirst();
    assertThat(gpu.getCommodity()).isEqualTo("GPU");
    assertThat(gpu.getScanRisk()).isEqualTo(40_050_000);
    assertThat(gpu.getActiveScenario()).isEqualTo(13); // price down by the range; 14 ties
    // scenario 16: 2 ranges down, 35 % of the loss
    assertThat(gpu.getLosses().get(15)).isEqualTo(28_035_000);

    CurrencyResult cny = line(result, "CNY");
    // -2 x (198,100 - 198,000) ticks x 10.00 CNY = -2,000.00
    assertThat(cny.getVariationMargin()).isEqualTo(-200_000);
    assertThat(cny.getNetOptionValue()).isZero();
    // 2 x 10 % of 1,000.500 x 2,000 = 400,200.00
    assertThat(cny.getInitialMargin()).isEqualTo(40_020_000);
    assertThat(cny.getRequirement()).isEqualTo(40_020_000);
    assertThat(cny.getCommodities().getFirst().getActiveScenario()).isEqualTo(11); // price up
  }

  @Test
  void anIntradayCycleCarriesWhatIsNotPosted() {
    CycleResult result = valuation(CycleKind.INTRADAY, FAR_PRICES).result(HOUSE_1, HELD);
    CurrencyResult usd = line(result, "USD");
    assertThat(usd.getPremiumPosted()).isZero();
    assertThat(usd.getPremiumUnsettled()).isEqualTo(7_700 - 45_000);
    // margin - 5,000.00 gained + 450.00 - 77.00 of premium
    assertThat(usd.getRequirement()).isEqualTo(40_010_000 - 500_000 + 45_000 - 7_700);
    // margin + 2,000.00 lost
    assertThat(line(result, "CNY").getRequirement()).isEqualTo(40_020_000 + 200_000);
  }

  @Test
  void aGrossClientAccountHasItsRatio() {
    CycleResult result =
        valuation(CycleKind.END_OF_DAY, FAR_PRICES)
            .result(GROSS_1, List.of(new Holding(GPU_NOV, 1, 400_500, 0)));
    assertThat(line(result, "USD").getInitialMargin()).isEqualTo(4_405_500); // 40,050.00 x 1.1
    assertThat(result.getAccountGroup()).isEqualTo("CLIENT");
  }

  /** A short call in the money by 100 ticks costs 100.00 USD whether or not it has expired yet. */
  @Test
  void anOptionThatHasExpiredCountsAsItsCashUntilItIsSettled() {
    Instant afterExpiry = Instant.parse("2026-10-30T20:10:00Z"); // 16:10 in New York
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.put(GPU_OCT_CALL, 100L);
    PriceSet set = TinyHouse.priceSet("C", FRIDAY, afterExpiry, prices);
    Value value = TinyHouse.value(CycleKind.INTRADAY, set);
    CycleResult result =
        new CycleValuation(value, REGISTRY, set, Optional.empty())
            .result(HOUSE_1, List.of(new Holding(GPU_OCT_CALL, -1, 0, 0)));
    CurrencyResult usd = line(result, "USD");
    assertThat(usd.getInitialMargin()).isZero();
    assertThat(usd.getSettlementCash()).isZero();
    assertThat(usd.getRequirement()).isEqualTo(10_000);
  }

  /** Invariant I12: flat requires nothing, and an account and its opposite together are flat. */
  @ParameterizedTest
  @EnumSource(CycleKind.class)
  void aFlatAccountRequiresNothing(CycleKind kind) {
    CycleValuation valuation = valuation(kind, TinyHouse.prices());
    assertThat(valuation.result(HOUSE_1, List.of()).getCurrencies()).isEmpty();
    CycleResult flat = valuation.result(HOUSE_1, List.of(new Holding(GPU_NOV, 0, 0, 0)));
    assertThat(line(flat, "USD").getRequirement()).isZero();
    assertThat(line(flat, "USD").getInitialMargin()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theFlowsOfAPortfolioAndItsOppositeSumToZero(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    List<Holding> one = new ArrayList<>();
    List<Holding> opposite = new ArrayList<>();
    for (int contract : prices.keySet()) {
      long lots = random.nextInt(-50, 50);
      long cost = lots * prices.getOrDefault(contract, 0L) + random.nextInt(-500, 500);
      one.add(new Holding(contract, lots, cost, 0));
      opposite.add(new Holding(contract, -lots, -cost, 0));
    }
    CycleValuation valuation = valuation(CycleKind.END_OF_DAY, prices);
    CycleResult mine = valuation.result(HOUSE_1, one);
    CycleResult theirs = valuation.result(HOUSE_1, opposite);
    assertThat(CycleSums.byContract(List.of(mine, theirs)))
        .as("seed %d", seed)
        .hasSize(prices.size())
        .allMatch(
            sum ->
                sum.getLots() == 0
                    && sum.getVariationMargin() == 0
                    && sum.getSettlementCash() == 0
                    && sum.getPremium() == 0);
    for (String currency : List.of("USD", "CNY")) {
      assertThat(line(mine, currency).getInitialMargin()).isNotNegative();
      assertThat(line(mine, currency).getNetOptionValue())
          .isEqualTo(-line(theirs, currency).getNetOptionValue());
    }
  }

  @Test
  void theRollKeepsWhatWasTradedAfterTheCut() {
    CycleValuation valuation = valuation(CycleKind.END_OF_DAY, TinyHouse.prices());
    PositionEntry entry = new PositionEntry();
    entry.cutLots = 10;
    entry.cutCostTicks = 41_000;
    entry.lots = 13; // 3 bought after the cut at 4,150
    entry.costTicks = 41_000 + 3 * 4_150;
    valuation.roll(GPU_NOV, entry);
    assertThat(entry.lots).isEqualTo(13);
    assertThat(entry.costTicks).isEqualTo(10 * 4_200 + 3 * 4_150);
    assertThat(entry.premiumDueMinor).isZero();
  }

  @Test
  void itValuesOnNothingButThePricesThatAreNamed() {
    PriceSet named =
        TinyHouse.priceSet("C", THURSDAY, TinyHouse.endOf(THURSDAY), TinyHouse.prices());
    PriceSet other = TinyHouse.priceSet("C", THURSDAY, TinyHouse.endOf(THURSDAY), FAR_PRICES);
    Value value = TinyHouse.value(CycleKind.END_OF_DAY, named);
    assertThatThrownBy(() -> new CycleValuation(value, REGISTRY, other, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("C of 2026-10-29 is valued on C with hash");
    Value unknown = Value.newBuilder(value).setParameterSetHash("none").build();
    assertThatThrownBy(() -> new CycleValuation(unknown, REGISTRY, named, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter set tiny/1 with hash none");
  }

  @Test
  void aPriceThatIsNotInTheSetIsAnErrorAndNotZero() {
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.remove(GPU_NOV);
    CycleValuation valuation = valuation(CycleKind.END_OF_DAY, prices);
    assertThatThrownBy(() -> valuation.result(HOUSE_1, List.of(new Holding(GPU_NOV, 1, 4_000, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GPU-2026-11");
  }
}
