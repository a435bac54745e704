package novate.margin.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  private static List<BigDecimal> decimals(String... values) {
    return Stream.of(values).map(BigDecimal::new).toList();
  }

  @Test
  void aRemainderGoesToTheLargestThenToTheEarlier() {
    assertThat(LargestRemainder.proportional(100, decimals("1", "1", "1")))
        .containsExactly(34, 33, 33);
    assertThat(LargestRemainder.proportional(10, decimals("1", "2", "3"))).containsExactly(2, 3, 5);
    assertThat(LargestRemainder.proportional(-7, decimals("1", "1"))).containsExactly(-3, -4);
    assertThat(LargestRemainder.rounded(3, decimals("-0.5", "3.4"))).containsExactly(0, 3);
  }

  @Test
  void whatBelongsToNobodyIsRefused() {
    assertThat(LargestRemainder.proportional(0, List.of())).isEmpty();
    assertThatThrownBy(() -> LargestRemainder.proportional(1, decimals("0")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("1 minor units belong to no position");
    assertThatThrownBy(() -> LargestRemainder.rounded(5, decimals("1", "1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("do not round to 5");
  }

  @Test
  void partsAlwaysAddUpAndStayWithinOneUnitOfTheirShare() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 2_000; round++) {
      long total = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      List<BigDecimal> weights =
          LongStream.generate(() -> random.nextLong(1, 1_000_000))
              .limit(random.nextInt(1, 9))
              .mapToObj(weight -> BigDecimal.valueOf(weight, 4))
              .toList();
      long[] parts = LargestRemainder.proportional(total, weights);
      assertThat(Arrays.stream(parts).sum()).as("round %d", round).isEqualTo(total);
      BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      for (int i = 0; i < parts.length; i++) {
        BigDecimal off =
            BigDecimal.valueOf(parts[i])
                .multiply(sum)
                .subtract(BigDecimal.valueOf(total).multiply(weights.get(i)));
        assertThat(off.abs()).as("round %d", round).isLessThan(sum);
      }
    }
  }
}
