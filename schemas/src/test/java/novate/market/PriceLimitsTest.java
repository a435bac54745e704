package novate.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceLimitsTest {
  /** 10 % around 9.885 is 8.8965 to 10.8735; the tradable prices inside are 8.90 to 10.87. */
  @Test
  void limitsAreRoundedInwardToTheTradingTick() {
    Product product = product(PricingModel.BLACK_76, Optional.of(new BigDecimal("0.10")));
    PriceLimits limits = product.limits(product.price(new BigDecimal("9.885"))).orElseThrow();
    assertThat(product.decimal(limits.low())).isEqualByComparingTo("8.90");
    assertThat(product.decimal(limits.high())).isEqualByComparingTo("10.87");
    assertThat(limits.contain(limits.low())).isTrue();
    assertThat(limits.contain(limits.high())).isTrue();
    assertThat(limits.contain(new Price(limits.low().ticks() - 1))).isFalse();
    assertThat(limits.contain(new Price(limits.high().ticks() + 1))).isFalse();
  }

  @Test
  void belowZeroTheLowerLimitIsStillTheLowerOne() {
    Product product = product(PricingModel.BACHELIER, Optional.of(new BigDecimal("0.10")));
    PriceLimits limits = product.limits(new Price(-1_000)).orElseThrow();
    assertThat(limits).isEqualTo(new PriceLimits(new Price(-1_100), new Price(-900)));
  }

  @Test
  void aProductWithoutDailyLimitHasNone() {
    assertThat(product(PricingModel.BLACK_76, Optional.empty()).limits(new Price(1_977))).isEmpty();
  }

  private static Product product(PricingModel model, Optional<BigDecimal> limit) {
    return new Product(
        new ProductId("TOKEN"),
        "token basket",
        new VenueId("XSGE"),
        new CombinedCommodityId("TOKEN"),
        CurrencyCode.CNY,
        new BigDecimal("2000"),
        "million tokens",
        new BigDecimal("0.005"),
        new BigDecimal("0.01"),
        new IndexId("CN-TOKEN"),
        FinalSettlement.LAST_FIXING,
        model,
        model == PricingModel.BACHELIER,
        new CalendarId("CN"),
        limit,
        LocalTime.of(15, 0));
  }
}
