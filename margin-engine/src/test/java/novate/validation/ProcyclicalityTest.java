package novate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import novate.validation.Procyclicality.Alarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcyclicalityTest {
  @Test
  void theWorkedExample() {
    Procyclicality measured = Procyclicality.of(new long[] {100, 120, 90, 100, 110, 155, 150});
    assertThat(measured.peakToTrough()).isCloseTo(1.722, within(1e-3));
    assertThat(measured.increaseByDays()).containsOnlyKeys(1, 5);
    assertThat(measured.increaseByDays().get(1)).isCloseTo(0.409, within(1e-3));
    assertThat(measured.increaseByDays().get(5)).isCloseTo(0.55, within(1e-12));
    assertThat(measured.alarm()).isEqualTo(Alarm.AMBER);
  }

  @ParameterizedTest(name = "100 to {0} in five days: {1}")
  @CsvSource({"149, NONE", "150, AMBER", "199, AMBER", "200, RED", "50, NONE"})
  void theAlarmIsRaisedByFiveDays(long last, Alarm alarm) {
    assertThat(Procyclicality.of(new long[] {100, 100, 100, 100, 100, last}).alarm())
        .isEqualTo(alarm);
  }

  /** 300 days apart, a trough and a peak are no year's; 249 days apart they are. */
  @ParameterizedTest(name = "peak {0} days after the trough: {1}")
  @CsvSource({"249, 4", "250, 2"})
  void aPeakCountsWithinAYearOfItsTrough(int apart, double ratio) {
    long[] margins = new long[400];
    Arrays.fill(margins, 200);
    margins[10] = 100;
    margins[10 + apart] = 400;
    assertThat(Procyclicality.of(margins).peakToTrough()).isEqualTo(ratio);
    assertThat(Procyclicality.of(margins).increaseByDays()).containsOnlyKeys(1, 5, 30);
  }

  @Test
  void aMarginOfZeroHasNoRatio() {
    assertThatThrownBy(() -> Procyclicality.of(new long[] {1, 1, 0, 1, 1, 1}))
        .hasMessage("margin of day 2 must be above zero, got 0");
    assertThatThrownBy(() -> Procyclicality.of(new long[5])).hasMessageContaining("more than 5");
  }
}
