package novate.margin.addon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.TinyMarket;
import novate.margin.addon.LadderCharge.Line;
import novate.margin.addon.LadderCharge.Part;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PricingModel;
import novate.market.Product;
import novate.scenario.RateLadderParameters;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.Sides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token future of the sample: 2,000 units, ticks of 0.005 CNY, prices of 1 October 2026. */
class RateLadderTest {
  private static final CombinedCommodityId TOKEN = new CombinedCommodityId("TOKEN");
  private static final Product PRODUCT =
      TinyMarket.product("TOKEN", CurrencyCode.CNY, "2000", "0.005");
  private static final Future DECEMBER = future("DEC", 2026, 12, 31);
  private static final Future JANUARY = future("JAN", 2027, 1, 29);
  private static final Future OCTOBER = future("OCT", 2026, 10, 6);
  private static final OptionOnFuture CALL =
      TinyMarket.option("CALL", DECEMBER, OptionRight.CALL, "10.80", PremiumStyle.FUTURES_STYLE);
  private static final OptionOnFuture DEEP =
      TinyMarket.option("DEEP", DECEMBER, OptionRight.CALL, "20", PremiumStyle.FUTURES_STYLE);
  private static final OptionOnFuture PUT =
      TinyMarket.option("PUT", DECEMBER, OptionRight.PUT, "11", PremiumStyle.PREMIUM);
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              DECEMBER,
              JANUARY,
              OCTOBER,
              CALL,
              DEEP,
              PUT,
              TinyMarket.future("GOLD", TinyMarket.product("GOLD", CurrencyCode.USD, "1", "1"))));
  private static final PriceSet PRICES =
      TinyMarket.prices(
          Map.of(
              "DEC", TinyMarket.mark(PRODUCT, "9.80"),
              "JAN", TinyMarket.mark(PRODUCT, "9.70"),
              "OCT", TinyMarket.mark(PRODUCT, "9.90"),
              "CALL", TinyMarket.mark(20, 0.3),
              "PUT", TinyMarket.mark(300, 0.3)));

  @Test
  void tenLongAgainstFourShortAreChargedOnTheLargerSide() {
    LadderCharge charge = charge(Map.of("DEC", 10L, "JAN", -4L));
    assertThat(charge.longSide()).isEqualTo(yuan("15680"));
    assertThat(charge.shortSide()).isEqualTo(yuan("6208"));
    assertThat(charge.amount()).isEqualTo(yuan("15680"));
    Line line = charge.lines().getFirst();
    assertThat(line.notional()).isEqualTo(yuan("196000"));
    assertThat(line.rate().rate()).isEqualTo(0.08);
    assertThat(line.part()).isEqualTo(Part.LONG);
  }

  @Test
  void whereTheLadderSaysBothSidesBothAreCharged() {
    RateLadder ladder =
        ladder(withSides(LadderRatesTest.standard(), Sides.BOTH, Basis.LADDER_ALONE), PRICES);
    assertThat(charge(ladder, Map.of("DEC", 10L, "JAN", -4L)).amount()).isEqualTo(yuan("21888"));
  }

  /** 6 October is the last day, and 2 October, the next trading day, among its last five. */
  @Test
  void aContractNearItsLastDayIsNotNettedWithOtherMonths() {
    LadderCharge charge = charge(Map.of("DEC", 10L, "OCT", -4L));
    assertThat(charge.bothSides()).isEqualTo(yuan("15840")); // 79,200 * 20 %
    assertThat(charge.amount()).isEqualTo(yuan("31520"));
    assertThat(charge.lines().getLast().rate().applied().reason())
        .isEqualTo("from 2026-10-02: 2 trading days before the last, which is 2026-10-06");
  }

  @Test
  void aShortOptionPaysItsFuturesMarginLessHalfOfWhatItIsOutOfTheMoneyButAtLeastHalf() {
    // M = 9.80 * 2000 * 8 % = 1,568; out of the money 1.00 * 2000 = 2,000: 568 is below 784.
    assertThat(charge(Map.of("CALL", -1L)).options()).isEqualTo(yuan("784"));
    assertThat(charge(Map.of("DEEP", -3L)).options()).isEqualTo(yuan("2352"));
    // In the money: the whole margin of the future; its value is net option value.
    assertThat(charge(Map.of("PUT", -1L)).options()).isEqualTo(yuan("1568"));
  }

  @Test
  void aLongOptionCanOnlyLoseWhatIsNotPaidForYet() {
    assertThat(charge(Map.of("CALL", 1L)).amount()).isEqualTo(yuan("200")); // 0.10 * 2000
    assertThat(charge(Map.of("PUT", 1L)).amount()).isEqualTo(yuan("0"));
  }

  @Test
  void everyLineIsRoundedUpAndTheLinesAddUp() {
    Product odd = TinyMarket.product("TOKEN", CurrencyCode.CNY, "1", "0.01");
    Future future = new Future(new ContractId("X"), odd, DECEMBER.month(), DECEMBER.expiry(), true);
    RateLadder ladder =
        RateLadder.of(
            new Catalogue(List.of(future)),
            TinyMarket.CALENDARS,
            new TreeMap<>(Map.of(TOKEN, LadderRatesTest.standard())),
            TinyMarket.prices(Map.of("X", TinyMarket.mark(odd, "0.01"))),
            LadderRatesTest.state(future, 0, 0));
    assertThat(charge(ladder, Map.of("X", 13L)).amount()).isEqualTo(yuan("0.02")); // 0.0104
  }

  @Test
  void theLargerOfLadderAndScanIsTakenOnlyWhereTheProductAsksForBoth() {
    LadderCharge both = charge(Map.of("DEC", 10L));
    assertThat(both.with(yuan("20000"))).isEqualTo(yuan("20000"));
    assertThat(both.with(yuan("15000"))).isEqualTo(yuan("15680"));
    RateLadder alone =
        ladder(withSides(LadderRatesTest.standard(), Sides.LARGER, Basis.LADDER_ALONE), PRICES);
    assertThat(charge(alone, Map.of("DEC", 10L)).with(yuan("20000"))).isEqualTo(yuan("15680"));
  }

  @Test
  void aPriceThatIsNotPositiveIsRefusedWhereNothingElseWouldBeCharged() {
    Product product =
        TinyMarket.product(
            "TOKEN",
            CurrencyCode.CNY,
            "2000",
            "0.005",
            FinalSettlement.LAST_FIXING,
            PricingModel.BACHELIER,
            true);
    Future future = TinyMarket.future("NEG", product);
    for (Basis basis : Basis.values()) {
      RateLadder ladder =
          RateLadder.of(
              new Catalogue(List.of(future)),
              TinyMarket.CALENDARS,
              new TreeMap<>(
                  Map.of(TOKEN, withSides(LadderRatesTest.standard(), Sides.LARGER, basis))),
              TinyMarket.prices(Map.of("NEG", TinyMarket.mark(product, "-0.5"))),
              LadderRatesTest.state(future, 0, 0));
      switch (basis) {
        case LARGER_WITH_SCAN ->
            assertThat(charge(ladder, Map.of("NEG", 3L)).with(yuan("7"))).isEqualTo(yuan("7"));
        case LADDER_ALONE ->
            assertThatThrownBy(() -> charge(ladder, Map.of("NEG", 3L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("contract NEG stands at -0.500: no share of it");
      }
    }
  }

  /** No band is the lowest one: what is held and unknown is named, what is not held may be. */
  @Test
  void aContractHeldWhoseOpenInterestIsNotKnownHasNoRate() {
    RateLadder ladder = ladder(LadderRatesTest.standard(), PRICES, DECEMBER);
    assertThat(charge(ladder, Map.of("DEC", 10L)).amount()).isEqualTo(yuan("15680"));
    assertThat(charge(ladder, Map.of("CALL", -1L)).amount()).isEqualTo(yuan("784"));
    assertThatThrownBy(() -> charge(ladder, Map.of("DEC", 10L, "JAN", -4L)))
        .isInstanceOf(MarketStateMissingException.class)
        .hasMessage(
            "contract JAN: its rate ladder has bands of open interest, and how much is open is not"
                + " known");
    assertThatThrownBy(() -> ladder.rate(JANUARY.id()))
        .isInstanceOf(MarketStateMissingException.class);
  }

  @Test
  void aCommodityWithoutALadderIsLeftOutAndAMissingPriceIsNot() {
    assertThat(ladder().charges(lots(Map.of("GOLD", 1L)))).isEmpty();
    RateLadder unpriced = ladder(LadderRatesTest.standard(), TinyMarket.prices(Map.of()));
    assertThatThrownBy(() -> charge(unpriced, Map.of("DEC", 1L)))
        .hasMessageContaining("has no price of DEC");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void aChargeIsHomogeneousNeverNegativeAndAddingAccountsNeverRaisesIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300; i++) {
      Map<String, Long> one = portfolio(random);
      Map<String, Long> other = portfolio(random);
      long apart = amount(one) + amount(other);
      Map<String, Long> joined = new LinkedHashMap<>(one);
      other.forEach((contract, lots) -> joined.merge(contract, lots, Long::sum));
      Map<String, Long> tripled = new LinkedHashMap<>();
      one.forEach((contract, lots) -> tripled.put(contract, 3 * lots));
      String message = "seed " + seed + ": " + one + " and " + other;
      assertThat(amount(one)).as(message).isNotNegative();
      assertThat(amount(joined)).as(message).isLessThanOrEqualTo(apart);
      assertThat(amount(tripled)).as(message).isEqualTo(3 * amount(one));
      assertThat(charges(one)).as(message).isEqualTo(charges(new TreeMap<>(one)));
    }
  }

  private static Map<String, Long> portfolio(SplittableRandom random) {
    Map<String, Long> lots = new LinkedHashMap<>();
    for (String contract : new String[] {"JAN", "DEC", "OCT"}) {
      if (random.nextInt(4) > 0) {
        lots.put(contract, random.nextLong(-50, 51));
      }
    }
    return lots;
  }

  private static long amount(Map<String, Long> lots) {
    return charges(lots).values().stream().mapToLong(c -> c.amount().minorUnits()).sum();
  }

  private static Map<CombinedCommodityId, LadderCharge> charges(Map<String, Long> lots) {
    return ladder().charges(lots(lots));
  }

  private static LadderCharge charge(Map<String, Long> lots) {
    return charge(ladder(), lots);
  }

  private static LadderCharge charge(RateLadder ladder, Map<String, Long> lots) {
    Map<CombinedCommodityId, LadderCharge> charges = ladder.charges(lots(lots));
    assertThat(charges).containsOnlyKeys(TOKEN);
    return charges.values().iterator().next();
  }

  private static RateLadder ladder() {
    return ladder(LadderRatesTest.standard(), PRICES);
  }

  private static RateLadder ladder(RateLadderParameters parameters, PriceSet prices) {
    return ladder(parameters, prices, DECEMBER, JANUARY, OCTOBER);
  }

  /** A thousand lots are open in each of some futures; of the others it is not known. */
  private static RateLadder ladder(
      RateLadderParameters parameters, PriceSet prices, Future... known) {
    TreeMap<ContractId, Lots> openInterest = new TreeMap<>();
    for (Future future : known) {
      openInterest.put(future.id(), new Lots(1000));
    }
    return RateLadder.of(
        CATALOGUE,
        TinyMarket.CALENDARS,
        new TreeMap<>(Map.of(TOKEN, parameters)),
        prices,
        new LadderState(openInterest, new TreeMap<>()));
  }

  private static RateLadderParameters withSides(
      RateLadderParameters ladder, Sides sides, Basis basis) {
    return new RateLadderParameters(
        ladder.normal(),
        ladder.delivery(),
        ladder.openInterest(),
        ladder.limitLocked(),
        ladder.holiday(),
        sides,
        ladder.bothSidesLastDays(),
        basis);
  }

  private static Map<ContractId, Lots> lots(Map<String, Long> lots) {
    Map<ContractId, Lots> byContract = new LinkedHashMap<>();
    lots.forEach((contract, count) -> byContract.put(new ContractId(contract), new Lots(count)));
    return byContract;
  }

  private static Future future(String id, int year, int month, int day) {
    return new Future(
        new ContractId(id),
        PRODUCT,
        YearMonth.of(year, month),
        LocalDate.of(year, month, day),
        true);
  }

  private static Money yuan(String amount) {
    return Money.parse(CurrencyCode.CNY, amount);
  }
}
