package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import novate.market.FactorId;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveComponentsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void componentsAreThoseOfAnIndependentLibrary(long seed) {
    List<FactorReturns> returns = curve(seed, 6, 200);
    CurveComponents components = CurveComponents.of(returns);
    double[][] rows = new double[200][6];
    for (int t = 0; t < 200; t++) {
      for (int i = 0; i < 6; i++) {
        rows[t][i] = returns.get(i).on(t);
      }
    }
    var judge = new EigenDecomposition(new Covariance(rows).getCovarianceMatrix());
    for (int k = 0; k < 6; k++) {
      assertThat(components.variance(k))
          .as("seed %d, component %d", seed, k)
          .isCloseTo(judge.getRealEigenvalue(k), within(1e-12));
      double[] vector = judge.getEigenvector(k).toArray();
      // A shock of one standard deviation is the component times that deviation.
      double[] shock =
          components.shocks(6, 1).get(2 * k).moves().values().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      double same =
          Math.abs(
              MatrixUtils.createRealVector(vector).dotProduct(MatrixUtils.createRealVector(shock)));
      assertThat(same / Math.sqrt(components.variance(k)))
          .as("seed %d, component %d", seed, k)
          .isCloseTo(1, within(1e-9));
    }
  }

  /** Two factors of standard deviation 1 and correlation 1/2: variances 3/2 and 1/2. */
  @Test
  void twoFactorsMoveTogetherAndApart() {
    CurveComponents components =
        CurveComponents.of(List.of(returns("A", 1, -1, 0, 0), returns("B", 0, 0, 1, -1)))
            .under(new double[][] {{1, 0.5}, {0.5, 1}});
    double variance = 2 / 3.0;
    assertThat(components.variance(0)).isCloseTo(1.5 * variance, within(1e-14));
    assertThat(components.variance(1)).isCloseTo(0.5 * variance, within(1e-14));
    assertThat(components.explained(1)).isCloseTo(0.75, within(1e-14));
    assertThat(components.needed(0.75 - 1e-9)).isEqualTo(1);
    assertThat(components.needed(0.9)).isEqualTo(2);
    CurveShock up = components.shocks(2, 3).getFirst();
    double each = 3 * Math.sqrt(1.5 * variance) / Math.sqrt(2);
    assertThat(up.moves().values())
        .allSatisfy(move -> assertThat(move).isCloseTo(each, within(1e-12)));
    assertThat(components.shocks(2, 3))
        .extracting(CurveShock::name)
        .containsExactly(
            "component 1 up", "component 1 down", "component 2 up", "component 2 down");
  }

  @ParameterizedTest(name = "share {0} towards {1}")
  @CsvSource({"0.5, 1", "1, 1", "0.5, -1", "1, -1", "0.9, 0"})
  void aStressedCorrelationIsOne(double share, double target) {
    double[][] stressed =
        CorrelationStress.blended(
            CurveComponents.of(curve(3, 5, 200)).correlation(), share, target);
    SymmetricMatrix matrix = SymmetricMatrix.of(stressed);
    for (int i = 0; i < 5; i++) {
      assertThat(stressed[i][i]).isEqualTo(1);
      assertThat(matrix.value(i)).isGreaterThan(-1e-12);
      for (int j = 0; j < 5; j++) {
        assertThat(stressed[i][j]).isBetween(-1 - 1e-12, 1 + 1e-12);
      }
    }
  }

  /** Five factors cannot all be at -1 to each other: at most -1/4 each. */
  @Test
  void asFarApartAsFiveCanBe() {
    double[][] zero = SymmetricMatrix.of(identity(5)).mapped(value -> value);
    double[][] apart = CorrelationStress.blended(zero, 1, -1);
    assertThat(apart[0][1]).isCloseTo(-0.25, within(1e-12));
  }

  @Test
  void historyUnderAnotherCorrelationHasThatOneAndItsOldVolatilities() {
    List<FactorReturns> returns = curve(11, 4, 400);
    CurveComponents before = CurveComponents.of(returns);
    double[][] target = CorrelationStress.blended(before.correlation(), 0.5, -1);
    CurveComponents after = CurveComponents.of(CorrelationStress.recorrelated(returns, target));
    for (int i = 0; i < 4; i++) {
      assertThat(after.standardDeviation(i)).isCloseTo(before.standardDeviation(i), within(1e-12));
      for (int j = 0; j < 4; j++) {
        assertThat(after.correlation()[i][j]).isCloseTo(target[i][j], within(1e-9));
      }
    }
    List<FactorReturns> same = CorrelationStress.recorrelated(returns, before.correlation());
    assertThat(same.get(1).on(17)).isCloseTo(returns.get(1).on(17), within(1e-12));
  }

  @Test
  void onlyCommonDatesCount() {
    FactorReturns late = new FactorReturns(new FactorId("B"), 3, new double[] {1, -1, 2});
    FactorReturns early = new FactorReturns(new FactorId("A"), 0, new double[] {9, 9, 9, 1, -1, 2});
    assertThat(CurveComponents.of(List.of(early, late)).correlation()[0][1])
        .isCloseTo(1, within(1e-12));
    assertThatThrownBy(
            () ->
                CurveComponents.of(
                    List.of(early, new FactorReturns(new FactorId("C"), 5, new double[] {1}))))
        .hasMessageContaining("have 1 common dates, needs two or more");
  }

  @Test
  void aFactorThatNeverMovesHasNoCorrelation() {
    CurveComponents components =
        CurveComponents.of(List.of(returns("A", 1, 2, 4), returns("B", 0, 0, 0)));
    assertThatThrownBy(components::correlation).hasMessage("factor B does not move");
  }

  private static double[][] identity(int size) {
    double[][] rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      rows[i][i] = 1;
    }
    return rows;
  }

  private static FactorReturns returns(String factor, double... values) {
    return new FactorReturns(new FactorId(factor), 0, values);
  }

  /** Shift, tilt and noise of their own. */
  private static List<FactorReturns> curve(long seed, int points, int days) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] shift = gaussians(random, days, 0.03);
    double[] tilt = gaussians(random, days, 0.01);
    List<FactorReturns> returns = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double[] own = gaussians(random, days, 0.004);
      for (int t = 0; t < days; t++) {
        own[t] += shift[t] + tilt[t] * (i - points / 2.0);
      }
      returns.add(new FactorReturns(new FactorId("P" + i), 0, own));
    }
    return returns;
  }

  private static double[] gaussians(SplittableRandom random, int count, double deviation) {
    return DoubleStream.generate(() -> random.nextGaussian() * deviation).limit(count).toArray();
  }
}
