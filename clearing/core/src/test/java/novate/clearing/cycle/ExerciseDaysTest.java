package novate.clearing.cycle;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.NET_1;
import static novate.clearing.TinyHouse.NET_2;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_NOV;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import novate.clearing.HouseRun;
import novate.clearing.TinyHouse;
import novate.clearing.registry.Registry;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.ExerciseKind;
import novate.wire.event.PositionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Options through whole days, by hand; the house sums are checked after every cycle. A tick is
 * worth 1.00 USD in GPU and 10.00 CNY in TOK. Methodology, sections 2 and 11.
 */
class ExerciseDaysTest {
  /** Calls and a put on November futures that end on Friday, 30 October. */
  private static final int EARLY_CALL = 12;

  private static final int EARLY_PUT = 13;
  private static final int EARLY_TOKEN_CALL = 14;

  /** American calls that end with their November futures. */
  private static final int AMERICAN_CALL = 15;

  private static final int AMERICAN_TOKEN_CALL = 16;

  private static final Registry REGISTRY =
      TinyHouse.registry(
          List.of(
              early("GPU-EARLY-C", GPU_NOV, OptionRight.CALL, 4_000, PremiumStyle.PREMIUM),
              early("GPU-EARLY-P", GPU_NOV, OptionRight.PUT, 4_500, PremiumStyle.PREMIUM),
              early("TOK-EARLY-C", TOK_NOV, OptionRight.CALL, 1_900, PremiumStyle.FUTURES_STYLE),
              american("GPU-AM-C", GPU_NOV, 4_000, PremiumStyle.PREMIUM),
              american("TOK-AM-C", TOK_NOV, 1_900, PremiumStyle.FUTURES_STYLE)));

  private final HouseRun house = new HouseRun(REGISTRY);

  private static Contract early(
      String id, int future, OptionRight right, long strike, PremiumStyle style) {
    return option(id, future, right, strike, style, ExerciseStyle.EUROPEAN, FRIDAY);
  }

  private static Contract american(String id, int future, long strike, PremiumStyle style) {
    LocalDate expiry = TinyHouse.contracts().get(future).expiry();
    return option(id, future, OptionRight.CALL, strike, style, ExerciseStyle.AMERICAN, expiry);
  }

  private static Contract option(
      String id,
      int future,
      OptionRight right,
      long strike,
      PremiumStyle style,
      ExerciseStyle exercise,
      LocalDate expiry) {
    Future underlying = (Future) TinyHouse.contracts().get(future);
    return new OptionOnFuture(
        new ContractId(id),
        underlying.product(),
        underlying,
        right,
        new Price(strike),
        exercise,
        style,
        expiry,
        true);
  }

  /** GPU-NOV at 4.200 and TOK-NOV at 10.00 yuan, options at their intrinsic value or above. */
  private static SortedMap<Integer, Long> prices() {
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.put(EARLY_CALL, 200L);
    prices.put(EARLY_PUT, 300L);
    prices.put(EARLY_TOKEN_CALL, 100L);
    prices.put(AMERICAN_CALL, 230L);
    prices.put(AMERICAN_TOKEN_CALL, 120L);
    return prices;
  }

  /** Prices of Monday, when everything of October is gone. */
  private static SortedMap<Integer, Long> monday(long gpuNov, long tokNov) {
    SortedMap<Integer, Long> prices = prices();
    prices
        .keySet()
        .removeIf(index -> REGISTRY.catalogue().contract(index).expiry().isBefore(MONDAY));
    prices.put(GPU_NOV, gpuNov);
    prices.put(TOK_NOV, tokNov);
    return prices;
  }

  private static PositionResult line(List<CycleResult> results, int account, int contract) {
    return results.stream()
        .filter(result -> result.getAccountIndex() == account)
        .flatMap(result -> result.getPositions().stream())
        .filter(position -> position.getContractIndex() == contract)
        .findFirst()
        .orElseThrow();
  }

  private static CurrencyResult only(List<CycleResult> results, int account) {
    return results.stream()
        .filter(result -> result.getAccountIndex() == account)
        .findFirst()
        .orElseThrow()
        .getCurrencies()
        .getFirst();
  }

