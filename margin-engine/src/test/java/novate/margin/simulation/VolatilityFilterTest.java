package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import novate.market.FactorId;
import novate.scenario.VolatilityUpdate;
import novate.scenario.VolatilityUpdate.Scaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityFilterTest {
  private static final VolatilityUpdate UPDATE = update(2, 0.5, Scaling.FULL, 3, 0);

  /**
   * By hand, lam 0.5, two returns seed: s2 = (1 + 9)/2 = 5; after 3 it is (5 + 9)/2 = 7; after 5 it
   * is (7 + 25)/2 = 16, so the forecast is 4, above the median of sqrt 5 and sqrt 7.
   */
  @Test
  void volatilityIsKnownBeforeTheReturnOfItsDay() {
    VolatilityFilter filter = filter(UPDATE, 0, 1, -3, 3, 5);
    assertThat(filter.firstDate()).isEqualTo(12);
    assertThat(filter.volatility(12)).isEqualTo(Math.sqrt(5));
    assertThat(filter.volatility(13)).isEqualTo(Math.sqrt(7));
    assertThat(filter.forecast()).isEqualTo(4);
    assertThat(filter.today()).isEqualTo(4);
    assertThat(filter.filtered(12)).isCloseTo(3 * 4 / Math.sqrt(5), within(1e-15));
    assertThat(filter.median()).isEqualTo((Math.sqrt(5) + Math.sqrt(7)) / 2);
    assertThat(filter.longRun()).isEqualTo(Math.sqrt((1 + 9 + 9 + 25) / 4.0));
  }

  @Test
  void midScalingGoesHalfTheWay() {
    VolatilityFilter mid = filter(update(2, 0.5, Scaling.MID, 3, 0), 0, 1, -3, 3, 5);
    assertThat(mid.filtered(12)).isCloseTo(3 * (1 + 4 / Math.sqrt(5)) / 2, within(1e-15));
  }

  @Test
  void todayIsNotBelowTheMedianNorTheStressVolatilitysShare() {
    double[] calming = {8, 8, 8, 8, 8, 1, 1, 1};
    VolatilityFilter median = filter(UPDATE, 0, calming);
    assertThat(median.forecast()).isLessThan(median.median());
    assertThat(median.today()).isEqualTo(median.median());
    assertThat(filter(update(2, 0.5, Scaling.FULL, 3, 2), 7, calming).today()).isEqualTo(14);
  }

  @Test
  void theScaleStaysBetweenAThirdAndThree() {
    VolatilityFilter up = filter(UPDATE, 0, 1, 1, 1, 100, 100, 100);
    assertThat(up.scale(12, up.today())).isEqualTo(3);
    VolatilityFilter down = filter(UPDATE, 0, 100, 100, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(down.scale(12, down.today())).isEqualTo(1 / 3.0);
  }

  @Test
  void aPriceThatNeverMovedIsNotScaledAndOneThatDidNotMoveYetIsScaledMost() {
    assertThat(filter(UPDATE, 0, 0, 0, 0, 0).filtered(13)).isZero();
    VolatilityFilter woken = filter(UPDATE, 0, 0, 0, 2, 2);
    assertThat(woken.scale(12, woken.today())).isEqualTo(3);
    assertThat(woken.filtered(12)).isEqualTo(6);
  }

  @Test
  void theBufferIsWholeInCalmAndGoneInStress() {
    VolatilityFilter stress = filter(UPDATE, 0, 1, 1, 1, 1, 9);
    assertThat(stress.bufferShare(0, 10_000)).isZero();
    VolatilityFilter calm = filter(update(2, 0.5, Scaling.FULL, 3, 0), 0, 9, 9, 9, 1, 1, 1, 1, 1);
    // Today is floored at the median, which the buffer stands for already.
    assertThat(calm.bufferShare(0, 10_000)).isBetween(0.5, 1.0);
    assertThat(calm.bufferShare(6_000, 10_000)).isEqualTo(1);
    assertThat(calm.quantile(0)).isEqualTo(calm.volatility(calm.endDate() - 1));
    assertThat(calm.quantile(10_000)).isEqualTo(9);
  }

  @Test
  void tooFewReturnsAreRefusedByName() {
    assertThatThrownBy(() -> filter(UPDATE, 0, 1, 2))
        .hasMessage("factor F has 2 returns, needs more than the 2 that seed its volatility");
    assertThatThrownBy(() -> filter(UPDATE, 0, 1, Double.NaN, 2))
        .hasMessage("return of factor F at place 11 is NaN");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noVolatilityKnowsAReturnOfItsOwnDayOrLater(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] returns = random.doubles(200, -1, 1).toArray();
    VolatilityUpdate update = new VolatilityUpdate(0.97, 60, Scaling.FULL, 3, 0);
    VolatilityFilter before = filter(update, 0, returns);
    int changed = random.nextInt(60, 200);
    returns[changed] += 5;
    VolatilityFilter after = filter(update, 0, returns);
    for (int i = 60; i < 200; i++) {
      if (i <= changed) {
        assertThat(after.volatility(10 + i))
            .as("seed %d, %d", seed, i)
            .isEqualTo(before.volatility(10 + i));
      } else {
        assertThat(after.volatility(10 + i))
            .as("seed %d, %d", seed, i)
            .isGreaterThan(before.volatility(10 + i));
      }
    }
    assertThat(after.forecast()).isGreaterThan(before.forecast());
  }

  private static VolatilityUpdate update(
      int seed, double decay, Scaling scaling, double clamp, double stressMultiple) {
    return new VolatilityUpdate(decay, seed, scaling, clamp, stressMultiple);
  }

  private static VolatilityFilter filter(
      VolatilityUpdate update, double stressVolatility, double... returns) {
    return new VolatilityFilter(
        new FactorReturns(new FactorId("F"), 10, returns), update, stressVolatility);
  }
}
