package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailRiskTest {
  private static final long[] FIVE = {4, 10, 2, 8, 6};

  /** Worked by hand from methodology section 6 over the losses 10, 8, 6, 4, 2. */
  @ParameterizedTest(name = "tail {0}: VaR {1}, ES {2}; {3}")
  @CsvSource({
    "3000, 8, 9.33333333, m = 1.5: (10 + 0.5 * 8) / 1.5",
    "2000, 8, 10.00000000, m = 1 exactly: VaR is the second loss",
    "4000, 6, 9.00000000, m = 2: (10 + 8) / 2",
    "9000, 2, 6.44444444, m = 4.5: (10 + 8 + 6 + 4 + 1) / 4.5",
    "1000, 10, 10.00000000, m = 0.5: the worst loss",
    "1, 10, 10.00000000, m = 0.0005: the worst loss"
  })
  void tailsOfFiveLosses(int tail, long valueAtRisk, BigDecimal shortfall, String why) {
    TailRisk risk = TailRisk.of(FIVE, 0, 5, tail);
    assertThat(risk.valueAtRisk()).as(why).isEqualTo(valueAtRisk);
    assertThat(risk.expectedShortfall()).as(why).isEqualTo(shortfall);
    assertThat(risk.scenarios().stream().mapToLong(TailScenario::part).sum())
        .isEqualTo(risk.mass())
        .isEqualTo(5L * tail);
  }

  @Test
  void theWorstScenariosAreNamedAndATieGoesToTheLowerId() {
    TailRisk risk = TailRisk.of(new long[] {7, 9, 9, 7, 9}, 0, 5, 5_000);
    assertThat(risk.scenarios())
        .containsExactly(
            new TailScenario(1, 9, 10_000),
            new TailScenario(2, 9, 10_000),
            new TailScenario(4, 9, 5_000));
  }

  /** 250 days at 1 %: m = 2.5. */
  @Test
  void aFractionOfAScenarioCountsAsAFraction() {
    long[] losses = new long[250];
    losses[17] = 1_000;
    losses[33] = 400;
    losses[99] = 300;
    TailRisk risk = TailRisk.of(losses, 0, 250, 100);
    assertThat(risk.valueAtRisk()).isEqualTo(300);
    assertThat(risk.expectedShortfall()).isEqualTo(new BigDecimal("620.00000000"));
  }

  @Test
  void onlyTheBlockCountsAndIdsStayThose() {
    TailRisk risk = TailRisk.of(new long[] {100, 1, 2, 3, 100}, 1, 4, 100);
    assertThat(risk.valueAtRisk()).isEqualTo(3);
    assertThat(risk.scenarios().getFirst().scenario()).isEqualTo(3);
  }

  @Test
  void aPortfolioThatOnlyGainsHasANegativeTail() {
    TailRisk risk = TailRisk.of(new long[] {-5, -3, -4}, 0, 3, 5_000);
    assertThat(risk.valueAtRisk()).isEqualTo(-4);
    assertThat(risk.expectedShortfall()).isEqualTo(new BigDecimal("-3.33333333"));
  }

  /**
   * Weights 1, 3, 1 over the losses 9, 5, 1 and a tail of 40 %: mass 2 of 5; 9 fills one, 5 the
   * other: VaR 5, ES (9 + 5) / 2 = 7.
   */
  @Test
  void aWeightedTailIsFilledByWeight() {
    TailRisk risk = TailRisk.weighted(new long[] {0, 9, 5, 1}, 1, new long[] {1, 3, 1}, 4_000);
    assertThat(risk.valueAtRisk()).isEqualTo(5);
    assertThat(risk.expectedShortfall()).isEqualTo(new BigDecimal("7.00000000"));
    assertThat(risk.scenarios())
        .containsExactly(new TailScenario(1, 9, 10_000), new TailScenario(2, 5, 10_000));
  }

  @Test
  void aScenarioOfWeightZeroIsNotThere() {
    TailRisk risk = TailRisk.weighted(new long[] {99, 5, 1}, 0, new long[] {0, 1, 1}, 100);
    assertThat(risk.valueAtRisk()).isEqualTo(5);
  }

  @Test
  void hugeLossesDoNotOverflow() {
    long huge = 1L << 53;
    TailRisk risk = TailRisk.weighted(new long[] {huge, huge}, 0, new long[] {2_000, 1}, 5_000);
    assertThat(risk.expectedShortfall()).isEqualByComparingTo(BigDecimal.valueOf(huge));
  }

  @Test
  void noTailAndNoLossAreRefused() {
    assertThatThrownBy(() -> TailRisk.of(FIVE, 0, 5, 0)).hasMessageContaining("tail must be");
    assertThatThrownBy(() -> TailRisk.of(FIVE, 0, 5, 10_000)).hasMessageContaining("tail must be");
    assertThatThrownBy(() -> TailRisk.of(FIVE, 2, 2, 100)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> TailRisk.weighted(FIVE, 0, new long[5], 100))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> TailRisk.weighted(FIVE, 0, new long[] {1, -1}, 100))
        .hasMessageContaining("must not be negative, got -1");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theFastTailEqualsTheSlowAndObviousOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 300; run++) {
      int count = random.nextInt(1, 60);
      int tail = random.nextInt(1, 10_000);
      long[] losses = random.longs(count, -20, 20).toArray();
      long[] weights = random.longs(count, 0, 4).toArray();
      weights[random.nextInt(count)] = 1;
      String where = "seed %d, run %d".formatted(seed, run);
      assertThat(TailRisk.weighted(losses, 0, weights, tail))
          .as(where)
          .satisfies(risk -> assertSlow(risk, losses, weights, tail));
      long[] equal = new long[count];
      Arrays.fill(equal, 1);
      TailRisk plain = TailRisk.of(losses, 0, count, tail);
      assertSlow(plain, losses, equal, tail);
      assertThat(TailRisk.weighted(losses, 0, equal, tail)).as(where).isEqualTo(plain);
      assertThat(plain.expectedShortfall())
          .as(where)
          .isGreaterThanOrEqualTo(BigDecimal.valueOf(plain.valueAtRisk()));
    }
  }

  /** Sorts everything and walks down. */
  private static void assertSlow(TailRisk risk, long[] losses, long[] weights, int tail) {
    List<Integer> sorted =
        IntStream.range(0, losses.length)
            .boxed()
            .filter(s -> weights[s] > 0)
            .sorted(Comparator.comparingLong((Integer s) -> -losses[s]).thenComparing(s -> s))
            .toList();
    BigDecimal left =
        BigDecimal.valueOf(Arrays.stream(weights).sum()).multiply(BigDecimal.valueOf(tail, 4));
    BigDecimal mass = left;
    BigDecimal sum = BigDecimal.ZERO;
    long valueAtRisk = Long.MIN_VALUE;
    for (int s : sorted) {
      BigDecimal weight = BigDecimal.valueOf(weights[s]);
      BigDecimal part = weight.min(left);
      sum = sum.add(part.multiply(BigDecimal.valueOf(losses[s])));
      left = left.subtract(part);
      if (part.compareTo(weight) < 0 && valueAtRisk == Long.MIN_VALUE) {
        valueAtRisk = losses[s];
      }
    }
    assertThat(risk.valueAtRisk()).isEqualTo(valueAtRisk);
    assertThat(risk.expectedShortfall())
        .isEqualTo(sum.divide(mass, MathContext.DECIMAL128).setScale(8, RoundingMode.HALF_EVEN));
  }
}
