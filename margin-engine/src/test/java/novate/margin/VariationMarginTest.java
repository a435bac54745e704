package novate.margin;

import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;
import novate.market.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationMarginTest {
  private final Product product = TinyMarket.product("H100", USD, "730", "0.001");

  /** By hand: 3 held at 2.500, 2 bought at 2.510, settled at 2.505: 3 x 5 - 2 x 5 = 5 ticks. */
  @Test
  void heldAndBoughtLotsAreMarkedToTheSettlementPrice() {
    long cost = 3 * 2_500 + 2 * 2_510;
    assertThat(VariationMargin.of(product, new Lots(5), new Price(2_505), cost))
        .isEqualTo(Money.parse(USD, "3.65"));
  }

  @Test
  void pricesMayBeZeroOrNegative() {
    assertThat(VariationMargin.minorUnits(10, 2, -30, 2 * 5)).isEqualTo(-700);
    assertThat(VariationMargin.minorUnits(10, -2, 0, -2 * -5)).isEqualTo(-100);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62, 63, 64})
  void equalsTheMethodologyOnEveryDayOfARandomPath(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long lots = random.nextLong(-500, 500);
    long last = random.nextLong(-2_000, 5_000);
    for (int day = 0; day < 250; day++) {
      long settlement = last + random.nextLong(-300, 301);
      long held = lots;
      long cost = lots * last;
      BigDecimal expected = cash(held, settlement - last);
      for (int trade = random.nextInt(6); trade > 0; trade--) {
        long bought = random.nextLong(-50, 51);
        long at = last + random.nextLong(-300, 301);
        lots += bought;
        cost += bought * at;
        expected = expected.add(cash(bought, settlement - at));
      }
      Money found = VariationMargin.of(product, new Lots(lots), new Price(settlement), cost);
      assertThat(new BigDecimal(found.decimal()))
          .as("seed %d, day %d", seed, day)
          .isEqualByComparingTo(expected);
      last = settlement;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72, 73, 74})
  void aHeldPositionReceivesLastLessFirstOverAnyPathAndTheOtherSidePaysIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long lots = random.nextLong(1, 1_000);
    long first = random.nextLong(-2_000, 5_000);
    long last = first;
    long received = 0;
    long paid = 0;
    for (int day = 0; day < 500; day++) {
      long settlement = last + random.nextLong(-300, 301);
      received += VariationMargin.minorUnits(73, lots, settlement, lots * last);
      paid += VariationMargin.minorUnits(73, -lots, settlement, -lots * last);
      last = settlement;
    }
    assertThat(received).as("seed %d", seed).isEqualTo(73 * lots * (last - first));
    assertThat(received + paid).as("seed %d", seed).isZero();
  }

  @Test
  void aBustAtTheOriginalPriceReversesTheDayExactly() {
    long cost = 4 * 2_500 + 7 * 2_512 - 7 * 2_512;
    assertThat(VariationMargin.minorUnits(73, 4, 2_530, cost)).isEqualTo(73L * 4 * 30);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> VariationMargin.minorUnits(2, Long.MAX_VALUE / 2, 3, 0))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> VariationMargin.minorUnits(3, 1, Long.MAX_VALUE / 2, 0))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> VariationMargin.minorUnits(1, 1, Long.MAX_VALUE, -1))
        .isInstanceOf(ArithmeticException.class);
  }

  /** size * lots * price difference, in dollars. */
  private BigDecimal cash(long lots, long ticks) {
    return product
        .size()
        .multiply(BigDecimal.valueOf(lots))
        .multiply(product.decimal(new Price(ticks)));
  }
}
