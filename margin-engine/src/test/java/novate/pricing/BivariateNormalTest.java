package novate.pricing;

import static novate.pricing.Rows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BivariateNormalTest {
  static List<NamedCsvRecord> judged() throws Exception {
    return Rows.of("bivariate-normal.csv");
  }

  @ParameterizedTest
  @MethodSource("judged")
  void agreesWithAnIndependentLibrary(NamedCsvRecord row) {
    assertThat(
            BivariateNormal.cumulative(
                number(row, "x"), number(row, "y"), number(row, "correlation")))
        .isEqualTo(number(row, "value"), within(2e-15));
  }

  /** Sheppard's theorem: at the origin the probability is 1/4 + asin(correlation) / 2 pi. */
  @Test
  void knowsTheOriginExactly() {
    for (double correlation = -1; correlation <= 1; correlation += 1.0 / 64) {
      assertThat(BivariateNormal.cumulative(0, 0, correlation))
          .as("correlation %s", correlation)
          .isEqualTo(0.25 + Math.asin(correlation) / (2 * Math.PI), within(1e-15));
    }
  }

  @Test
  void keepsTheLawsOfProbability() {
    SplittableRandom random = new SplittableRandom(51);
    for (int i = 0; i < 10_000; i++) {
      double x = random.nextDouble(-7, 7);
      double y = random.nextDouble(-7, 7);
      double correlation = 1 - 2 * Math.pow(random.nextDouble(), 3);
      double both = BivariateNormal.cumulative(x, y, correlation);
      String what = "seed 51, case %d: %s, %s, %s".formatted(i, x, y, correlation);
      assertThat(both).as(what).isBetween(-1e-16, 1 + 1e-15);
      assertThat(BivariateNormal.cumulative(y, x, correlation))
          .as(what)
          .isEqualTo(both, within(1e-15));
      assertThat(both + BivariateNormal.cumulative(x, -y, -correlation))
          .as(what)
          .isEqualTo(NormalDistribution.cumulative(x), within(3e-15));
    }
  }

  @Test
  void takesInfinitiesAndPerfectCorrelation() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(BivariateNormal.cumulative(infinity, 0.3, 0.5))
        .isEqualTo(NormalDistribution.cumulative(0.3));
    assertThat(BivariateNormal.cumulative(-infinity, infinity, 0.5)).isZero();
    assertThat(BivariateNormal.cumulative(0.3, 1, 1)).isEqualTo(NormalDistribution.cumulative(0.3));
    assertThat(BivariateNormal.cumulative(0.3, -0.2, -1))
        .isEqualTo(
            NormalDistribution.cumulative(0.3) - NormalDistribution.cumulative(0.2), within(1e-15));
    assertThat(BivariateNormal.cumulative(Double.NaN, 0, 0.5)).isNaN();
    assertThat(BivariateNormal.cumulative(0, 0, 1.1)).isNaN();
  }
}
