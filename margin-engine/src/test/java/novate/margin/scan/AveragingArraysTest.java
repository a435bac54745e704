package novate.margin.scan;

import static novate.margin.TinyMarket.CALENDARS;
import static novate.margin.TinyMarket.future;
import static novate.margin.TinyMarket.mark;
import static novate.margin.TinyMarket.parameters;
import static novate.margin.TinyMarket.prices;
import static novate.margin.TinyMarket.product;
import static novate.margin.TinyMarket.scan;
import static novate.margin.TinyMarket.sixteen;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import novate.market.AveragingState;
import novate.market.Catalogue;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.PricingModel;
import novate.scenario.CommodityParameters;
import novate.scenario.ScanRange.Kind;
import novate.scenario.Scenario;
import org.junit.jupiter.api.Test;

class AveragingArraysTest {
  private final Future averaging =
      future(
          "H100",
          product(
              "H100",
              USD,
              "730",
              "0.001",
              FinalSettlement.MONTHLY_AVERAGE,
              PricingModel.BLACK_76,
              false));
  private final Future plain = future("H100", product("H100", USD, "730", "0.001"));

  /**
   * By hand: n = 20, m = 15 at a mean of 2.40, price 2.45. The rest stands at (49 - 36) / 5 = 2.60
   * and moves by 10 %: 0.26 * 1/4 * 730 = 47.45 USD; a move of the price itself would be 178.85.
   */
  @Test
  void onlyTheOpenQuarterOfTheMonthIsAtRiskAndOnItsOwnForward() {
    RiskArrays arrays = arrays(averaging, "2.45", state(20, 15, "36.00"), fraction(0.10));
    assertThat(arrays.array(averaging.id())[12]).isEqualTo(4_745);
    assertThat(arrays.array(averaging.id())[10]).isEqualTo(-4_745);
    // 2 * 0.26 * 0.35 of the cover fraction: 47.45 * 0.7 = 33.215, to the even cent.
    assertThat(arrays.array(averaging.id())[15]).isBetween(3_321L, 3_322L);
    assertThat(arrays.compositeDelta(averaging.id())).isEqualByComparingTo("0.25");
  }

  @Test
  void equalsThePlainFutureBeforeTheFirstFixing() {
    SplittableRandom random = new SplittableRandom(31);
    for (int n = 1; n <= 31; n++) {
      String price = BigDecimal.valueOf(random.nextLong(500, 9_000), 3).toPlainString();
      CommodityParameters scan = fraction(random.nextDouble(0.01, 0.6));
      assertThat(arrays(averaging, price, state(n, 0, "0"), scan).array(averaging.id()))
          .as("seed 31, n %d, price %s", n, price)
          .isEqualTo(arrays(plain, price, state(n, 0, "0"), scan).array(plain.id()));
    }
  }

  @Test
  void hasNoRiskOnceEveryFixingIsKnown() {
    RiskArrays arrays = arrays(averaging, "2.45", state(20, 20, "49.00"), fraction(0.10));
    assertThat(arrays.array(averaging.id())).containsOnly(0);
    assertThat(arrays.compositeDelta(averaging.id())).isEqualByComparingTo("0");
  }

  @Test
  void theForwardOfTheRestIsFlooredAtOneTick() {
    // F = (20 * 2.45 - 48.5) / 5 = 0.10; a fall by 3 stops at 0.001: 0.099 / 4 * 730 = 18.0675 USD.
    RiskArrays arrays =
        arrays(averaging, "2.45", state(20, 15, "48.50"), scan(Kind.ABSOLUTE, 3, 0));
    assertThat(arrays.array(averaging.id())[12]).isEqualTo(1_807);
  }

  @Test
  void aForwardOfTheRestOfZeroOrBelowIsANamedError() {
    assertThatThrownBy(() -> arrays(averaging, "2.45", state(20, 15, "49.00"), fraction(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract H100: forward of the rest is 0");
    assertThatThrownBy(() -> arrays(averaging, "2.45", state(20, 15, "50.00"), fraction(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract H100: forward of the rest is -0.2");
  }

  @Test
  void withoutAnAveragingStateThereIsNoArray() {
    RiskArrays arrays =
        RiskArrays.of(
            new Catalogue(List.of(averaging)),
            CALENDARS,
            parameters(Map.of("H100", fraction(0.1))),
            sixteen(),
            prices(Map.of("H100", mark(averaging.product(), "2.45"))));
    assertThatThrownBy(() -> arrays.array(averaging.id()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract H100 has no risk array")
        .hasMessageContaining("no averaging state");
  }

  /** The slow judge: the methodology's line in decimals, one contract and scenario at a time. */
  @Test
  void equalsTheMethodologyInDecimals() {
    SplittableRandom random = new SplittableRandom(32);
    for (int round = 0; round < 300; round++) {
      int n = random.nextInt(2, 24);
      int m = random.nextInt(0, n);
      BigDecimal price = BigDecimal.valueOf(random.nextLong(1_500, 3_500), 3);
      BigDecimal sum = BigDecimal.valueOf(random.nextLong(2_000, 2_100) * m, 3);
      BigDecimal forward =
          price
              .multiply(BigDecimal.valueOf(n))
              .subtract(sum)
              .divide(BigDecimal.valueOf(n - m), MathContext.DECIMAL128);
      if (forward.signum() <= 0) {
        continue;
      }
      BigDecimal range = BigDecimal.valueOf(random.nextLong(1, 800), 3);
      long[] array =
          arrays(
                  averaging,
                  price.toPlainString(),
                  new AveragingState(n, m, sum),
                  fraction(range.doubleValue()))
              .array(averaging.id());
      for (Scenario scenario : sixteen().scenarios()) {
        BigDecimal expected = judge(forward, range, scenario, n, m);
        BigDecimal found = BigDecimal.valueOf(array[scenario.number() - 1]);
        assertThat(found.subtract(expected).abs())
            .as(
                "seed 32, round %d, scenario %d: %s of %s",
                round, scenario.number(), found, expected)
            .isLessThanOrEqualTo(new BigDecimal("0.5000001"));
      }
    }
  }

  private static BigDecimal judge(
      BigDecimal forward, BigDecimal range, Scenario scenario, int n, int m) {
    BigDecimal moves =
        scenario.isExtreme()
            ? BigDecimal.valueOf(2L * scenario.priceThirds())
            : BigDecimal.valueOf(scenario.priceThirds())
                .divide(BigDecimal.valueOf(3), MathContext.DECIMAL128);
    BigDecimal moved =
        forward.add(moves.multiply(range).multiply(forward)).max(new BigDecimal("0.001"));
    BigDecimal weight = new BigDecimal(scenario.isExtreme() ? "0.35" : "1");
    return weight
        .multiply(forward.subtract(moved))
        .multiply(BigDecimal.valueOf(n - m))
        .divide(BigDecimal.valueOf(n), MathContext.DECIMAL128)
        .multiply(new BigDecimal("73000"))
        .setScale(10, RoundingMode.HALF_EVEN);
  }

  private static AveragingState state(int scheduled, int published, String sum) {
    return new AveragingState(scheduled, published, new BigDecimal(sum));
  }

  private static CommodityParameters fraction(double range) {
    return scan(Kind.FRACTION, range, 0);
  }

  private static RiskArrays arrays(
      Future future, String price, AveragingState state, CommodityParameters scan) {
    return RiskArrays.of(
        new Catalogue(List.of(future)),
        CALENDARS,
        parameters(Map.of("H100", scan)),
        sixteen(),
        prices(Map.of("H100", mark(future.product(), price)), Map.of("H100", state)));
  }
}
