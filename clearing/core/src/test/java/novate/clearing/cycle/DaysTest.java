package novate.clearing.cycle;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_NOV_PUT;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.NEG_NOV;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_NOV;
import static novate.clearing.TinyHouse.TOK_OCT_CALL;
import static novate.clearing.TinyHouse.prices;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.clearing.HouseRun;
import novate.clearing.TinyHouse;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleResult;
import novate.wire.event.PositionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several days through keepers, valuations and desks; the house sums are checked after every cycle.
 * Invariants I1, I2, I3, I16; faults D5, M10, X1.
 */
class DaysTest {
  private static final Map<Integer, Long> TICK_MINOR_UNITS =
      Map.of(GPU_NOV, 100L, TOK_NOV, 1_000L, NEG_NOV, 100L);

  private final HouseRun house = new HouseRun();

  private static SortedMap<Integer, Long> prices(int contract, long ticks) {
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.put(contract, ticks);
    return prices;
  }

  /** Prices of the days after the October contracts are gone. */
  private static SortedMap<Integer, Long> november() {
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.keySet().removeIf(index -> TinyHouse.contracts().get(index).expiry().isBefore(MONDAY));
    return prices;
  }

  private static CycleResult of(List<CycleResult> results, int account) {
    return results.stream().filter(r -> r.getAccountIndex() == account).findFirst().orElseThrow();
  }

