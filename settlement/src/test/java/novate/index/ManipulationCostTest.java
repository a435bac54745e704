package novate.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import novate.market.CurrencyCode;
import novate.market.IndexId;
import org.junit.jupiter.api.Test;

/** Two methodologies whose cost of manipulation can be computed by hand. */
class ManipulationCostTest {
  private static final BigDecimal ONE_PER_CENT = new BigDecimal("0.01");

  private static Quote trade(int number, String price, long size) {
    return new Quote(
        "q" + number,
        new IndexId("H100"),
        LocalDate.of(2026, 10, 30),
        Instant.parse("2026-10-30T15:00:00Z"),
        "c" + number,
        "marketplace",
        QuoteSpec.parse("H100"),
        new BigDecimal(price),
        new CurrencyCode("USD"),
        PriceUnit.one("GPU-hour"),
        BigDecimal.valueOf(size),
        QuoteClass.EXECUTED,
        Optional.of(new TradeParties("buyer-" + number, "seller-" + number)));
  }

  private static Optional<BigDecimal> vwap(List<Quote> quotes) {
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (Quote quote : quotes) {
      cash = cash.add(quote.price().multiply(quote.size()));
      size = size.add(quote.size());
    }
    return Optional.of(cash.divide(size, MathContext.DECIMAL128));
  }

  /** A trade further than ten per cent from 2.00 is not looked at. */
  private static Optional<BigDecimal> bandedVwap(List<Quote> quotes) {
    return vwap(
        quotes.stream()
            .filter(q -> q.price().subtract(BigDecimal.TWO).abs().doubleValue() <= 0.2)
            .toList());
  }

  private static Optional<BigDecimal> median(List<Quote> quotes) {
    List<Quote> sorted = quotes.stream().sorted(Comparator.comparing(Quote::price)).toList();
    return Optional.of(sorted.get((sorted.size() - 1) / 2).price());
  }

  /**
   * 1,000 GPU-hours at 2.00. A trade of V at 2.20, the edge of the band, gives (2000 + 2.2 V) /
   * (1000 + V) = 2.02, so V = 20 / 0.18 = 111.1. The nearest price tried inside the band is 5 times
   * the move above, 2.10: V = 20 / 0.08 = 250; or ten times, 2.20 itself.
   */
  @Test
  void anAverageCostsWhatTheArithmeticSays() {
    List<Quote> quotes = List.of(trade(1, "2.00", 500), trade(2, "2.00", 500));
    ManipulationCost cost =
        ManipulationCost.of(quotes, ManipulationCostTest::bandedVwap, ONE_PER_CENT, 1);
    assertThat(cost.isPossible()).isTrue();
    assertThat(cost.contributors()).isEqualTo(1);
    assertThat(cost.price().subtract(BigDecimal.TWO).abs()).isEqualByComparingTo("0.2");
    assertThat(cost.volume().doubleValue()).isCloseTo(111.1, within(1.2));
  }

  /**
   * Seven equal medians at 1.97 ... 2.03: moving 2.00 to 2.02 takes four at the top, not volume.
   */
  @Test
  void aMedianOfContributorsIsMovedByNumbersAndNotByVolume() {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      quotes.add(trade(i, "2.0" + i, 100));
    }
    ManipulationCost alone =
        ManipulationCost.of(quotes, ManipulationCostTest::median, ONE_PER_CENT, 1);
    assertThat(alone.isPossible()).isFalse();
    ManipulationCost together =
        ManipulationCost.of(quotes, ManipulationCostTest::median, ONE_PER_CENT, 7);
    // 2.03 must become 2.0503 or lie below 2.0097: five lower ones make the lower median 2.00.
    assertThat(together.contributors()).isEqualTo(5);
    assertThat(together.price()).isLessThan(new BigDecimal("2.03"));
  }

  @Test
  void withoutAValueThereIsNothingToMove() {
    assertThatThrownBy(
            () ->
                ManipulationCost.of(
                    List.of(trade(1, "2.00", 1)), _ -> Optional.empty(), ONE_PER_CENT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without a value");
  }
}
