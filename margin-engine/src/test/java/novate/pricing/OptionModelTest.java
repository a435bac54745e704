package novate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import novate.margin.TinyMarket;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PricingModel;
import org.junit.jupiter.api.Test;

class OptionModelTest {
  private final Future future =
      TinyMarket.future("F", TinyMarket.product("OIL", CurrencyCode.USD, "1000", "0.01"));

  /** Haug, Option Pricing Formulas, 1998, p. 24: 100 call, 0.5 years, 10 %, volatility 25 %. */
  @Test
  void premiumStyleIsDiscountedAndFuturesStyleIsNot() {
    OptionOnFuture premium = call(PremiumStyle.PREMIUM);
    OptionOnFuture futuresStyle = call(PremiumStyle.FUTURES_STYLE);
    double paidNow = OptionModel.price(premium, 100, 0.25, 0.5, 0.1);
    assertThat(paidNow).isEqualTo(6.6997, within(0.0001));
    assertThat(OptionModel.price(futuresStyle, 100, 0.25, 0.5, 0.1))
        .isEqualTo(paidNow * Math.exp(0.05), within(1e-13));
    assertThat(OptionModel.delta(futuresStyle, 100, 0.25, 0.5, 0.1))
        .isEqualTo(OptionModel.delta(premium, 100, 0.25, 0.5, 0.1) * Math.exp(0.05), within(1e-14));
  }

  @Test
  void refusesAmericanExerciseAndNamesTheOption() {
    OptionOnFuture call = call(PremiumStyle.PREMIUM);
    OptionOnFuture american =
        new OptionOnFuture(
            new ContractId("AMERICAN"),
            call.product(),
            call.underlying(),
            call.right(),
            call.strike(),
            ExerciseStyle.AMERICAN,
            call.premiumStyle(),
            call.expiry(),
            true);
    assertThatThrownBy(() -> OptionModel.price(american, 100, 0.25, 0.5, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option AMERICAN is AMERICAN; only EUROPEAN exercise is priced");
  }

  @Test
  void refusesAnOptionOnAnAverageAndNamesItsUnderlying() {
    Future averaging =
        TinyMarket.future(
            "AVG",
            TinyMarket.product(
                "GPU",
                CurrencyCode.USD,
                "730",
                "0.001",
                FinalSettlement.MONTHLY_AVERAGE,
                PricingModel.BLACK_76,
                false));
    OptionOnFuture option =
        TinyMarket.option("ASIAN", averaging, OptionRight.CALL, "2.5", PremiumStyle.PREMIUM);
    assertThatThrownBy(() -> OptionModel.price(option, 2.5, 0.25, 0.5, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option ASIAN is on AVG, an averaging future");
  }

  private OptionOnFuture call(PremiumStyle style) {
    return TinyMarket.option("C100", future, OptionRight.CALL, "100", style);
  }
}
