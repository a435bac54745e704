package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceUnitTest {
  @ParameterizedTest
  @ValueSource(strings = {"GPU-hour", "1000 GPU-hour", "million tokens", "1000 million tokens"})
  void aUnitIsReadAsItIsWritten(String text) {
    assertThat(PriceUnit.parse(text).text()).isEqualTo(text);
  }

  @Test
  void onlyANumberIsACount() {
    assertThat(PriceUnit.parse("million tokens")).isEqualTo(PriceUnit.one("million tokens"));
    assertThat(PriceUnit.parse("1000 GPU-hour"))
        .isEqualTo(new PriceUnit("GPU-hour", new BigDecimal("1000")));
    assertThatThrownBy(() -> PriceUnit.parse("1o GPU-hour"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
