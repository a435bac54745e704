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

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import novate.market.Catalogue;
import novate.market.ContractId;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.scenario.CommodityParameters;
import novate.scenario.ScanRange;
import novate.scenario.ScanRange.Kind;
import org.junit.jupiter.api.Test;

class RiskArraysTest {
  private final Product gold = product("GC", USD, "100", "0.1");
  private final Future goldFuture = future("GC-DEC", gold);

  @Test
  void reproducesTheGoldArrayOfCmeToTheWholeDollar() {
    PublishedArrays published = PublishedArrays.find("CME-GC-202509");
    RiskArrays arrays = build(goldFuture, published, "3649.4");
    long[] dollars =
        LongStream.of(arrays.array(goldFuture.id())).map(c -> Math.round(c / 100.0)).toArray();
    assertThat(dollars).isEqualTo(published.array());
    assertThat(arrays.array(goldFuture.id())[4]).isEqualTo(533_333); // cents
    assertThat(arrays.compositeDelta(goldFuture.id())).isEqualByComparingTo("1");
  }

  /** The book rounds to ten dollars; its level is not printed and does not matter to a future. */
  @Test
  void reproducesTheFutureOfMcMillanWithinFiveDollars() {
    PublishedArrays published = PublishedArrays.find("MCMILLAN-SPFUT");
    Future index = future("SP-DEC", product("SP", USD, "500", "0.05"));
    long[] array = build(index, published, "410").array(index.id());
    for (int s = 0; s < array.length; s++) {
      assertThat(Math.abs(array[s] - 100 * published.array()[s]))
          .as("scenario %d", s + 1)
          .isLessThanOrEqualTo(500);
    }
  }

  @Test
  void aFractionOfThePriceIsAScanRangeToo() {
    RiskArrays arrays = build(goldFuture, scan(Kind.FRACTION, 0.12, 0), "3000");
    assertThat(arrays.array(goldFuture.id())[12]).isEqualTo(3_600_000); // 12 % of 3,000 x 100
  }

  /** Up by 30 and down by 50 on 100 ounces, extremes of 2 that count by 0.35. */
  @Test
  void upAndDownMayDiffer() {
    CommodityParameters symmetric = scan(Kind.ABSOLUTE, 50, 0);
    CommodityParameters asymmetric =
        symmetric.withRanges(
            new ScanRange(Kind.ABSOLUTE, 30, 50), symmetric.volatility(), List.of());
    RiskArrays arrays = build(goldFuture, asymmetric, "3000");
    assertThat(arrays.array(goldFuture.id()))
        .containsExactly(
            0, 0, -100_000, -100_000, 166_667, 166_667, -200_000, -200_000, 333_333, 333_333,
            -300_000, -300_000, 500_000, 500_000, -210_000, 350_000);
    assertThat(arrays.scanRange(0)).isEqualTo(500_000); // the larger of both
  }

