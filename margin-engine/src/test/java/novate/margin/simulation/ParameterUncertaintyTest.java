package novate.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterUncertaintyTest {
  /** The published table of methodology section 6: relative standard error of a 99 % quantile. */
  @ParameterizedTest(name = "{0} days: {1} %")
  @CsvSource({"250, 10.1", "500, 7.2", "750, 5.9", "1250, 4.5", "2500, 3.2"})
  void theStandardErrorOfTheNinetyNinthPercentile(int days, double percent) {
    assertThat(100 * ParameterUncertainty.standardError(100, days))
        .isCloseTo(percent, within(0.06));
  }

  @Test
  void fourTimesTheDaysHalveIt() {
    assertThat(ParameterUncertainty.standardError(50, 1_000))
        .isCloseTo(ParameterUncertainty.standardError(50, 250) / 2, within(1e-15));
  }

  @Test
  void noDaysAreRefused() {
    assertThatThrownBy(() -> ParameterUncertainty.standardError(100, 0))
        .hasMessageContaining("must be above zero");
    assertThatThrownBy(() -> ParameterUncertainty.standardError(5_000, 10))
        .hasMessageContaining("tail must be");
  }
}
