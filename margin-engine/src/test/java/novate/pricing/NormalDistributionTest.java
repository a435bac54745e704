package novate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDistributionTest {
  /** Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, table 26.1, pp. 966-972. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.5",
    "1.0, 0.841344746068543",
    "2.0, 0.977249868051821",
    "3.0, 0.998650101968370"
  })
  void reproducesThePublishedTable(double x, double probability) {
    assertThat(NormalDistribution.cumulative(x)).isEqualTo(probability, within(6e-16));
  }

  @Test
  void agreesWithAnIndependentJudgeToTheLastDigits() {
    SplittableRandom random = new SplittableRandom(76);
    for (int i = 0; i < 50_000; i++) {
      double x = random.nextDouble(-9, 9);
      assertThat(NormalDistribution.cumulative(x))
          .as("x = %s, seed 76", x)
          .isEqualTo(0.5 * Erf.erfc(-x / Math.sqrt(2)), within(1e-15));
    }
  }

  @Test
  void keepsItsDigitsInTheFarTail() {
    for (double x = 3; x < 37; x += 0.171) {
      double expected = NormalDistribution.density(x) * millsRatio(x);
      assertThat(NormalDistribution.cumulative(-x) / expected)
          .as("x = -%s", x)
          .isEqualTo(1.0, within(5e-13));
    }
  }

  @Test
  void risesFromZeroToOneAndAnswersAtTheInfinities() {
    double last = 0;
    for (double x = -40; x <= 40; x += 0.0625) {
      double here = NormalDistribution.cumulative(x);
      assertThat(here).as("x = %s", x).isBetween(last, 1.0);
      assertThat(here + NormalDistribution.cumulative(-x)).isEqualTo(1.0, within(4e-16));
      last = here;
    }
    assertThat(NormalDistribution.cumulative(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(NormalDistribution.cumulative(Double.POSITIVE_INFINITY)).isOne();
    assertThat(NormalDistribution.cumulative(Double.NaN)).isNaN();
    assertThat(NormalDistribution.density(Double.POSITIVE_INFINITY)).isZero();
  }

  /** Tail over density by Laplace's continued fraction (Abramowitz and Stegun, 26.2.14). */
  private static double millsRatio(double x) {
    double below = x;
    for (int k = 200; k >= 1; k--) {
      below = x + k / below;
    }
    return 1 / below;
  }
}
