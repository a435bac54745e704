package novate.margin;

import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import novate.market.Money;
import org.junit.jupiter.api.Test;

class UnsettledFlowsTest {
  private static final Money MARGIN = dollars("1000.00");

  @Test
  void nothingOpenLeavesTheInitialMargin() {
    assertThat(UnsettledFlows.none(USD).requirement(MARGIN)).isEqualTo(MARGIN);
  }

  @Test
  void aLossSinceYesterdayAndAPremiumToPayAreOwedOnTop() {
    UnsettledFlows flows =
        new UnsettledFlows(dollars("-300.00"), Money.zero(USD), dollars("50.00"), Money.zero(USD));
    assertThat(flows.requirement(MARGIN)).isEqualTo(dollars("1350.00"));
  }

  @Test
  void aGainAndAPremiumToReceiveLowerItEvenBelowZero() {
    UnsettledFlows flows =
        new UnsettledFlows(dollars("900.00"), dollars("250.00"), Money.zero(USD), dollars("1.25"));
    assertThat(flows.requirement(MARGIN)).isEqualTo(dollars("-148.75"));
  }

  @Test
  void anotherCurrencyIsRefused() {
    assertThatThrownBy(() -> UnsettledFlows.none(TinyMarket.JPY).requirement(MARGIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("currencies differ");
  }

  private static Money dollars(String decimal) {
    return Money.parse(USD, decimal);
  }
}
