package novate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import novate.market.OptionRight;
import novate.market.PricingModel;
import novate.scenario.AmericanModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The price of many scenarios at once against the price of each. */
class ScenarioPricesTest {
  private static final int OPTIONS = 200;

  /** How volatilities vary: not, up and down by turns, each its own, or from near zero to much. */
  private static double[] volatilities(int scenarios, int kind, SplittableRandom random) {
    double level = random.nextDouble(0.1, 1.5);
    double[] volatilities = new double[scenarios];
    Arrays.setAll(
        volatilities,
        s ->
            switch (kind) {
              case 0 -> level;
              case 1 -> level * (s % 2 == 0 ? 1.2 : 0.8);
              case 2 -> level * random.nextDouble(0.3, 3);
              default -> level * StrictMath.exp(random.nextDouble(-8, 2));
            });
    return volatilities;
  }

  private static OptionValuation option(int kind, OptionRight right, SplittableRandom random) {
    double strike = random.nextDouble(1, 3);
    double years = random.nextDouble(0.05, 2);
    double rate = random.nextDouble(0.0001, 0.2);
    return switch (kind) {
      case 0 -> new EuropeanValuation(PricingModel.BLACK_76, right, strike, years, rate);
      case 1 -> new EuropeanValuation(PricingModel.BACHELIER, right, strike, years, rate);
      case 2 ->
          new AverageValuation(
              PricingModel.BLACK_76,
              right,
              random.nextInt(10) == 0 ? -strike : strike,
              0.7,
              new double[] {0, years / 3, years / 2, years},
              years,
              rate);
      case 3 ->
          new AmericanValuation(AmericanModel.BARONE_ADESI_WHALEY, right, strike, years, rate);
      default ->
          new AmericanValuation(AmericanModel.BJERKSUND_STENSLAND_2002, right, strike, years, rate);
    };
  }

  @ParameterizedTest(name = "scenarios {0}")
  @ValueSource(ints = {16, 300})
  void inManyScenariosAnOptionIsWorthWhatItIsWorthInEach(int scenarios) {
    BlackKernel plain = new BlackKernel(KernelPath.PLAIN);
    BlackKernel vector = new BlackKernel(KernelPath.VECTOR);
    SplittableRandom random = new SplittableRandom(scenarios);
    for (int o = 0; o < OPTIONS; o++) {
      OptionRight right = o % 2 == 0 ? OptionRight.CALL : OptionRight.PUT;
      OptionValuation option = option(o % 5, right, random);
      double[] volatilities = volatilities(scenarios, o / 5 % 4, random);
      double[] forwards = random.doubles(scenarios, 0.5, 6).toArray();
      double elapsed = random.nextDouble(0, 0.1);
      double[] values = new double[scenarios];
      option.prices(forwards, volatilities, elapsed, plain, values);
      for (int s = 0; s < scenarios; s++) {
        assertThat(values[s])
            .as("%s %d, forward %s, volatility %s", option, o, forwards[s], volatilities[s])
            .isEqualTo(option.price(forwards[s], volatilities[s], elapsed), within(1e-13 * 6));
      }
      double[] onVectors = new double[scenarios];
      option.prices(forwards, volatilities, elapsed, vector, onVectors);
      assertThat(onVectors).isEqualTo(values);
    }
  }

  @Test
  void beyondThePolynomialsTheFormulaPricesAndWhatCannotBePricedIsNamed() {
    BlackKernel kernel = new BlackKernel(KernelPath.ofThisJvm());
    OptionValuation call =
        new EuropeanValuation(PricingModel.BLACK_76, OptionRight.CALL, 1, 1, 0.01);
    double[] values = new double[2];
    call.prices(new double[] {2, 1e200}, new double[] {0.2, 0.2}, 0, kernel, values);
    assertThat(values[1]).isEqualTo(call.price(1e200, 0.2, 0));
    assertThatThrownBy(
            () -> call.prices(new double[] {2, 0}, new double[] {0.2, 0.2}, 0, kernel, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario 2: forward and strike must be above zero");
  }
}
