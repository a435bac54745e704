package novate.clearing.cycle;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.NEG_NOV;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_NOV;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import novate.clearing.HouseRun;
import novate.clearing.TinyHouse;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.ExerciseKind;
import novate.wire.event.PositionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fees through whole days: {@link TinyHouse#parametersWithFees}. Methodology, section 2. */
class FeeDaysTest {
  private final HouseRun house = new HouseRun(TinyHouse.registryWithFees());

  private static CurrencyResult only(List<CycleResult> results, int account) {
    List<CurrencyResult> currencies =
        results.stream()
            .filter(result -> result.getAccountIndex() == account)
            .findFirst()
            .orElseThrow()
            .getCurrencies();
    assertThat(currencies).hasSize(1);
    return currencies.getFirst();
  }

  /** 10 lots at the settlement price: 10 x 0.25 from each side, once. */
  @Test
  void eachSidePaysItsClearingFeeAtTheEndOfTheDayAndNotAgain() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    List<CycleResult> results = house.endOfDay(THURSDAY, TinyHouse.prices());
    assertThat(only(results, HOUSE_1).getFees()).isEqualTo(-250);
    assertThat(only(results, HOUSE_1).getVariationMargin()).isZero();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(-250);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-250);
    assertThat(house.feesEarned(USD)).isEqualTo(500);
    assertThat(only(house.endOfDay(FRIDAY, TinyHouse.prices()), HOUSE_1).getFees()).isZero();
    assertThat(house.feesEarned(USD)).isEqualTo(500);
  }

  /** Bought and sold on one day: flat, and 14 lots of fees. */
  @Test
  void aPositionClosedOnTheDayItWasOpenedStillPays() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 7, 4_200);
    house.trade(HOUSE_2, HOUSE_1, GPU_NOV, 7, 4_200);
    List<CycleResult> results = house.endOfDay(THURSDAY, TinyHouse.prices());
    assertThat(only(results, HOUSE_1).getFees()).isEqualTo(-14 * 25);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(-350);
    assertThat(house.holdings()).isZero();
  }

  @Test
  void aFlatPositionOfAProductWithoutFeesIsNoLine() {
    house.trade(HOUSE_1, HOUSE_2, NEG_NOV, 7, -50);
    house.trade(HOUSE_2, HOUSE_1, NEG_NOV, 7, -50);
    assertThat(house.endOfDay(THURSDAY, TinyHouse.prices())).isEmpty();
    assertThat(house.holdings()).isZero();
  }

  @Test
  void aBustGivesTheFeeBackOnWhicheverDay() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    house.trade(HOUSE_1, HOUSE_2, TOK_NOV, 2, 2_000);
    house.bust(HOUSE_1, HOUSE_2, TOK_NOV, 2, 2_000);
    house.endOfDay(THURSDAY, TinyHouse.prices());
    assertThat(house.feesEarned(CNY)).isZero();
    house.bust(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    CurrencyResult friday = only(house.endOfDay(FRIDAY, TinyHouse.prices()), HOUSE_1);
    assertThat(friday.getFees()).isEqualTo(250);
    assertThat(house.cash(HOUSE_1, USD)).isZero();
    assertThat(house.cash(HOUSE_2, USD)).isZero();
    assertThat(house.feesEarned(USD)).isZero();
    assertThat(house.holdings()).isZero();
  }

  /** An intraday cycle posts nothing, so what is due is required; the end of day posts it first. */
  @Test
  void feesDueRaiseAnIntradayRequirementAndLeaveWhenTheyArePosted() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    Instant noon = Instant.parse("2026-10-29T16:00:00Z");
    CurrencyResult intraday =
        only(house.cycle(CycleKind.INTRADAY, THURSDAY, noon, TinyHouse.prices()), HOUSE_1);
    assertThat(intraday.getFees()).isEqualTo(-250);
    assertThat(intraday.getRequirement()).isEqualTo(intraday.getInitialMargin() + 250);
    assertThat(house.cash(HOUSE_1, USD)).isZero();
    CurrencyResult end = only(house.endOfDay(THURSDAY, TinyHouse.prices()), HOUSE_1);
    assertThat(end.getFees()).isEqualTo(-250);
    assertThat(end.getRequirement()).isEqualTo(end.getInitialMargin());
  }

  /** Traded 4 calls at nothing: 4 x 0.40; 3 exercised, one abandoned: 3 x 0.60. */
  @Test
  void exerciseIsChargedToThoseWhoExerciseAndThoseAssigned() {
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 2, 0);
    house.trade(HOUSE_1, HOUSE_3, GPU_OCT_CALL, 2, 0);
    house.instruct(HOUSE_1, GPU_OCT_CALL, ExerciseKind.ABANDON, 1);
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.put(GPU_OCT, 4_130L);
    prices.put(GPU_OCT_CALL, 130L);
    List<CycleResult> results = house.endOfDay(FRIDAY, prices);
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(3 * 13_000 - 160 - 180);
    assertThat(house.cash(HOUSE_2, USD)).isEqualTo(-2 * 13_000 - 80 - 120);
    assertThat(house.cash(HOUSE_3, USD)).isEqualTo(-13_000 - 80 - 60);
    assertThat(house.feesEarned(USD)).isEqualTo(340 + 200 + 140);
    PositionResult line =
        results.stream()
            .filter(result -> result.getAccountIndex() == HOUSE_2)
            .findFirst()
            .orElseThrow()
            .getPositions()
            .getFirst();
    assertThat(line.getExercisedLots()).isEqualTo(-2);
    assertThat(line.getFees()).isEqualTo(-200);
  }

  @Test
  void aTradeBetweenTheCutAndTheValuationPaysOnTheNextDay() {
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 10, 4_200);
    house.cut(CycleKind.END_OF_DAY, THURSDAY, TinyHouse.endOf(THURSDAY));
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 4, 4_200);
    house.value(TinyHouse.prices());
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(-250);
    house.endOfDay(FRIDAY, TinyHouse.prices());
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(-350);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatMembersHaveLostTogetherIsWhatTheHouseHasEarned(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long lots = 0;
    for (int i = 0; i < 50; i++) {
      int buyer = random.nextInt(7);
      int seller = random.nextInt(7);
      long size = random.nextLong(1, 40);
      house.trade(buyer, seller, GPU_NOV, size, random.nextLong(4_000, 4_400));
      lots += size;
      if (i % 7 == 0) {
        house.bust(buyer, seller, GPU_NOV, size, 4_200);
        lots -= size;
      }
    }
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    house.endOfDay(FRIDAY, prices);
    assertThat(house.feesEarned(USD)).as("seed %d", seed).isEqualTo(2 * lots * 25);
    long cash = 0;
    for (int account : new int[] {0, 1, 3, 4, 5, 6}) { // account 2 is in the group of account 1
      cash += house.cash(account, USD);
    }
    assertThat(cash + house.feesEarned(USD)).as("seed %d", seed).isZero();
  }
}