  @Test
  void theMovedPriceStopsAtOneTickUnlessItMayBeNegative() {
    RiskArrays floored = build(goldFuture, scan(Kind.ABSOLUTE, 50, 0), "20");
    assertThat(floored.array(goldFuture.id())[12]).isEqualTo(199_000); // (20 - 0.1) x 100
    assertThat(floored.array(goldFuture.id())[10]).isEqualTo(-500_000);
    Future power =
        future(
            "PW-DEC",
            product(
                "GC",
                USD,
                "100",
                "0.1",
                FinalSettlement.LAST_FIXING,
                PricingModel.BACHELIER,
                true));
    RiskArrays unfloored = build(power, scan(Kind.ABSOLUTE, 50, 0), "20");
    assertThat(unfloored.array(power.id())[12]).isEqualTo(500_000);
    RiskArrays negative = build(power, scan(Kind.FRACTION, 0.5, 0), "-20");
    assertThat(negative.array(power.id())[12]).isEqualTo(100_000); // down is still a loss
    assertThat(build(power, scan(Kind.ABSOLUTE, 50, 0), "0").array(power.id())[12])
        .isEqualTo(500_000);
    assertThatThrownBy(() -> build(power, scan(Kind.FRACTION, 0.5, 0), "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("contract PW-DEC stands at zero");
  }

  @Test
  void aPriceOfZeroIsAnErrorWhereItMayNotBe() {
    assertThatThrownBy(() -> build(goldFuture, scan(Kind.ABSOLUTE, 50, 0), "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract GC-DEC: price is 0");
  }

  @Test
  void aContractWithoutArraySaysWhy() {
    Future inactive =
        new Future(new ContractId("OFF"), gold, goldFuture.month(), goldFuture.expiry(), false);
    Future expired =
        new Future(
            new ContractId("OLD"), gold, YearMonth.of(2026, 9), LocalDate.of(2026, 9, 30), true);
    Future unpriced = future("NEW", gold);
    Catalogue catalogue = new Catalogue(List.of(inactive, expired, unpriced, goldFuture));
    PriceSet prices =
        prices(
            Map.of("OFF", mark(gold, "10"), "OLD", mark(gold, "10"), "GC-DEC", mark(gold, "10")));
    RiskArrays arrays = arrays(catalogue, scan(Kind.ABSOLUTE, 1, 0), prices);
    assertThat(arrays.isPriced(0)).isFalse();
    assertThat(arrays.isPriced(3)).isTrue();
    assertNoArray(arrays, "OFF", "contract OFF has no risk array: it is not active");
    assertNoArray(arrays, "OLD", "contract OLD has no risk array: it expired on 2026-09-30");
    assertNoArray(arrays, "NEW", "contract NEW has no risk array: price set 2026-10-01/EOD/1");
    assertThat(arrays.array(goldFuture.id())[12]).isEqualTo(10_000);
  }

  /** Noon in New York on the last day is 17:00 UTC: an intraday cycle before it still has risk. */
  @Test
  void aContractExpiresAtItsInstantInTheCalendarsZone() {
    LocalDate last = goldFuture.expiry();
    assertThat(isPricedAt(last, "2026-12-30T16:59:59Z")).isTrue();
    assertThat(isPricedAt(last, "2026-12-30T17:00:00Z")).isFalse();
    assertThat(isPricedAt(last.plusDays(1), "2026-12-31T10:00:00Z")).isFalse();
    assertThat(isPricedAt(last.minusDays(1), "2026-12-29T22:00:00Z")).isTrue();
  }

  @Test
  void aValueThatIsNoNumberNamesContractAndScenario() {
    CommodityParameters infinite = scan(Kind.ABSOLUTE, 1, 0, Double.POSITIVE_INFINITY, 0.35);
    assertThatThrownBy(() -> build(goldFuture, infinite, "10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract GC-DEC, scenario 15: loss per lot is -Infinity");
    CommodityParameters undefined = scan(Kind.ABSOLUTE, 0, 0, Double.POSITIVE_INFINITY, 0.35);
    assertThatThrownBy(() -> build(goldFuture, undefined, "10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract GC-DEC, scenario 15: loss per lot is NaN");
    assertThatThrownBy(() -> build(goldFuture, scan(Kind.ABSOLUTE, 1e300, 0), "10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contract GC-DEC, scenario 3");
  }

  @Test
  void anUnknownCommodityOrCalendarIsRefused() {
    Catalogue catalogue = new Catalogue(List.of(goldFuture));
    PriceSet prices = prices(Map.of("GC-DEC", mark(gold, "10")));
    assertThatThrownBy(
            () -> RiskArrays.of(catalogue, CALENDARS, parameters(Map.of()), sixteen(), prices))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no commodity GC");
    PriceSet lastDay =
        prices(
            "x",
            goldFuture.expiry(),
            Instant.parse("2026-12-30T01:00:00Z"),
            Map.of("GC-DEC", mark(gold, "10")),
            Map.of());
    assertThatThrownBy(
            () ->
                RiskArrays.of(
                    catalogue,
                    Map.of(),
                    parameters(Map.of("GC", scan(Kind.ABSOLUTE, 1, 0))),
                    sixteen(),
                    lastDay))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calendar NY is not known");
  }

  private boolean isPricedAt(LocalDate date, String asOf) {
    PriceSet prices =
        prices("x", date, Instant.parse(asOf), Map.of("GC-DEC", mark(gold, "10")), Map.of());
    Catalogue catalogue = new Catalogue(List.of(goldFuture));
    return arrays(catalogue, scan(Kind.ABSOLUTE, 1, 0), prices).isPriced(0);
  }

  private static void assertNoArray(RiskArrays arrays, String contract, String message) {
    assertThatThrownBy(() -> arrays.array(new ContractId(contract)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RiskArrays build(Future future, PublishedArrays published, String price) {
    return build(
        future,
        scan(
            Kind.ABSOLUTE,
            published.priceScanRange() / published.size(),
            0,
            published.extremeMultiplier(),
            published.coverFraction()),
        price);
  }

  private static RiskArrays build(Future future, CommodityParameters scan, String price) {
    return arrays(
        new Catalogue(List.of(future)),
        scan,
        prices(Map.of(future.id().value(), mark(future.product(), price))));
  }

  private static RiskArrays arrays(Catalogue catalogue, CommodityParameters scan, PriceSet prices) {
    String commodity = catalogue.contract(0).commodity().value();
    return RiskArrays.of(
        catalogue, CALENDARS, parameters(Map.of(commodity, scan)), sixteen(), prices);
  }
}
