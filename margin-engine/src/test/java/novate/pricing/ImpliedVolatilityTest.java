package novate.pricing;

import static novate.market.OptionRight.CALL;
import static novate.market.OptionRight.PUT;
import static novate.market.PricingModel.BACHELIER;
import static novate.market.PricingModel.BLACK_76;
import static novate.scenario.AmericanModel.BARONE_ADESI_WHALEY;
import static novate.scenario.AmericanModel.BJERKSUND_STENSLAND_2002;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import novate.market.OptionRight;
import novate.market.PricingModel;
import org.junit.jupiter.api.Test;

class ImpliedVolatilityTest {
  private static final OptionValuation CALL_100 =
      new EuropeanValuation(BLACK_76, CALL, 100, 0.5, 0.1);

  /** Over all models: the price comes back, and where it says anything so does the volatility. */
  @Test
  void findsTheVolatilityThatAPriceWasMadeWith() {
    SplittableRandom random = new SplittableRandom(81);
    int sharp = 0;
    for (int i = 0; i < 10_000; i++) {
      double forward = random.nextDouble(0.5, 200);
      OptionValuation option = option(random, i, forward);
      double fraction = random.nextDouble(0.05, 1.5);
      double volatility = option.model() == BLACK_76 ? fraction : fraction * forward;
      double price = option.price(forward, volatility, 0);
      double found = option.impliedVolatility(forward, price);
      String what =
          "seed 81, case %d: %s, forward %s, volatility %s"
              .formatted(i, option, forward, volatility);
      assertThat(option.price(forward, found, 0))
          .as(what)
          .isEqualTo(price, within(1e-12 * forward));
      // An error of 1e-15 of the level moves the volatility by that over its slope.
      double slope = (price - option.price(forward, volatility * 0.999, 0)) / (0.001 * volatility);
      if (slope * volatility > 1e-4 * forward) {
        assertThat(found).as(what).isEqualTo(volatility, within(1e-8 * volatility));
        sharp++;
      }
    }
    assertThat(sharp).isGreaterThan(8_000);
  }

  private static OptionValuation option(SplittableRandom random, int kind, double forward) {
    OptionRight right = random.nextBoolean() ? CALL : PUT;
    double strike = forward * random.nextDouble(0.7, 1.4);
    double years = random.nextDouble(0.05, 2);
    double rate = random.nextDouble(0.001, 0.1);
    PricingModel model = random.nextBoolean() ? BLACK_76 : BACHELIER;
    double[] fixings = {years / 2, years * 0.75, years};
    return switch (kind % 8) {
      // One in eight: its bivariate sums make it the slowest.
      case 0 -> new AmericanValuation(BJERKSUND_STENSLAND_2002, right, strike, years, rate);
      case 1, 2 -> new AmericanValuation(BARONE_ADESI_WHALEY, right, strike, years, rate);
      case 3, 4 -> new AverageValuation(model, right, strike, 0.7, fixings, years, rate);
      default -> new EuropeanValuation(model, right, strike, years, rate);
    };
  }

  @Test
  void aPriceWithoutTimeValueHasNoVolatility() {
    assertThat(CALL_100.impliedVolatility(110, 10 * StrictMath.exp(-0.1 * 0.5))).isZero();
    assertThat(CALL_100.impliedVolatility(90, 0)).isZero();
  }

  @Test
  void takesNegativePricesAndStrikesUnderBachelier() {
    OptionValuation put = new EuropeanValuation(BACHELIER, PUT, -5, 0.5, 0.02);
    assertThat(put.impliedVolatility(-3, put.price(-3, 12, 0))).isEqualTo(12, within(1e-9));
  }

  @Test
  void saysWhyThereIsNone() {
    assertRefused(CALL_100, 110, 9.5, "price 9.5: without any the option is worth 9.51");
    assertRefused(CALL_100, 110, 104.7, "price 104.7: at 524288.0 the option is worth 104.63");
    assertRefused(CALL_100, 110, Double.NaN, "price NaN");
    assertRefused(CALL_100, 0, 1, "forward and strike must be above zero");
    OptionValuation expired = new EuropeanValuation(BLACK_76, CALL, 100, 0, 0.1);
    assertRefused(expired, 110, 10, "the option has 0.0 years left");
    OptionValuation american = new AmericanValuation(BARONE_ADESI_WHALEY, PUT, 100, 0.5, 0.1);
    assertRefused(american, 90, 9.99, "without any the option is worth 10.0");
    OptionValuation fixed = new AverageValuation(BLACK_76, CALL, 2, 1, new double[0], 0.1, 0.0);
    assertRefused(fixed, 2.5, 0.6, "the option is worth 0.5");
  }

  private static void assertRefused(
      OptionValuation option, double forward, double price, String why) {
    assertThatThrownBy(() -> option.impliedVolatility(forward, price))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