  /** 10 calls, 3 abandoned: 7 over shorts of 6 and 4 are 4.2 and 2.8, so 4 and 3. */
  @Test
  void whatIsAbandonedIsNotPaidAndTheRestIsAssignedByLargestRemainder() {
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 6, 0);
    house.trade(HOUSE_1, HOUSE_3, GPU_OCT_CALL, 4, 0);
    house.instruct(HOUSE_1, GPU_OCT_CALL, ExerciseKind.ABANDON, 3);
    SortedMap<Integer, Long> prices = prices();
    prices.put(GPU_OCT, 4_130L);
    prices.put(GPU_OCT_CALL, 130L);
    List<CycleResult> results = house.endOfDay(FRIDAY, prices);
    assertThat(house.refusals()).isEmpty();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(7 * 130 * 100);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-4 * 130 * 100);
    assertThat(house.cash(HOUSE_3, USD)).isEqualTo(-3 * 130 * 100);
    PositionResult line = line(results, HOUSE_1, GPU_OCT_CALL);
    assertThat(line.getLots()).isEqualTo(10);
    assertThat(line.getIsClosed()).isTrue();
    assertThat(house.holdings()).isZero();
  }

  /**
   * 5 calls struck at 4.000, the future at 4.200 on Friday and 4.250 on Monday: 200 ticks by
   * Friday's variation margin, 50 more on Monday as a future.
   */
  @Test
  void aCallThatEndsBeforeItsFutureBuysItAtTheStrikeAndIsMarkedOnTheSameDay() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_CALL, 5, 0);
    List<CycleResult> friday = house.endOfDay(FRIDAY, prices());
    PositionResult option = line(friday, HOUSE_1, EARLY_CALL);
    assertThat(option.getLots()).isEqualTo(5);
    assertThat(option.getIsClosed()).isTrue();
    assertThat(option.getSettlementCash()).isZero();
    PositionResult future = line(friday, HOUSE_1, GPU_NOV);
    assertThat(future.getLots()).isEqualTo(5);
    assertThat(future.getVariationMargin()).isEqualTo(5 * 200 * 100);
    assertThat(future.getIsClosed()).isFalse();
    assertThat(only(friday, HOUSE_1).getInitialMargin()).isPositive();
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isEqualTo(5);
    assertThat(house.lots(HOUSE_2, GPU_NOV)).isEqualTo(-5);
    assertThat(house.lots(HOUSE_1, EARLY_CALL)).isZero();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(100_000);

    house.endOfDay(MONDAY, monday(4_250, 2_000));
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(125_000);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-125_000);
  }

  /** 2 puts struck at 4.500, future at 4.200: short 2 futures at the strike, 300 ticks received. */
  @Test
  void aPutThatEndsBeforeItsFutureSellsIt() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_PUT, 2, 0);
    house.endOfDay(FRIDAY, prices());
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isEqualTo(-2);
    assertThat(house.lots(HOUSE_2, GPU_NOV)).isEqualTo(2);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(2 * 300 * 100);
  }

  /** Bought at 70 ticks; at 2,000 the intrinsic value is 100: 30 ticks of 10 yuan, once. */
  @Test
  void aFuturesStyleOptionBecomesAFutureAtTheSettlementPriceAndNothingIsPaidTwice() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_TOKEN_CALL, 3, 70);
    List<CycleResult> friday = house.endOfDay(FRIDAY, prices());
    assertThat(line(friday, HOUSE_1, EARLY_TOKEN_CALL).getVariationMargin())
        .isEqualTo(3 * 30 * 1_000);
    assertThat(line(friday, HOUSE_1, TOK_NOV).getVariationMargin()).isZero();
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(90_000);
    assertThat(house.lots(HOUSE_1, TOK_NOV)).isEqualTo(3);
    house.endOfDay(MONDAY, monday(4_200, 2_010));
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(120_000);
    assertThat(house.cash(HOUSE_2, CNY)).isEqualTo(-120_000);
  }

  @Test
  void anOptionOutOfTheMoneyEndsAndLeavesNothing() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_CALL, 5, 0);
    SortedMap<Integer, Long> prices = prices();
    prices.put(GPU_NOV, 4_000L);
    prices.put(EARLY_CALL, 0L);
    house.endOfDay(FRIDAY, prices);
    assertThat(house.holdings()).isZero();
    assertThat(house.cash(HOUSE_1, USD)).isZero();
  }

  /** 3 of 8 exercised a month early, shorts of 4, 2 and 2: 1.5, 0.75 and 0.75 are 1, 1 and 1. */
  @Test
  void anAmericanIsExercisedEarlyAndTheRestLivesOn() {
    house.trade(HOUSE_1, HOUSE_2, AMERICAN_CALL, 4, 0);
    house.trade(HOUSE_1, HOUSE_3, AMERICAN_CALL, 2, 0);
    house.trade(HOUSE_1, NET_2, AMERICAN_CALL, 2, 0);
    house.instruct(HOUSE_1, AMERICAN_CALL, ExerciseKind.EXERCISE, 3);
    List<CycleResult> results = house.endOfDay(FRIDAY, prices());
    assertThat(house.refusals()).isEmpty();
    assertThat(house.lots(HOUSE_1, AMERICAN_CALL)).isEqualTo(5);
    assertThat(house.lots(HOUSE_2, AMERICAN_CALL)).isEqualTo(-3);
    assertThat(house.lots(HOUSE_3, AMERICAN_CALL)).isEqualTo(-1);
    assertThat(house.lots(NET_2, AMERICAN_CALL)).isEqualTo(-1);
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isEqualTo(3);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(3 * 200 * 100);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-200 * 100);
    assertThat(line(results, HOUSE_1, AMERICAN_CALL).getLots()).isEqualTo(8);
    assertThat(line(results, HOUSE_1, AMERICAN_CALL).getIsClosed()).isFalse();
    assertThat(only(results, HOUSE_1).getNetOptionValue()).isEqualTo(5 * 230 * 100);
    house.endOfDay(MONDAY, monday(4_200, 2_000));
    assertThat(house.lots(HOUSE_1, AMERICAN_CALL)).isEqualTo(5);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(3 * 200 * 100);
  }

  /** Bought 5 at 90, marked to 120; 2 exercised are worth their intrinsic 100, 3 stay at 120. */
  @Test
  void aFuturesStyleAmericanExercisedEarlyIsPaidItsIntrinsicValue() {
    house.trade(HOUSE_1, HOUSE_2, AMERICAN_TOKEN_CALL, 5, 90);
    house.instruct(HOUSE_1, AMERICAN_TOKEN_CALL, ExerciseKind.EXERCISE, 2);
    house.endOfDay(FRIDAY, prices());
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo((2 * 10 + 3 * 30) * 1_000);
    assertThat(house.lots(HOUSE_1, AMERICAN_TOKEN_CALL)).isEqualTo(3);
    assertThat(house.lots(HOUSE_1, TOK_NOV)).isEqualTo(2);
    house.endOfDay(MONDAY, monday(4_200, 2_000));
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(110_000);
    assertThat(house.cash(HOUSE_2, CNY)).isEqualTo(-110_000);
  }

  @Test
  void refusedInstructionsChangeNothing() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_CALL, 5, 0);
    house.instruct(HOUSE_1, EARLY_CALL, ExerciseKind.ABANDON, 6);
    house.instruct(HOUSE_2, EARLY_CALL, ExerciseKind.ABANDON, 1);
    house.instruct(HOUSE_1, GPU_NOV, ExerciseKind.ABANDON, 1);
    house.endOfDay(FRIDAY, prices());
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isEqualTo(5);
    assertThat(house.refusals())
        .containsExactly(
            "account M1-H has 5 long lots of GPU-EARLY-C without an instruction at the cut, not 6",
            "account M2-H has 0 long lots of GPU-EARLY-C without an instruction at the cut, not 1",
            "there is no open option GPU-2026-11");
  }

  /** What is traded after the cut is of the next day, beside the lots that exercise brings. */
  @ParameterizedTest
  @EnumSource
  void tradingGoesOnBetweenTheCutAndTheValuation(Between between) {
    house.trade(HOUSE_1, HOUSE_2, EARLY_CALL, 5, 0);
    house.trade(HOUSE_1, HOUSE_2, AMERICAN_CALL, 5, 0);
    house.instruct(HOUSE_1, AMERICAN_CALL, ExerciseKind.EXERCISE, 5);
    house.cut(CycleKind.END_OF_DAY, FRIDAY, TinyHouse.endOf(FRIDAY));
    if (between == Between.TRADES) {
      house.trade(HOUSE_2, HOUSE_1, GPU_NOV, 7, 4_190);
      house.trade(HOUSE_2, HOUSE_1, AMERICAN_CALL, 1, 0);
    }
    house.value(prices());
    boolean isTraded = between == Between.TRADES;
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(10 * 200 * 100);
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isEqualTo(isTraded ? 3 : 10);
    assertThat(house.lots(HOUSE_1, AMERICAN_CALL)).isEqualTo(isTraded ? -1 : 0);
    house.endOfDay(MONDAY, monday(4_200, 2_000));
    long afterwards = isTraded ? -7 * 10 * 100 : 0; // sold at 4.190, marked to 4.200
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(10 * 200 * 100 + afterwards);
  }

  enum Between {
    TRADES,
    NOTHING
  }

  /**
   * An account that is assigned while flat in the future, and closes the option on the same day.
   */
  @Test
  void aPositionClosedOnTheLastDayIsNotExercised() {
    house.trade(HOUSE_1, HOUSE_2, EARLY_CALL, 5, 210);
    house.trade(HOUSE_2, HOUSE_1, EARLY_CALL, 5, 190);
    house.endOfDay(FRIDAY, prices());
    assertThat(house.lots(HOUSE_1, GPU_NOV)).isZero();
    house.endOfDay(MONDAY, monday(4_200, 2_000));
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(5 * -20 * 100); // the premiums alone
    assertThat(house.holdings()).isZero();
  }

  /**
   * Whoever holds an option to its end, whatever is abandoned or exercised on the way, has what its
   * lots bring by hand; over all accounts that is zero.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatEverybodyHasOfItIsZeroOverTheHouse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] accounts = {HOUSE_1, NET_1, HOUSE_2, NET_2, HOUSE_3};
    int[] options = {EARLY_CALL, EARLY_PUT, EARLY_TOKEN_CALL, AMERICAN_CALL, AMERICAN_TOKEN_CALL};
    for (int i = 0; i < 60; i++) {
      int option = options[random.nextInt(options.length)];
      house.trade(
          accounts[random.nextInt(5)],
          accounts[random.nextInt(5)],
          option,
          random.nextInt(1, 30),
          random.nextInt(50, 250));
    }
    house.endOfDay(THURSDAY, prices());
    for (int account : accounts) {
      for (int option : options) {
        boolean isAmerican = option >= AMERICAN_CALL;
        house.instruct(
            account,
            option,
            isAmerican ? ExerciseKind.EXERCISE : ExerciseKind.ABANDON,
            random.nextInt(1, 10));
      }
    }
    house.endOfDay(FRIDAY, prices());
    house.endOfDay(MONDAY, monday(4_222, 2_022));
    long usd = 0;
    long cny = 0;
    long futures = 0;
    for (int account : new int[] {HOUSE_1, NET_1, HOUSE_2, NET_2, HOUSE_3}) {
      usd += house.cash(account, USD);
      cny += house.cash(account, CNY);
      futures += house.lots(account, GPU_NOV) + house.lots(account, TOK_NOV);
      for (int option : List.of(EARLY_CALL, EARLY_PUT, EARLY_TOKEN_CALL)) {
        assertThat(house.lots(account, option)).as("seed %d", seed).isZero();
      }
    }
    assertThat(List.of(usd, cny, futures)).as("seed %d", seed).containsOnly(0L);
  }
}
