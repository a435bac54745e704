package novate.pricing;

import static novate.market.OptionRight.CALL;
import static novate.market.OptionRight.PUT;
import static novate.market.PricingModel.BLACK_76;
import static novate.pricing.Rows.number;
import static novate.scenario.AmericanModel.BARONE_ADESI_WHALEY;
import static novate.scenario.AmericanModel.BJERKSUND_STENSLAND_2002;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import novate.market.OptionRight;
import novate.scenario.AmericanModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmericanOptionTest {
  static List<NamedCsvRecord> publishedBaroneAdesiWhaley() throws Exception {
    return Rows.of("american-on-futures.csv");
  }

  static List<NamedCsvRecord> publishedBjerksundStensland() throws Exception {
    return Rows.of("bjerksund-stensland-on-futures.csv");
  }

  static List<NamedCsvRecord> judged() throws Exception {
    return Rows.of("american-judge.csv");
  }

  @ParameterizedTest
  @MethodSource("publishedBaroneAdesiWhaley")
  void reproducesThePublishedQuadraticApproximation(NamedCsvRecord row) {
    assertThat(published(BARONE_ADESI_WHALEY, row))
        .isEqualTo(number(row, "value"), within(number(row, "tolerance")));
  }

  @Test
  void allThirtySixPublishedValuesAreThere() throws Exception {
    assertThat(publishedBaroneAdesiWhaley()).hasSize(36);
  }

  @ParameterizedTest
  @MethodSource("publishedBjerksundStensland")
  void reproducesThePublishedTwoStepBoundary(NamedCsvRecord row) {
    assertThat(published(BJERKSUND_STENSLAND_2002, row))
        .isEqualTo(number(row, "value"), within(number(row, "tolerance")));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void theQuadraticApproximationAgreesWithAnIndependentLibrary(NamedCsvRecord row) {
    assertThat(judged(BARONE_ADESI_WHALEY, row))
        .isEqualTo(number(row, "baw"), within(1e-10 * level(row)));
  }

  /**
   * A policy the holder could follow is worth at most the best one. What it misses grows with the
   * deviation: at 120 % over a year, the widest here, it is 1.5 % of the level.
   */
  @ParameterizedTest
  @MethodSource("judged")
  void theTwoStepBoundaryIsALowerBoundOfTheTrueValueAndNearIt(NamedCsvRecord row) {
    double truth = number(row, "american");
    assertThat(judged(BJERKSUND_STENSLAND_2002, row))
        .isLessThanOrEqualTo(truth + 1e-8 * level(row))
        .isGreaterThan(truth - 0.02 * level(row));
    assertThat(judged(BARONE_ADESI_WHALEY, row)).isEqualTo(truth, within(0.01 * level(row)));
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void keepsTheBoundsThatHoldWithoutAnyModel(AmericanModel american) {
    SplittableRandom random = new SplittableRandom(61);
    for (int i = 0; i < 10_000; i++) {
      Case c = Case.random(random, american);
      String what = "seed 61, case " + i + ": " + c;
      double call = c.price(CALL);
      double put = c.price(PUT);
      double discount = Math.exp(-c.rate * c.years);
      double slack = 1e-12 * (c.forward + c.strike);
      for (OptionRight right : OptionRight.values()) {
        double intrinsic = Math.max(0, right == CALL ? c.forward - c.strike : c.strike - c.forward);
        assertThat(c.price(right))
            .as(what)
            .isGreaterThanOrEqualTo(c.european(right))
            .isGreaterThanOrEqualTo(intrinsic)
            .isLessThanOrEqualTo((right == CALL ? c.forward : c.strike) + slack);
      }
      assertThat(c.exchanged().price(PUT)).as(what).isEqualTo(call, within(slack));
      // Parity of American options on futures: F df - K <= C - P <= F - K df. BAW is no bound.
      double width = american == BARONE_ADESI_WHALEY ? 0.01 * c.strike : slack;
      assertThat(call - put)
          .as(what)
          .isBetween(
              discount * c.forward - c.strike - width, c.forward - discount * c.strike + width);
    }
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void neverFallsAsVolatilityRises(AmericanModel american) {
    SplittableRandom random = new SplittableRandom(62);
    for (int i = 0; i < 10_000; i++) {
      Case c = Case.random(random, american);
      Case wilder = c.withVolatility(c.volatility * random.nextDouble(1.001, 2));
      for (OptionRight right : OptionRight.values()) {
        assertThat(wilder.price(right))
            .as("seed 62, case %d: %s, then %s", i, c, wilder.volatility)
            .isGreaterThanOrEqualTo(c.price(right) - 1e-12 * c.forward);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void withoutARateWorthWaitingForItIsEuropean(AmericanModel american) {
    for (double rate : new double[] {0, -0.02}) {
      Case c = new Case(american, 95, 100, 0.3, 0.5, rate);
      assertThat(c.price(PUT)).isEqualTo(c.european(PUT));
      assertThat(c.greeks(PUT))
          .isEqualTo(new EuropeanValuation(BLACK_76, PUT, 100, 0.5, rate).greeks(95, 0.3, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void withoutTimeOrVolatilityItIsWorthItsIntrinsicValue(AmericanModel american) {
    assertThat(new Case(american, 110, 100, 0.5, 0, 0.1).price(CALL)).isEqualTo(10);
    assertThat(new Case(american, 110, 100, 0.5, -1, 0.1).price(PUT)).isZero();
    assertThat(new Case(american, 110, 100, 0, 0.5, 0.1).price(CALL)).isEqualTo(10);
    assertThat(new Case(american, 110, 100, 0, 0.5, 0.1).delta(CALL)).isEqualTo(1);
    assertThat(new Case(american, 110, 100, 0, 0.5, 0.1).greeks(CALL))
        .isEqualTo(new Greeks(1, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void theGreeksAreSlopesOfThePrice(AmericanModel american) {
    SplittableRandom random = new SplittableRandom(63);
    int seen = 0;
    for (int i = 0; i < 2_000; i++) {
      Case c = Case.random(random, american);
      OptionRight right = random.nextBoolean() ? CALL : PUT;
      double intrinsic = right == CALL ? c.forward - c.strike : c.strike - c.forward;
      // At the boundary the approximations have a kink, and beyond it nothing moves.
      if (c.price(right) - intrinsic < 1e-3 * c.forward) {
        continue;
      }
      seen++;
      String what = "seed 63, case " + i + ": " + right + " " + c;
      Greeks greeks = c.greeks(right);
      double h = 2e-4 * c.forward * c.volatility * Math.sqrt(c.years);
      double up = c.withForward(c.forward + h).price(right);
      double down = c.withForward(c.forward - h).price(right);
      assertThat(greeks.delta()).as(what).isEqualTo((up - down) / (2 * h), within(1e-5));
      assertThat(greeks.delta()).as(what).isEqualTo(c.delta(right), within(1e-9));
      assertThat(greeks.gamma() * c.deviation())
          .as(what)
          .isEqualTo((up - 2 * c.price(right) + down) / (h * h) * c.deviation(), within(1e-4));
      double v = 2e-5 * c.volatility;
      assertThat(greeks.vega())
          .as(what)
          .isEqualTo(
              (c.withVolatility(c.volatility + v).price(right)
                      - c.withVolatility(c.volatility - v).price(right))
                  / (2 * v),
              within(1e-5 * c.forward));
      double t = 2e-5 * c.years;
      assertThat(greeks.theta())
          .as(what)
          .isEqualTo(
              (c.withYears(c.years - t).price(right) - c.withYears(c.years + t).price(right))
                  / (2 * t),
              within(1e-4 * c.forward));
      double r = 2e-5 * c.rate;
      assertThat(greeks.rho())
          .as(what)
          .isEqualTo(
              (c.withRate(c.rate + r).price(right) - c.withRate(c.rate - r).price(right)) / (2 * r),
              within(1e-4 * c.forward));
    }
    assertThat(seen).isGreaterThan(1_000);
  }

  /** Extremes of every input: a number in its bounds, or a refusal that names the inputs. */
  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void deepWingsAreInTheirBoundsOrNamedErrors(AmericanModel american) {
    double[] extremes = {0, 1e-300, 1e-9, 1e-3, 0.5, 50, 1e9};
    double[] prices = {1e-300, 1e-9, 1, 1 + 1e-15, 1.5, 1e9, 1e300};
    for (double volatility : extremes) {
      for (double years : extremes) {
        for (double rate : new double[] {1e-300, 1e-9, 0.05, 2}) {
          for (double forward : prices) {
            Case c = new Case(american, forward, 1, volatility, years, rate);
            for (OptionRight right : OptionRight.values()) {
              assertInBoundsOrNamed(c, right);
            }
          }
        }
      }
    }
  }

  private static void assertInBoundsOrNamed(Case c, OptionRight right) {
    double price;
    double delta;
    try {
      price = c.price(right);
      delta = c.delta(right);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("forward " + c.forward);
      return;
    }
    double most = right == CALL ? c.forward : c.strike;
    assertThat(price).as(right + " " + c).isBetween(0.0, most * (1 + 1e-12));
    assertThat(Math.abs(delta)).as("delta of " + right + " " + c).isBetween(0.0, 1 + 1e-5);
  }

  @ParameterizedTest
  @EnumSource(AmericanModel.class)
  void refusesWhatItCannotTake(AmericanModel american) {
    assertThatThrownBy(() -> new Case(american, 0, 100, 0.5, 1, 0.1).price(CALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward and strike must be above zero");
    assertThatThrownBy(() -> new Case(american, 100, -1, 0.5, 1, 0.1).delta(CALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strike -1.0");
    assertThatThrownBy(() -> new Case(american, 100, 100, Double.NaN, 1, 0.1).greeks(CALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inputs must be finite");
  }

  private static double published(AmericanModel american, NamedCsvRecord row) {
    return AmericanOption.price(
        american,
        Rows.right(row),
        number(row, "futures_price"),
        number(row, "strike"),
        number(row, "volatility"),
        number(row, "time_years"),
        number(row, "rate"));
  }

  private static double judged(AmericanModel american, NamedCsvRecord row) {
    return AmericanOption.price(
        american,
        Rows.right(row),
        number(row, "futures_price"),
        number(row, "strike"),
        number(row, "volatility"),
        number(row, "days") / 365,
        number(row, "rate"));
  }

  private static double level(NamedCsvRecord row) {
    return Math.max(number(row, "futures_price"), number(row, "strike"));
  }

  private record Case(
      AmericanModel american,
      double forward,
      double strike,
      double volatility,
      double years,
      double rate) {
    static Case random(SplittableRandom random, AmericanModel american) {
      double forward = random.nextDouble(0.5, 200);
      return new Case(
          american,
          forward,
          forward * random.nextDouble(0.5, 1.6),
          random.nextDouble(0.02, 1.5),
          random.nextDouble(0.01, 3),
          random.nextDouble(0.001, 0.2));
    }

    double price(OptionRight right) {
      return AmericanOption.price(american, right, forward, strike, volatility, years, rate);
    }

    double delta(OptionRight right) {
      return AmericanOption.delta(american, right, forward, strike, volatility, years, rate);
    }

    Greeks greeks(OptionRight right) {
      return AmericanOption.greeks(american, right, forward, strike, volatility, years, rate);
    }

    double european(OptionRight right) {
      return EuropeanOption.price(BLACK_76, right, forward, strike, volatility, years, rate);
    }

    double deviation() {
      return forward * volatility * Math.sqrt(years);
    }

    Case exchanged() {
      return new Case(american, strike, forward, volatility, years, rate);
    }

    Case withForward(double moved) {
      return new Case(american, moved, strike, volatility, years, rate);
    }

    Case withVolatility(double moved) {
      return new Case(american, forward, strike, moved, years, rate);
    }

    Case withYears(double moved) {
      return new Case(american, forward, strike, volatility, moved, rate);
    }

    Case withRate(double moved) {
      return new Case(american, forward, strike, volatility, years, moved);
    }
  }
}