  private static CurrencyResult only(List<CycleResult> results, int account) {
    List<CurrencyResult> currencies = of(results, account).getCurrencies();
    assertThat(currencies).hasSize(1);
    return currencies.getFirst();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void variationMarginOverAnyPathIsLastPriceLessPriceTraded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] futures = {GPU_NOV, TOK_NOV, NEG_NOV};
    record Traded(int account, int contract, long lots, long priceTicks) {}
    List<Traded> traded = new ArrayList<>();
    SortedMap<Integer, Long> last = november();
    Map<String, Long> paid = new TreeMap<>();
    LocalDate date = MONDAY;
    for (int day = 0; day < 10; day++) {
      for (int i = 0; i < 20; i++) {
        int contract = futures[random.nextInt(3)];
        int buyer = random.nextInt(7);
        int seller = random.nextInt(7);
        long lots = random.nextInt(1, 50);
        long price = last.getOrDefault(contract, 0L) + random.nextInt(-30, 30);
        house.trade(buyer, seller, contract, lots, price);
        traded.add(new Traded(buyer, contract, lots, price));
        traded.add(new Traded(seller, contract, -lots, price));
      }
      for (int contract : futures) {
        last.merge(contract, random.nextLong(-100, 101), Long::sum);
      }
      for (CycleResult result : house.endOfDay(date, last)) {
        for (PositionResult position : result.getPositions()) {
          paid.merge(
              result.getAccountIndex() + "/" + position.getContractIndex(),
              position.getVariationMargin(),
              Math::addExact);
        }
      }
      date = TinyHouse.calendar().next(date);
    }
    Map<String, Long> expected = new TreeMap<>();
    for (Traded trade : traded) {
      long gainTicks = last.getOrDefault(trade.contract, 0L) - trade.priceTicks;
      expected.merge(
          trade.account + "/" + trade.contract,
          trade.lots * gainTicks * TICK_MINOR_UNITS.getOrDefault(trade.contract, 0L),
          Long::sum);
    }
    assertThat(paid).as("seed %d", seed).isEqualTo(expected);
  }

  /**
   * 3 calls struck at 4.000 bought at 0.110; the future settles at 4.130: cash 3 x 0.130 x 1,000.
   */
  @Test
  void anOptionPaysItsPremiumOnTheNextDayAndItsCashAtExpiry() {
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 3, 110);
    CurrencyResult thursday = only(house.endOfDay(THURSDAY, TinyHouse.prices()), HOUSE_1);
    assertThat(thursday.getPremiumPosted()).isZero();
    assertThat(thursday.getPremiumUnsettled()).isEqualTo(-33_000); // 3 x 110 ticks x 1.00 USD
    assertThat(thursday.getVariationMargin()).isZero();
    assertThat(house.cash(HOUSE_1, USD)).isZero();

    List<CycleResult> results = house.endOfDay(FRIDAY, prices(GPU_OCT_CALL, 130));
    CurrencyResult friday = only(results, HOUSE_1);
    assertThat(friday.getPremiumPosted()).isEqualTo(-33_000);
    assertThat(friday.getPremiumUnsettled()).isZero();
    assertThat(friday.getSettlementCash()).isEqualTo(39_000);
    assertThat(friday.getRequirement()).isZero();
    assertThat(of(results, HOUSE_1).getPositions())
        .singleElement()
        .matches(PositionResult::getIsClosed);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(6_000);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-6_000);
    assertThat(house.holdings()).isZero();
    assertThat(house.endOfDay(MONDAY, november())).isEmpty();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(6_000);
  }

  @Test
  void anOptionBoughtOnItsLastDayIsPaidForAfterItIsGone() {
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 3, 110);
    CurrencyResult friday = only(house.endOfDay(FRIDAY, prices(GPU_OCT_CALL, 130)), HOUSE_1);
    assertThat(friday.getSettlementCash()).isEqualTo(39_000);
    assertThat(friday.getRequirement()).isEqualTo(33_000); // the premium is still to be paid
    assertThat(house.lots(HOUSE_1, GPU_OCT_CALL)).isZero();
    List<CycleResult> results = house.endOfDay(MONDAY, november());
    assertThat(only(results, HOUSE_1).getPremiumPosted()).isEqualTo(-33_000);
    assertThat(only(results, HOUSE_1).getRequirement()).isZero();
    assertThat(of(results, HOUSE_1).getPositions())
        .singleElement()
        .matches(position -> !position.getIsClosed() && position.getSettlementCash() == 0);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(6_000);
    assertThat(house.holdings()).isZero();
  }

  /** Two calls at 15 ticks end at an intrinsic value of 40: 2 x 25 x 10 CNY and nothing beside. */
  @Test
  void aFuturesStyleOptionEndsByVariationMarginAlone() {
    house.trade(HOUSE_1, HOUSE_2, TOK_OCT_CALL, 2, 15);
    house.endOfDay(THURSDAY, prices(TOK_OCT_CALL, 22));
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(14_000);
    CurrencyResult friday = only(house.endOfDay(FRIDAY, prices(TOK_OCT_CALL, 40)), HOUSE_1);
    assertThat(friday.getVariationMargin()).isEqualTo(36_000);
    assertThat(friday.getSettlementCash()).isZero();
    assertThat(friday.getPremiumPosted()).isZero();
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(50_000);
    assertThat(house.holdings()).isZero();
  }

  @Test
  void aFutureIsMarkedToItsFinalSettlementPriceAndIsGone() {
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT, 4, 4_000);
    house.endOfDay(THURSDAY, TinyHouse.prices()); // 4,100
    CurrencyResult friday = only(house.endOfDay(FRIDAY, prices(GPU_OCT, 3_950)), HOUSE_1);
    assertThat(friday.getVariationMargin()).isEqualTo(4 * -150 * 100);
    assertThat(friday.getRequirement()).isZero();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(4 * -50 * 100);
    assertThat(house.holdings()).isZero();
  }

  /** The metamorphic test of faults D5: bust(x) after y is y alone, for positions and cash. */
  @ParameterizedTest(name = "contract {0}")
  @ValueSource(ints = {GPU_NOV, GPU_NOV_PUT, TOK_NOV})
  void aBustOnALaterDayEndsWhereNoTradeWouldHave(int contract) {
    HouseRun without = new HouseRun();
    house.trade(HOUSE_1, HOUSE_2, contract, 5, 95);
    for (HouseRun each : List.of(house, without)) {
      each.trade(HOUSE_2, HOUSE_3, contract, 2, 105);
      each.endOfDay(THURSDAY, TinyHouse.prices());
    }
    house.trade(HOUSE_2, HOUSE_1, contract, 5, 95); // as the novator books a bust
    for (HouseRun each : List.of(house, without)) {
      each.endOfDay(FRIDAY, prices(contract, 180));
      each.endOfDay(MONDAY, november());
    }
    for (int account : new int[] {HOUSE_1, HOUSE_2, HOUSE_3}) {
      assertThat(house.lots(account, contract)).isEqualTo(without.lots(account, contract));
      assertThat(house.cash(account, USD)).isEqualTo(without.cash(account, USD));
      assertThat(house.cash(account, CNY)).isEqualTo(without.cash(account, CNY));
    }
  }

  @Test
  void whatIsTradedAndClosedOnOneDayIsPaidOnThatDay() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    house.trade(HOUSE_2, HOUSE_1, GPU_NOV, 10, 4_230);
    CurrencyResult line = only(house.endOfDay(THURSDAY, TinyHouse.prices()), HOUSE_1);
    assertThat(line.getVariationMargin()).isEqualTo(10 * 30 * 100);
    assertThat(line.getInitialMargin()).isZero();
    assertThat(house.holdings()).isZero();
  }
}
