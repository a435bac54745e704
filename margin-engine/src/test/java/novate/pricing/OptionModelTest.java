package novate.pricing;

import static novate.margin.TinyMarket.CALENDARS;
import static novate.margin.TinyMarket.CUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Optional;
import novate.margin.TinyMarket;
import novate.market.AveragingState;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PricingModel;
import novate.scenario.AmericanModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionModelTest {
  private static final OptionModel MODEL =
      new OptionModel(CALENDARS, AmericanModel.BARONE_ADESI_WHALEY);
  private static final Optional<AveragingState> NONE = Optional.empty();

  /** 2026-10-01 16:00 UTC to 2026-12-30 noon in New York: 90 days and an hour. */
  private static final double YEARS = (90 + 1 / 24.0) / 365;

  private final Future future =
      TinyMarket.future("F", TinyMarket.product("OIL", CurrencyCode.USD, "1000", "0.01"));
  private final Future averaging = average(PricingModel.BLACK_76);

  @Test
  void premiumStyleIsDiscountedAndFuturesStyleIsNot() {
    double paidNow = price(option(future, "100", PremiumStyle.PREMIUM), 100);
    assertThat(paidNow)
        .isEqualTo(
            EuropeanOption.price(
                PricingModel.BLACK_76, OptionRight.CALL, 100, 100, 0.25, YEARS, 0.1),
            within(1e-12));
    assertThat(price(option(future, "100", PremiumStyle.FUTURES_STYLE), 100))
        .isEqualTo(paidNow * Math.exp(0.1 * YEARS), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void americanExerciseIsValuedByTheDeclaredModel(AmericanModel american) {
    OptionOnFuture option = american(option(future, "100", PremiumStyle.PREMIUM));
    assertThat(new OptionModel(CALENDARS, american).price(option, 100, 0.25, 0.1, CUT, NONE))
        .isEqualTo(AmericanOption.price(american, OptionRight.CALL, 100, 100, 0.25, YEARS, 0.1));
  }

  /**
   * A price without drift is never worth exercising early when the option costs nothing to hold.
   */
  @Test
  void aFuturesStyleAmericanOptionIsEuropean() {
    OptionOnFuture european = option(future, "100", PremiumStyle.FUTURES_STYLE);
    assertThat(price(american(european), 130)).isEqualTo(price(european, 130));
    OptionOnFuture onAverage = option(averaging, "2.5", PremiumStyle.FUTURES_STYLE);
    Optional<AveragingState> state = state(23, 5, "12.5");
    assertThat(MODEL.price(american(onAverage), 2.6, 0.25, 0.1, CUT, state))
        .isEqualTo(MODEL.price(onAverage, 2.6, 0.25, 0.1, CUT, state));
  }

  @Test
  void refusesEarlyExerciseWhereNoRuleValuesIt() {
    OptionOnFuture onAverage = american(option(averaging, "2.5", PremiumStyle.PREMIUM));
    assertThatThrownBy(() -> MODEL.price(onAverage, 2.5, 0.25, 0.1, CUT, state(23, 0, "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option AMERICAN is AMERICAN on AVG, an averaging future");
    Future normal =
        TinyMarket.future(
            "N",
            TinyMarket.product(
                "POWER",
                CurrencyCode.USD,
                "1000",
                "0.01",
                FinalSettlement.LAST_FIXING,
                PricingModel.BACHELIER,
                true));
    OptionOnFuture bachelier = american(option(normal, "-5", PremiumStyle.PREMIUM));
    assertThatThrownBy(() -> price(bachelier, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option AMERICAN is AMERICAN")
        .hasMessageContaining("priced with BACHELIER");
  }

  /**
   * December 2026 has 23 weekdays; 10 are fixed at a mean of 2.40. By hand: F = (23 * 2.5 - 24) /
   * 13, K' the same of 2.45, and the 13 last dates at noon in New York.
   */
  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void anOptionOnAnAverageIsPricedOnTheRestOfItsMonth(PricingModel model) {
    OptionOnFuture option = option(average(model), "2.45", PremiumStyle.PREMIUM);
    double[] fixings = new double[13];
    int[] days = {15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30, 31};
    for (int i = 0; i < days.length; i++) {
      // Noon of 1 December is 61 days and an hour ahead; the option expires on the 30th.
      fixings[i] = Math.min((60 + days[i] + 1 / 24.0) / 365, YEARS);
    }
    double volatility = model == PricingModel.BLACK_76 ? 0.4 : 1.1;
    double expected =
        AverageOption.price(
            model,
            OptionRight.CALL,
            (23 * 2.5 - 24) / 13,
            (23 * 2.45 - 24) / 13,
            13 / 23.0,
            volatility,
            fixings,
            0,
            YEARS,
            0.1);
    assertThat(MODEL.price(option, 2.5, volatility, 0.1, CUT, state(23, 10, "24.0")))
        .isEqualTo(expected, within(1e-14));
  }

  /** Nothing is left to vary: the mean is the price, and the call pays what it is above strike. */
  @Test
  void onceTheMonthIsFixedAnOptionOnItIsWorthItsDiscountedIntrinsicValue() {
    OptionOnFuture option = option(averaging, "2.45", PremiumStyle.PREMIUM);
    assertThat(MODEL.price(option, 2.5, 0.4, 0.1, CUT, state(23, 23, "57.5")))
        .isEqualTo(0.05 * Math.exp(-0.1 * YEARS), within(1e-14));
  }

  @Test
  void anAveragingStateThatIsMissingOrOfAnotherMonthIsANamedError() {
    OptionOnFuture option = option(averaging, "2.5", PremiumStyle.PREMIUM);
    assertThatThrownBy(() -> MODEL.price(option, 2.5, 0.25, 0.1, CUT, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option C has no averaging state of its underlying AVG");
    assertThatThrownBy(() -> MODEL.price(option, 2.5, 0.25, 0.1, CUT, state(22, 0, "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AVG has 23 fixing dates by its calendar")
        .hasMessageContaining("says 22");
  }

  private static double price(OptionOnFuture option, double futuresPrice) {
    return MODEL.price(option, futuresPrice, 0.25, 0.1, CUT, NONE);
  }

  private static Optional<AveragingState> state(int scheduled, int published, String sum) {
    return Optional.of(new AveragingState(scheduled, published, new BigDecimal(sum)));
  }

  private static Future average(PricingModel model) {
    return TinyMarket.future(
        "AVG",
        TinyMarket.product(
            "GPU",
            CurrencyCode.USD,
            "730",
            "0.001",
            FinalSettlement.MONTHLY_AVERAGE,
            model,
            model == PricingModel.BACHELIER));
  }

  private static OptionOnFuture option(Future underlying, String strike, PremiumStyle style) {
    return TinyMarket.option("C", underlying, OptionRight.CALL, strike, style);
  }

  private static OptionOnFuture american(OptionOnFuture option) {
    return new OptionOnFuture(
        new ContractId("AMERICAN"),
        option.product(),
        option.underlying(),
        option.right(),
        option.strike(),
        ExerciseStyle.AMERICAN,
        option.premiumStyle(),
        option.expiry(),
        true);
  }
}
