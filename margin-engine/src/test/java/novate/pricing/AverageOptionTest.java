package novate.pricing;

import static novate.market.OptionRight.CALL;
import static novate.market.OptionRight.PUT;
import static novate.market.PricingModel.BACHELIER;
import static novate.market.PricingModel.BLACK_76;
import static novate.pricing.Rows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import novate.market.OptionRight;
import novate.market.PricingModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AverageOptionTest {
  static List<NamedCsvRecord> published() throws Exception {
    return Rows.of("european-on-averages.csv");
  }

  static List<NamedCsvRecord> judged() throws Exception {
    return Rows.of("average-judge.csv");
  }

  /** Weekly fixings from the first week to expiry: equal spacing. */
  @ParameterizedTest
  @MethodSource("published")
  void reproducesThePublishedValue(NamedCsvRecord row) {
    assertThat(row.getField("first_fixing_years")).isEqualTo("1/52");
    double expiry = number(row, "expiry_years");
    int fixings = Integer.parseInt(row.getField("fixings"));
    double first = 1 / 52.0;
    double[] years =
        IntStream.range(0, fixings)
            .mapToDouble(i -> first + i * (expiry - first) / (fixings - 1))
            .toArray();
    double value =
        AverageOption.price(
            BLACK_76,
            Rows.right(row),
            number(row, "futures_price"),
            number(row, "strike"),
            1.0,
            number(row, "volatility"),
            years,
            0,
            expiry,
            number(row, "rate"));
    assertThat(value).isEqualTo(number(row, "value"), within(number(row, "tolerance")));
  }

  @Test
  void allTenPublishedValuesAreThere() throws Exception {
    assertThat(published()).hasSize(10);
  }

  /** The same algorithm elsewhere, with fixings that are partly known and a strike of the rest. */
  @ParameterizedTest
  @MethodSource("judged")
  void agreesWithAnIndependentLibrary(NamedCsvRecord row) {
    double open = number(row, "fixings");
    double all = open + number(row, "published");
    double[] years =
        IntStream.range(0, (int) open)
            .mapToDouble(i -> (number(row, "first_day") + i * number(row, "step_days")) / 365)
            .toArray();
    double value =
        AverageOption.price(
            BLACK_76,
            Rows.right(row),
            number(row, "futures_price"),
            (all * number(row, "strike") - number(row, "sum")) / open,
            open / all,
            number(row, "volatility"),
            years,
            0,
            number(row, "expiry_day") / 365,
            number(row, "rate"));
    assertThat(value).isEqualTo(number(row, "value"), within(1e-10 * number(row, "futures_price")));
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void onOneFixingAtExpiryItIsTheEuropeanOption(PricingModel model) {
    SplittableRandom random = new SplittableRandom(71);
    for (int i = 0; i < 1_000; i++) {
      Case c = Case.random(random, model, 1);
      double european =
          EuropeanOption.price(
              model, CALL, c.forward, c.strike, c.volatility, c.fixings[0], c.rate);
      assertThat(c.withYears(c.fixings[0]).price(CALL))
          .as("seed 71, case %d %s", i, c)
          .isEqualTo(c.weight * european, within(1e-13 * c.forward));
    }
  }

  /** The slow judge: every pair of fixings, one exponential each. */
  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void theVarianceIsTheDoubleSumOverAllPairsOfFixings(PricingModel model) {
    SplittableRandom random = new SplittableRandom(72);
    for (int i = 0; i < 500; i++) {
      Case c = Case.random(random, model, 1 + random.nextInt(23));
      double elapsed = random.nextDouble(0, 0.3);
      double variance = c.volatility * c.volatility;
      double sum = 0;
      for (double one : c.fixings) {
        for (double other : c.fixings) {
          double time = Math.max(0, Math.min(one, other) - elapsed);
          sum += model == BLACK_76 ? Math.exp(variance * time) : variance * time;
        }
      }
      double mean = sum / c.fixings.length / c.fixings.length;
      double deviation = Math.sqrt(model == BLACK_76 ? Math.log(mean) : mean);
      assertThat(AverageOption.deviation(model, c.volatility, c.fixings, elapsed))
          .as("seed 72, case %d %s", i, c)
          .isEqualTo(deviation, within(1e-7 * (1 + deviation)));
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void callLessPutIsTheDiscountedOpenShareOfTheDistanceToTheStrike(PricingModel model) {
    SplittableRandom random = new SplittableRandom(73);
    for (int i = 0; i < 5_000; i++) {
      Case c = Case.random(random, model, 1 + random.nextInt(23));
      Case negative = c.withStrike(-c.strike);
      for (Case each : List.of(c, negative)) {
        double distance = each.weight * Math.exp(-c.rate * c.years) * (each.forward - each.strike);
        assertThat(each.price(CALL) - each.price(PUT))
            .as("seed 73, case %d %s", i, each)
            .isEqualTo(distance, within(1e-12 * c.forward));
      }
    }
  }

  /** A mean above zero is always above a strike that is not: nothing is left to choose. */
  @Test
  void aStrikeOfTheRestOfZeroOrBelowIsCertain() {
    double[] fixings = {0.01, 0.02};
    for (double strike : new double[] {0, -1.5}) {
      assertThat(AverageOption.price(BLACK_76, CALL, 2, strike, 0.25, 0.9, fixings, 0, 0.02, 0.05))
          .isEqualTo(0.25 * (2 - strike) * Math.exp(-0.001), within(1e-15));
      assertThat(AverageOption.price(BLACK_76, PUT, 2, strike, 0.25, 0.9, fixings, 0, 0.02, 0.05))
          .isZero();
      assertThat(AverageOption.delta(BLACK_76, CALL, 2, strike, 0.25, 0.9, fixings, 0, 0.02, 0.05))
          .isEqualTo(0.25 * Math.exp(-0.001), within(1e-15));
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void itRisesWithVolatilityAndAnAverageIsWorthLessThanItsLastFixing(PricingModel model) {
    SplittableRandom random = new SplittableRandom(74);
    for (int i = 0; i < 10_000; i++) {
      Case c = Case.random(random, model, 2 + random.nextInt(21));
      String what = "seed 74, case " + i + " " + c;
      assertThat(c.withVolatility(1.1 * c.volatility).price(PUT))
          .as(what)
          .isGreaterThanOrEqualTo(c.price(PUT));
      assertThat(c.price(CALL))
          .as(what)
          .isLessThanOrEqualTo(
              c.weight
                      * EuropeanOption.price(
                          model, CALL, c.forward, c.strike, c.volatility, c.years, c.rate)
                  + 1e-12 * c.forward);
    }
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void theGreeksAreSlopesOfThePrice(PricingModel model) {
    SplittableRandom random = new SplittableRandom(75);
    for (int i = 0; i < 1_000; i++) {
      Case c = Case.random(random, model, 1 + random.nextInt(23));
      String what = "seed 75, case " + i + " " + c;
      Greeks greeks = c.greeks(PUT);
      double h = 1e-5 * c.forward;
      Case up = c.withForward(c.forward + h);
      Case down = c.withForward(c.forward - h);
      assertThat(greeks.delta())
          .as(what)
          .isEqualTo((up.price(PUT) - down.price(PUT)) / (2 * h), within(1e-5));
      assertThat(greeks.gamma() * c.forward)
          .as(what)
          .isEqualTo((up.delta(PUT) - down.delta(PUT)) / (2 * h) * c.forward, within(1e-4));
      double v = 1e-5 * c.volatility;
      assertThat(greeks.vega())
          .as(what)
          .isEqualTo(
              (c.withVolatility(c.volatility + v).price(PUT)
                      - c.withVolatility(c.volatility - v).price(PUT))
                  / (2 * v),
              within(1e-5 * c.forward));
      assertThat(greeks.theta())
          .as(what)
          .isEqualTo((c.price(PUT, 1e-6) - c.price(PUT, -1e-6)) / 2e-6, within(1e-4 * c.forward));
      assertThat(greeks.rho())
          .as(what)
          .isEqualTo(
              (c.withRate(c.rate + 1e-5).price(PUT) - c.withRate(c.rate - 1e-5).price(PUT)) / 2e-5,
              within(1e-6 * c.forward));
    }
  }

  @Test
  void normalAveragesTakeNegativeForwardsAndStrikes() {
    Case c = new Case(BACHELIER, -2, -3, 0.5, 4, new double[] {0.1, 0.2}, 0.2, 0.05);
    assertThat(c.price(CALL)).isGreaterThan(0.5 * Math.exp(-0.01));
    assertThat(c.withStrike(0).price(CALL)).isPositive();
  }

  @Test
  void withoutTimeOrVolatilityItIsWorthItsIntrinsicValueAndExtremesAreNumbers() {
    double[] fixings = {0.1, 0.2};
    Case c = new Case(BLACK_76, 3, 2, 0.5, 0.4, fixings, 0.2, 0.05);
    assertThat(c.price(CALL, 0.2)).isEqualTo(0.5);
    assertThat(c.price(CALL, 7)).isEqualTo(0.5);
    assertThat(c.withVolatility(0).price(CALL)).isEqualTo(0.5 * Math.exp(-0.01), within(1e-15));
    for (double volatility : new double[] {1e-300, 1e-9, 50, 1e9}) {
      for (double strike : new double[] {1e-300, 2, 1e300}) {
        assertThat(c.withVolatility(volatility).withStrike(strike).price(CALL)).isBetween(0.0, 1.5);
      }
    }
  }

  @Test
  void refusesWhatItCannotTakeAndNamesTheInputs() {
    Case c = new Case(BLACK_76, 0, 2, 0.5, 0.4, new double[] {0.1}, 0.2, 0.05);
    assertThatThrownBy(() -> c.price(CALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward 0.0");
    assertThatThrownBy(() -> c.withStrike(-1).price(PUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward 0.0");
    assertThatThrownBy(() -> c.withForward(1).withVolatility(-0.1).greeks(PUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("volatility must not be negative");
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Case(
      PricingModel model,
      double forward,
      double strike,
      double weight,
      double volatility,
      double[] fixings,
      double years,
      double rate) {
    static Case random(SplittableRandom random, PricingModel model, int open) {
      double forward = random.nextDouble(0.5, 200);
      double first = random.nextDouble(0.001, 0.5);
      double step = random.nextDouble(0.001, 0.01);
      double fraction = random.nextDouble(0.1, 1.2);
      return new Case(
          model,
          forward,
          forward * random.nextDouble(0.5, 1.5),
          random.nextDouble(0.05, 1),
          model == BLACK_76 ? fraction : fraction * forward,
          IntStream.range(0, open).mapToDouble(i -> first + i * step).toArray(),
          first + open * step,
          random.nextDouble(-0.02, 0.12));
    }

    double price(OptionRight right) {
      return price(right, 0);
    }

    double price(OptionRight right, double elapsed) {
      return AverageOption.price(
          model, right, forward, strike, weight, volatility, fixings, elapsed, years, rate);
    }

    double delta(OptionRight right) {
      return AverageOption.delta(
          model, right, forward, strike, weight, volatility, fixings, 0, years, rate);
    }

    Greeks greeks(OptionRight right) {
      return AverageOption.greeks(
          model, right, forward, strike, weight, volatility, fixings, 0, years, rate);
    }

    Case withForward(double moved) {
      return new Case(model, moved, strike, weight, volatility, fixings, years, rate);
    }

    Case withStrike(double moved) {
      return new Case(model, forward, moved, weight, volatility, fixings, years, rate);
    }

    Case withVolatility(double moved) {
      return new Case(model, forward, strike, weight, moved, fixings, years, rate);
    }

    Case withYears(double moved) {
      return new Case(model, forward, strike, weight, volatility, fixings, moved, rate);
    }

    Case withRate(double moved) {
      return new Case(model, forward, strike, weight, volatility, fixings, years, moved);
    }

    @Override
    public String toString() {
      return "%s forward %s, strike %s, weight %s, volatility %s, %d fixings from %s, %s years, rate %s"
          .formatted(
              model, forward, strike, weight, volatility, fixings.length, fixings[0], years, rate);
    }
  }
}
