package novate.margin.scan;

import static novate.margin.TinyMarket.CALENDARS;
import static novate.margin.TinyMarket.CUT;
import static novate.margin.TinyMarket.DATE;
import static novate.margin.TinyMarket.future;
import static novate.margin.TinyMarket.mark;
import static novate.margin.TinyMarket.option;
import static novate.margin.TinyMarket.parameters;
import static novate.margin.TinyMarket.prices;
import static novate.margin.TinyMarket.product;
import static novate.margin.TinyMarket.sixteen;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.pricing.EuropeanOption;
import novate.scenario.CommodityParameters;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import novate.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionArraysTest {
  private static final double[] DELTA_WEIGHTS = {.037, .111, .217, .270, .217, .111, .037};

  /** 2026-10-01 16:00 UTC to 2026-12-30 noon in New York: 90 days and an hour. */
  private static final double YEARS = (90 + 1 / 24.0) / 365;

  private final Future oil = future("OIL", product("OIL", USD, "1000", "0.01"));
  private final Future power =
      future(
          "OIL",
          product(
              "OIL",
              USD,
              "1000",
              "0.01",
              FinalSettlement.LAST_FIXING,
              PricingModel.BACHELIER,
              true));

  /**
   * By hand: a call struck at 100 on 110 that will have expired a day later loses 10 when the price
   * falls below the strike and gains what the price rises: 1,000 units, moves of 10 per third.
   */
  @Test
  void anOptionThatExpiresWithinTheLookaheadIsScannedOnItsIntrinsicValue() {
    OptionOnFuture call = option("C", oil, OptionRight.CALL, "100", PremiumStyle.FUTURES_STYLE);
    PriceSet prices =
        prices(
            "last/EOD",
            LocalDate.of(2026, 12, 29),
            Instant.parse("2026-12-29T18:00:00Z"),
            Map.of("OIL", mark(11_000, 0), "C", mark(1_000, 0)),
            Map.of());
    long[] array = arrays(call, symmetric(Kind.ABSOLUTE, 30, 0.1, 0), prices).array(call.id());
    assertThat(array)
        .containsExactly(
            0,
            0,
            -1_000_000,
            -1_000_000,
            1_000_000,
            1_000_000,
            -2_000_000,
            -2_000_000,
            1_000_000,
            1_000_000,
            -3_000_000,
            -3_000_000,
            1_000_000,
            1_000_000,
            -2_100_000,
            350_000);
  }

  @ParameterizedTest
  @EnumSource(PricingModel.class)
  void equalsTheMethodologyForEveryScenario(PricingModel model) {
    SplittableRandom random = new SplittableRandom(41);
    Future underlying = model == PricingModel.BLACK_76 ? oil : power;
    double unit = model == PricingModel.BLACK_76 ? 1 : 80;
    for (int round = 0; round < 200; round++) {
      PremiumStyle style = random.nextBoolean() ? PremiumStyle.PREMIUM : PremiumStyle.FUTURES_STYLE;
      OptionOnFuture option =
          option(
              "O",
              underlying,
              random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT,
              Integer.toString(random.nextInt(40, 120)),
              style);
      double volatility = random.nextDouble(0.1, 0.9) * unit;
      long ticks = random.nextLong(4_000, 12_000);
      Kind kind = random.nextBoolean() ? Kind.ABSOLUTE : Kind.FRACTION;
      CommodityParameters scan =
          kind == Kind.ABSOLUTE
              ? asymmetric(kind, random.nextDouble(1, 60), random.nextDouble(0, 0.5) * unit)
              : asymmetric(kind, random.nextDouble(0.01, 0.7), random.nextDouble(0, 0.9));
      RiskArrays arrays = arrays(option, scan, priced(ticks, volatility));
      long[] array = arrays.array(option.id());
      Judge judge = new Judge(option, scan, ticks / 100.0, volatility);
      for (Scenario scenario : sixteen().scenarios()) {
        assertThat(array[scenario.number() - 1])
            .as("seed 41, round %d, scenario %d, %s", round, scenario.number(), option)
            .isEqualTo(judge.loss(scenario));
      }
      assertThat(arrays.compositeDelta(option.id()))
          .as("seed 41, round %d, %s", round, option)
          .isEqualByComparingTo(judge.compositeDelta());
    }
  }

  @Test
  void volatilityNeverFallsBelowItsFloor() {
    OptionOnFuture put = option("O", oil, OptionRight.PUT, "100", PremiumStyle.FUTURES_STYLE);
    PriceSet prices = priced(10_000, 0.30);
    long[] floored = arrays(put, symmetric(Kind.ABSOLUTE, 10, 0.9, 0.2), prices).array(put.id());
    long[] exact = arrays(put, symmetric(Kind.ABSOLUTE, 10, 0.1, 0.0), prices).array(put.id());
    assertThat(floored[1]).isEqualTo(exact[1]); // 0.30 - 0.90 stops at 0.20 = 0.30 - 0.10
  }

  @Test
  void normalOptionsAreScannedThroughZero() {
    OptionOnFuture put = option("O", power, OptionRight.PUT, "-5", PremiumStyle.FUTURES_STYLE);
    RiskArrays arrays = arrays(put, symmetric(Kind.ABSOLUTE, 60, 5, 0), priced(-300, 20));
    long[] array = arrays.array(put.id());
    assertThat(array[10]).isPositive();
    assertThat(array[12]).isNegative();
    assertThat(arrays.compositeDelta(put.id())).isNegative();
  }

  /** Every input at its limit: whatever is built is a number, and whatever is not says why. */
  @Test
  void deepWingsAreFinite() {
    for (String strike : List.of("0.01", "1", "100", "1000000")) {
      for (OptionRight right : OptionRight.values()) {
        for (double volatility : new double[] {0, 1e-12, 0.5, 40}) {
          OptionOnFuture wing = option("O", oil, right, strike, PremiumStyle.PREMIUM);
          RiskArrays arrays =
              arrays(wing, symmetric(Kind.FRACTION, 0.9, 0.9, 0), priced(1, volatility));
          assertThat(arrays.isPriced(1)).isTrue();
        }
      }
    }
  }

  @Test
  void missingInputsLeaveAnOptionWithoutArrayAndSayWhichOneIsMissing() {
    OptionOnFuture call = option("O", oil, OptionRight.CALL, "100", PremiumStyle.PREMIUM);
    assertNoArray(call, prices(Map.of("O", mark(1, 0.3))), "has no price of its underlying OIL");
    assertNoArray(call, prices(Map.of("OIL", mark(oil.product(), "100"))), "has no price of it");
    assertNoArray(
        call,
        prices(Map.of("OIL", mark(oil.product(), "100"), "O", mark(oil.product(), "1"))),
        "has no volatility of it");
    PriceSet withRate = priced(10_000, 0.3);
    PriceSet withoutRate =
        new PriceSet(
            "no-rate",
            DATE,
            CUT,
            withRate.marks(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    assertNoArray(call, withoutRate, "price set no-rate has no rate of USD");
  }

  /** Early exercise is worth having: deep in the money an American call moves like its future. */
  @Test
  void anAmericanOptionIsScannedByItsDeclaredModelAndAnInactiveOneHasNoArray() {
    CommodityParameters scan = symmetric(Kind.ABSOLUTE, 1, 0, 0);
    RiskArrays arrays = arrays(american(true), scan, priced(20_000, 0.3));
    assertThat(arrays.array(new ContractId("O"))[12]).isEqualTo(100_000);
    assertThat(arrays.compositeDelta(new ContractId("O"))).isEqualByComparingTo("1");
    assertThat(arrays(american(false), scan, priced(10_000, 0.3)).isPriced(1)).isFalse();
    assertThat(arrays(american(true), scan, prices(Map.of())).isPriced(1)).isFalse();
  }

  @Test
  void aScenarioThatCannotBePricedIsNamed() {
    OptionOnFuture call = option("O", oil, OptionRight.CALL, "100", PremiumStyle.PREMIUM);
    CommodityParameters scan =
        new CommodityParameters(
            ScanRange.symmetric(Kind.ABSOLUTE, 1),
            ScanRange.symmetric(Kind.ABSOLUTE, 0),
            Double.POSITIVE_INFINITY,
            0.35,
            0,
            1,
            0.5);
    assertThatThrownBy(() -> arrays(call, scan, priced(10_000, 0.3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract OIL, scenario 15");
    assertThatThrownBy(
            () ->
                arrays(
                    call, scan, prices(Map.of("OIL", mark(Long.MAX_VALUE, 0), "O", mark(1, 0.3)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario");
  }

  private OptionOnFuture american(boolean isActive) {
    OptionOnFuture european = option("O", oil, OptionRight.CALL, "100", PremiumStyle.PREMIUM);
    return new OptionOnFuture(
        european.id(),
        european.product(),
        european.underlying(),
        european.right(),
        european.strike(),
        ExerciseStyle.AMERICAN,
        european.premiumStyle(),
        european.expiry(),
        isActive);
  }

  private static void assertNoArray(OptionOnFuture option, PriceSet prices, String reason) {
    RiskArrays arrays = arrays(option, symmetric(Kind.ABSOLUTE, 10, 0.1, 0), prices);
    assertThatThrownBy(() -> arrays.compositeDelta(new ContractId("O")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract O has no risk array")
        .hasMessageContaining(reason);
  }

  private static PriceSet priced(long underlyingTicks, double volatility) {
    return prices(Map.of("OIL", mark(underlyingTicks, 0), "O", mark(1, volatility)));
  }

  private static CommodityParameters symmetric(
      Kind kind, double priceRange, double volatilityRange, double volatilityFloor) {
    return new CommodityParameters(
        ScanRange.symmetric(kind, priceRange),
        ScanRange.symmetric(kind, volatilityRange),
        2,
        0.35,
        volatilityFloor,
        1,
        0.5);
  }

  private static CommodityParameters asymmetric(
      Kind kind, double priceRange, double volatilityRange) {
    return new CommodityParameters(
        new ScanRange(kind, priceRange, priceRange * 0.8),
        new ScanRange(kind, volatilityRange, volatilityRange * 0.5),
        3,
        0.32,
        0.15,
        2,
        0.5);
  }

  private static RiskArrays arrays(
      OptionOnFuture option, CommodityParameters scan, PriceSet prices) {
    return RiskArrays.of(
        new Catalogue(List.of(option.underlying(), option)),
        CALENDARS,
        parameters(Map.of("OIL", scan)),
        sixteen(),
        prices);
  }

  /** Methodology section 3, one scenario at a time, from the bare formula. */
  private record Judge(
      OptionOnFuture option, CommodityParameters scan, double price, double volatility) {
    long loss(Scenario scenario) {
      double n = scenario.volatilityDirection();
      double range = n < 0 ? scan.volatility().down() : scan.volatility().up();
      double shift = n * range * (scan.volatility().kind() == Kind.FRACTION ? volatility : 1);
      double shifted = Math.max(0.15, volatility + shift);
      double loss =
          value(price, volatility, YEARS)
              - value(moved(scenario.priceMove(scan)), shifted, YEARS - 2 / 365.0);
      return BigDecimal.valueOf(loss * scenario.weight(scan) * 100_000)
          .setScale(0, RoundingMode.HALF_EVEN)
          .longValueExact();
    }

    BigDecimal compositeDelta() {
      double sum = 0;
      for (int k = -3; k <= 3; k++) {
        sum +=
            DELTA_WEIGHTS[k + 3]
                * EuropeanOption.delta(
                    option.product().model(),
                    option.right(),
                    moved(k / 3.0),
                    strike(),
                    volatility,
                    YEARS - 2 / 365.0,
                    rate());
      }
      return BigDecimal.valueOf(sum).setScale(4, RoundingMode.HALF_EVEN);
    }

    private double moved(double m) {
      double range = m < 0 ? scan.price().down() : scan.price().up();
      double moved = price + m * range * (scan.price().kind() == Kind.FRACTION ? price : 1);
      return option.product().negativePricesAllowed() ? moved : Math.max(0.01, moved);
    }

    private double value(double at, double on, double years) {
      return EuropeanOption.price(
          option.product().model(), option.right(), at, strike(), on, years, rate());
    }

    private double rate() {
      return option.premiumStyle() == PremiumStyle.PREMIUM ? 0.05 : 0;
    }

    private double strike() {
      return option.product().decimal(option.strike()).doubleValue();
    }
  }
}
