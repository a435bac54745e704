package novate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailQuantileTest {
  /**
   * Ranks computed apart, with whole-number binomials, by the construction of Conover, Practical
   * Nonparametric Statistics, section 3.2.
   */
  @ParameterizedTest(name = "{1} of {0}: {2} in [{3}, {4}]")
  @CsvSource({
    "500, 0.99, 495, 490, 500",
    "250, 0.99, 248, 244, -1",
    "100, 0.99, 99, 97, -1",
    "16, 0.5, 8, 4, 13"
  })
  void theQuantileOfRanksIsTheRankAndItsIntervalIsBinomial(
      int size, double confidence, double value, double low, double high) {
    double[] ranks = IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    TailQuantile quantile = TailQuantile.of(ranks, confidence, 1);
    assertThat(quantile.value()).isEqualTo(value);
    assertThat(quantile.low()).isEqualTo(low);
    assertThat(quantile.high().orElse(-1)).isEqualTo(high);
  }

  @Test
  void overlappingWindowsCountForFewerIndependentOnes() {
    double[] ranks = IntStream.rangeClosed(1, 1000).asDoubleStream().toArray();
    TailQuantile quantile = TailQuantile.of(ranks, 0.99, 2);
    assertThat(quantile.independent()).isEqualTo(500);
    assertThat(quantile.value()).isEqualTo(990);
    assertThat(quantile.low()).isEqualTo(980); // rank 490 of 500
    assertThat(quantile.high()).hasValue(1000);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aHigherConfidenceNeverGivesALowerQuantileAndTheValueLiesInItsInterval(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sample = new double[20 + random.nextInt(600)];
    Arrays.setAll(sample, _ -> random.nextGaussian());
    int overlap = 1 + random.nextInt(5);
    double before = Double.NEGATIVE_INFINITY;
    for (double confidence = 0.51; confidence < 0.9995; confidence += 0.007) {
      TailQuantile quantile = TailQuantile.of(sample, confidence, overlap);
      assertThat(quantile.value()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
      assertThat(quantile.low()).as("seed %d", seed).isLessThanOrEqualTo(quantile.value());
      assertThat(quantile.high().orElse(Double.POSITIVE_INFINITY))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(quantile.value());
      before = quantile.value();
    }
  }

  /** The interval must hold the true quantile in about 95 of 100 samples: here in at least 92. */
  @Test
  void theIntervalHoldsTheTrueQuantileAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    for (int i = 0; i < 1_000; i++) {
      double[] sample = new double[500];
      Arrays.setAll(sample, _ -> random.nextDouble());
      TailQuantile quantile = TailQuantile.of(sample, 0.95, 1);
      if (quantile.low() <= 0.95 && quantile.high().orElse(1) >= 0.95) {
        held++;
      }
    }
    assertThat(held).isBetween(920, 985);
  }

  @Test
  void nothingAndInfinityHaveNoQuantile() {
    assertThatThrownBy(() -> TailQuantile.of(new double[0], 0.99, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TailQuantile.of(new double[] {1, Double.NaN}, 0.99, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TailQuantile.of(new double[] {1}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
