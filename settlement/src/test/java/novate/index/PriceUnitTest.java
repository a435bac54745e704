package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceUnitTest {
  @Test
  void aCountIsReadOnlyWhereThereIsOne() {
    assertThat(PriceUnit.parse("GPU-hour")).isEqualTo(PriceUnit.one("GPU-hour"));
    assertThat(PriceUnit.parse("million tokens")).isEqualTo(PriceUnit.one("million tokens"));
    assertThat(PriceUnit.parse("1000 GPU-hour"))
        .isEqualTo(new PriceUnit("GPU-hour", new BigDecimal("1000")));
  }

  @Test
  void aCountOfNothingIsRefused() {
    for (String text : new String[] {"0 GPU-hour", "-1 GPU-hour", "1x GPU-hour", " GPU-hour", ""}) {
      assertThatThrownBy(() -> PriceUnit.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
