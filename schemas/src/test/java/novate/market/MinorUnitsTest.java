package novate.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinorUnitsTest {
  @ParameterizedTest(name = "{0}: charge {1}, credit {2}")
  @CsvSource({
    "100, 100, 100",
    "100.01, 101, 100",
    "100.00000001, 101, 100",
    "100.000000005, 100, 100",
    "100.0000000051, 101, 100",
    "99.999999999, 100, 100",
    "99.99, 100, 99",
    "-0.4, 0, -1",
    "0, 0, 0"
  })
  void aChargeGoesUpAndACreditDownOnceStrayDigitsAreGone(
      BigDecimal minorUnits, long charge, long credit) {
    assertThat(MinorUnits.charge(minorUnits)).isEqualTo(charge);
    assertThat(MinorUnits.credit(minorUnits)).isEqualTo(credit);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> MinorUnits.charge(new BigDecimal("1e19")))
        .isInstanceOf(ArithmeticException.class);
  }
}
