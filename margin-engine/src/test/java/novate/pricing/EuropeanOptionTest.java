package novate.pricing;

import static novate.market.OptionRight.CALL;
import static novate.market.OptionRight.PUT;
import static novate.market.PricingModel.BACHELIER;
import static novate.market.PricingModel.BLACK_76;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import novate.market.OptionRight;
import novate.market.PricingModel;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EuropeanOptionTest {
  private static final NormalDistribution JUDGE = new NormalDistribution(0, 1);

  static List<NamedCsvRecord> published() throws Exception {
    return Rows.of("european-on-futures.csv");
  }

  @ParameterizedTest
  @MethodSource("published")
  void reproducesThePublishedValue(NamedCsvRecord row) {
    double value =
        EuropeanOption.price(
            BLACK_76,
            Rows.right(row),
            Rows.number(row, "futures_price"),
            Rows.number(row, "strike"),
            Rows.number(row, "volatility"),
            Rows.number(row, "time_years"),
            Rows.number(row, "rate"));
    assertThat(value).isEqualTo(Rows.number(row, "value"), within(Rows.number(row, "tolerance")));
  }

  @Test
  void allThirtyEightPublishedValuesAreThere() throws Exception {
    assertThat(published()).hasSize(38);
  }

  /**
   * At the strike a normal option is worth s / sqrt(2 pi): Bachelier, Theorie de la speculation,
   * 1900.
   */
  @Test
  void aNormalOptionAtTheStrikeIsWorthItsDeviationOverRootTwoPi() {
    double value = EuropeanOption.price(BACHELIER, CALL, -5, -5, 20, 0.25, 0);
    assertThat(value).isEqualTo(10 / Math.sqrt(2 * Math.PI), within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void agreesWithAPlainFormulaOnAnIndependentNormalDistribution(PricingModel model) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      Case c = Case.random(random, model);
      String what = "seed 3, case " + i + " " + c;
      assertThat(c.price(CALL)).as(what).isEqualTo(c.judgeCall(), within(1e-12 * c.forward()));
      assertThat(c.delta(CALL)).as(what).isEqualTo(c.judgeDelta(), within(1e-13));
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void callLessPutIsTheDiscountedDistanceToTheStrike(PricingModel model) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 5_000; i++) {
      Case c = Case.random(random, model);
      double distance = Math.exp(-c.rate * c.years) * (c.forward - c.strike);
      assertThat(c.price(CALL) - c.price(PUT))
          .as("seed 4, case %d %s", i, c)
          .isEqualTo(distance, within(1e-13 * c.forward()));
      assertThat(c.delta(CALL) - c.delta(PUT))
          .isEqualTo(Math.exp(-c.rate * c.years), within(1e-14));
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void deltaAndVegaAreTheSlopesOfThePrice(PricingModel model) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      Case c = Case.random(random, model);
      double step = 1e-5 * c.forward();
      double slope =
          (c.withForward(c.forward + step).price(PUT) - c.withForward(c.forward - step).price(PUT))
              / (2 * step);
      assertThat(c.delta(PUT)).as("delta, seed 5, %s", c).isEqualTo(slope, within(2e-6));
      double volatilityStep = 1e-5 * c.volatility;
      double volatilitySlope =
          (c.withVolatility(c.volatility + volatilityStep).price(PUT)
                  - c.withVolatility(c.volatility - volatilityStep).price(PUT))
              / (2 * volatilityStep);
      assertThat(c.vega())
          .as("vega, seed 5, %s", c)
          .isEqualTo(volatilitySlope, within(2e-6 * Math.max(1, c.vega())));
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void gammaThetaAndRhoAreTheSlopesOfDeltaTimeAndRate(PricingModel model) {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 2_000; i++) {
      Case c = Case.random(random, model);
      double step = 1e-5 * c.forward();
      double gamma =
          (c.withForward(c.forward + step).delta(CALL)
                  - c.withForward(c.forward - step).delta(CALL))
              / (2 * step);
      assertThat(
              EuropeanOption.gamma(model, c.forward, c.strike, c.volatility, c.years, c.rate)
                  * c.forward())
          .as("gamma, seed 6, %s", c)
          .isEqualTo(gamma * c.forward(), within(1e-5));
      double h = 1e-5 * c.years;
      double theta =
          (c.withYears(c.years - h).price(PUT) - c.withYears(c.years + h).price(PUT)) / (2 * h);
      assertThat(
              EuropeanOption.theta(model, PUT, c.forward, c.strike, c.volatility, c.years, c.rate))
          .as("theta, seed 6, %s", c)
          .isEqualTo(theta, within(1e-5 * c.forward()));
      double rho =
          (c.withRate(c.rate + 1e-5).price(PUT) - c.withRate(c.rate - 1e-5).price(PUT)) / 2e-5;
      assertThat(EuropeanOption.rho(model, PUT, c.forward, c.strike, c.volatility, c.years, c.rate))
          .as("rho, seed 6, %s", c)
          .isEqualTo(rho, within(1e-6 * c.forward()));
    }
  }

  @Test
  void gammaIsZeroAwayFromTheStrikeOfAnExpiredOptionAndARefusalAtIt() {
    assertThat(EuropeanOption.gamma(BLACK_76, 110, 100, 0.5, 0, 0.1)).isZero();
    assertThat(EuropeanOption.theta(BLACK_76, CALL, 110, 100, 0.5, 0, 0.1)).isZero();
    assertThat(EuropeanOption.rho(BLACK_76, CALL, 110, 100, 0.5, 0, 0.1)).isZero();
    assertThatThrownBy(() -> EuropeanOption.gamma(BLACK_76, 100, 100, 0.5, 0, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gamma is Infinity");
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void deepWingsAreFiniteNeverNegativeAndNeverBelowIntrinsic(PricingModel model) {
    double[] volatilities = {0, 1e-300, 1e-9, 0.5, 50, 1e9};
    double[] years = {-1, 0, 1e-300, 1e-9, 1, 100};
    double[] prices = {1e-300, 1e-9, 1, 1 + 1e-15, 1e9, 1e300};
    for (double volatility : volatilities) {
      for (double time : years) {
        for (double forward : prices) {
          for (double strike : prices) {
            for (OptionRight right : OptionRight.values()) {
              double intrinsic = Math.max(0, right == CALL ? forward - strike : strike - forward);
              Case c = new Case(model, forward, strike, volatility, time, 0);
              assertThat(c.price(right)).as(c.toString()).isFinite();
              assertThat(c.price(right)).as(c.toString()).isGreaterThanOrEqualTo(intrinsic);
              assertThat(Math.abs(c.delta(right))).as(c.toString()).isBetween(0.0, 1.0);
              assertThat(c.vega()).as(c.toString()).isFinite().isNotNegative();
            }
          }
        }
      }
    }
  }

  @Test
  void normalOptionsTakeZeroAndNegativePricesAndStrikes() {
    double[] prices = {-1e9, -2.5, -1e-300, 0.0, 3};
    for (double forward : prices) {
      for (double strike : prices) {
        Case c = new Case(BACHELIER, forward, strike, 0.7, 0.5, 0.05);
        assertThat(c.price(CALL)).as(c.toString()).isFinite().isNotNegative();
        assertThat(c.price(PUT)).as(c.toString()).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void anExpiredOptionIsWorthItsIntrinsicValueUndiscounted() {
    assertThat(EuropeanOption.price(BLACK_76, CALL, 110, 100, 0.5, 0, 0.1)).isEqualTo(10);
    assertThat(EuropeanOption.price(BLACK_76, PUT, 110, 100, 0.5, -0.01, 0.1)).isZero();
    assertThat(EuropeanOption.price(BACHELIER, PUT, -3, 1, 0.5, 0, 0.1)).isEqualTo(4);
    assertThat(EuropeanOption.delta(BLACK_76, CALL, 110, 100, 0.5, 0, 0.1)).isEqualTo(1);
    assertThat(EuropeanOption.delta(BLACK_76, PUT, 110, 100, 0.5, 0, 0.1)).isZero();
    assertThat(EuropeanOption.delta(BLACK_76, PUT, 100, 100, 0.5, 0, 0.1)).isEqualTo(-0.5);
    assertThat(EuropeanOption.vega(BLACK_76, 100, 100, 0.5, 0, 0.1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void withoutVolatilityAnOptionIsWorthItsDiscountedIntrinsicValue(PricingModel model) {
    assertThat(EuropeanOption.price(model, CALL, 110, 100, 0, 0.5, 0.1))
        .isEqualTo(10 * Math.exp(-0.05), within(1e-14));
    assertThat(EuropeanOption.price(model, PUT, 100, 100, 0, 0.5, 0.1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "BLACK_76,  NaN, 100, 0.2, 1, 0, inputs must be finite",
    "BLACK_76,  100, Infinity, 0.2, 1, 0, inputs must be finite",
    "BACHELIER, 100, 100, NaN, 1, 0, inputs must be finite",
    "BACHELIER, 100, 100, 0.2, NaN, 0, inputs must be finite",
    "BLACK_76,  100, 100, 0.2, 1, -Infinity, inputs must be finite",
    "BLACK_76,  100, 100, -0.2, 1, 0, volatility must not be negative",
    "BLACK_76,  0,   100, 0.2, 1, 0, forward and strike must be above zero",
    "BLACK_76,  -1,  100, 0.2, 1, 0, forward and strike must be above zero",
    "BLACK_76,  100, 0,   0.2, 1, 0, forward and strike must be above zero",
    "BACHELIER, 100, 90,  0.2, 1, -1e9, price is Infinity",
    "BACHELIER, 1e308, -1e308, 0.2, 1, 0, price is NaN",
  })
  void refusesWhatItCannotTakeAndNamesTheInputs(
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double years,
      double rate,
      String why) {
    assertThatThrownBy(
            () -> EuropeanOption.price(model, CALL, forward, strike, volatility, years, rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("forward " + forward)
        .hasMessageContaining("strike " + strike)
        .hasMessageContaining("volatility " + volatility);
  }

  private record Case(
      PricingModel model,
      double forward,
      double strike,
      double volatility,
      double years,
      double rate) {
    static Case random(SplittableRandom random, PricingModel model) {
      double forward = random.nextDouble(0.5, 200);
      double strike = forward * random.nextDouble(0.5, 1.5);
      double fraction = random.nextDouble(0.1, 1.2);
      return new Case(
          model,
          forward,
          strike,
          model == BLACK_76 ? fraction : fraction * forward,
          random.nextDouble(0.02, 2),
          random.nextDouble(-0.02, 0.12));
    }

    double price(OptionRight right) {
      return EuropeanOption.price(model, right, forward, strike, volatility, years, rate);
    }

    double delta(OptionRight right) {
      return EuropeanOption.delta(model, right, forward, strike, volatility, years, rate);
    }

    double vega() {
      return EuropeanOption.vega(model, forward, strike, volatility, years, rate);
    }

    Case withForward(double moved) {
      return new Case(model, moved, strike, volatility, years, rate);
    }

    Case withVolatility(double moved) {
      return new Case(model, forward, strike, moved, years, rate);
    }

    Case withYears(double moved) {
      return new Case(model, forward, strike, volatility, moved, rate);
    }

    Case withRate(double moved) {
      return new Case(model, forward, strike, volatility, years, moved);
    }

    double judgeCall() {
      double s = volatility * Math.sqrt(years);
      double d = d();
      return Math.exp(-rate * years)
          * switch (model) {
            case BLACK_76 ->
                forward * JUDGE.cumulativeProbability(d)
                    - strike * JUDGE.cumulativeProbability(d - s);
            case BACHELIER ->
                (forward - strike) * JUDGE.cumulativeProbability(d) + s * JUDGE.density(d);
          };
    }

    double judgeDelta() {
      return Math.exp(-rate * years) * JUDGE.cumulativeProbability(d());
    }

    private double d() {
      double s = volatility * Math.sqrt(years);
      return switch (model) {
        case BLACK_76 -> Math.log(forward / strike) / s + s / 2;
        case BACHELIER -> (forward - strike) / s;
      };
    }
  }
}
