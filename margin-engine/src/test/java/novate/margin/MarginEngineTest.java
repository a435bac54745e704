package novate.margin;

import static novate.margin.TinyMarket.CALENDARS;
import static novate.margin.TinyMarket.JPY;
import static novate.margin.TinyMarket.future;
import static novate.margin.TinyMarket.mark;
import static novate.margin.TinyMarket.option;
import static novate.margin.TinyMarket.parameters;
import static novate.margin.TinyMarket.prices;
import static novate.margin.TinyMarket.product;
import static novate.margin.TinyMarket.scan;
import static novate.margin.TinyMarket.sixteen;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import novate.margin.scan.RiskArrays;
import novate.market.AccountClass;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.Product;
import novate.scenario.ParameterSet;
import novate.scenario.ScanRange.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oil futures and options and a yen index, listed so that the commodities alternate by index. */
class MarginEngineTest {
  private final Product oil = product("OIL", USD, "1000", "0.01");
  private final Future oilFuture = future("OIL-DEC", oil);
  private final Product nikkei = product("NK", JPY, "1000", "10");
  private final Future nikkeiFuture = future("NK-DEC", nikkei);
  private final OptionOnFuture call =
      option("OIL-C", oilFuture, OptionRight.CALL, "80", PremiumStyle.PREMIUM);
  private final OptionOnFuture put =
      option("OIL-P", oilFuture, OptionRight.PUT, "75", PremiumStyle.FUTURES_STYLE);
  private final Catalogue catalogue =
      new Catalogue(List.of(oilFuture, nikkeiFuture, call, put, future("OIL-NEW", oil)));
  private final ParameterSet parameters =
      parameters(
          Map.of("OIL", scan(Kind.ABSOLUTE, 6, 0.1), "NK", scan(Kind.ABSOLUTE, 570, 0.1)), 1.1);
  private final MarginEngine engine = new MarginEngine(catalogue, CALENDARS, parameters, sixteen());
  private final PriceSet prices =
      prices(
          Map.of(
              "OIL-DEC", mark(oil, "78.00"),
              "NK-DEC", mark(nikkei, "39000"),
              "OIL-C", mark(425, 0.35),
              "OIL-P", mark(310, 0.37)));
  private final RiskArrays arrays = engine.arrays(prices);

  /** JSCC: Nikkei 225 June futures +5 and -2, net 3 lots at a scan range of 570,000 JPY a lot. */
  @Test
  void threeNikkeiLotsNetNeedThePublishedMargin() {
    Requirement requirement = margin(AccountClass.HOUSE, Map.of("NK-DEC", 5L - 2L));
    assertThat(requirement.initialMargin(JPY)).isEqualTo(new Money(JPY, 1_710_000));
    CommodityRisk risk = requirement.find(JPY).orElseThrow().commodities().get(0);
    assertThat(risk.activeScenario()).isEqualTo(13);
    assertThat(risk.netDelta()).isEqualByComparingTo("3");
    assertThat(risk.losses()).hasSize(16).contains(1_710_000L, -1_710_000L);
    assertThat(risk.scan().futuresPriceRisk()).isEqualByComparingTo("1710000");
    assertThat(requirement.initialMargin(USD)).isEqualTo(Money.zero(USD));
  }

  /** 100 long calls marked 4.25: 425,000 USD of option value covers whatever they can lose. */
  @Test
  void ownedPremiumStyleOptionsPayForThemselves() {
    CurrencyRequirement owned = dollars(Map.of("OIL-C", 100L));
    assertThat(owned.netOptionValue()).isEqualTo(Money.parse(USD, "425000.00"));
    assertThat(owned.initialMargin()).isEqualTo(Money.zero(USD));
    CurrencyRequirement written = dollars(Map.of("OIL-C", -100L));
    assertThat(written.netOptionValue()).isEqualTo(Money.parse(USD, "-425000.00"));
    assertThat(written.initialMargin())
        .isEqualTo(written.commodities().get(0).charge().plus(Money.parse(USD, "425000.00")));
  }

  @Test
  void futuresStyleOptionsHaveNoOptionValue() {
    CurrencyRequirement written = dollars(Map.of("OIL-P", -100L));
    assertThat(written.netOptionValue()).isEqualTo(Money.zero(USD));
    assertThat(written.initialMargin()).isEqualTo(written.commodities().get(0).scanRisk());
  }

  /** By hand: 6.00 x 1,000 = 6,000.00 a lot; a third is 2,000.00; the class pays 10 % more. */
  @Test
  void theRatioOfTheAccountClassMultipliesTheRiskAndRoundsUp() {
    assertThat(margin(AccountClass.CLIENT_NET, Map.of("OIL-DEC", -7L)).initialMargin(USD))
        .isEqualTo(Money.parse(USD, "42000.00"));
    assertThat(margin(AccountClass.CLIENT_GROSS, Map.of("OIL-DEC", -7L)).initialMargin(USD))
        .isEqualTo(Money.parse(USD, "46200.00"));
    // 3 x 570,000 x 1.1 is exact; 1 of an odd range is not: 33,333 yen x 1.1 = 36,666.3.
    MarginEngine odd =
        new MarginEngine(
            catalogue,
            CALENDARS,
            parameters(
                Map.of("OIL", scan(Kind.ABSOLUTE, 6, 0.1), "NK", scan(Kind.ABSOLUTE, 33.333, 0.1)),
                1.1),
            sixteen());
    assertThat(
            odd.requirement(
                    AccountClass.CLIENT_GROSS, positions(Map.of("NK-DEC", 1L)), odd.arrays(prices))
                .initialMargin(JPY))
        .isEqualTo(new Money(JPY, 36_667));
  }

  @Test
  void aFlatAccountNeedsNothing() {
    assertThat(margin(AccountClass.HOUSE, Map.of()).currencies()).isEmpty();
    assertThat(margin(AccountClass.HOUSE, Map.of("OIL-DEC", 0L)).initialMargin(USD))
        .isEqualTo(Money.zero(USD));
    assertThat(positions(Map.of("OIL-DEC", 0L)).isFlat()).isTrue();
  }

  @Test
  void currenciesAreMarginedApart() {
    Requirement both = margin(AccountClass.HOUSE, Map.of("OIL-DEC", 7L, "NK-DEC", -3L));
    assertThat(both.currencies().keySet()).containsExactly(JPY, USD);
    assertThat(both.initialMargin(USD)).isEqualTo(Money.parse(USD, "42000.00"));
    assertThat(both.initialMargin(JPY)).isEqualTo(new Money(JPY, 1_710_000));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52, 53, 54})
  void requirementsFollowTheMethodologyWhateverThePortfolio(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 250; round++) {
      Map<String, Long> ours = randomLots(random);
      Map<String, Long> theirs = randomLots(random);
      String what = "seed %d, round %d: %s and %s".formatted(seed, round, ours, theirs);
      Money margin = margin(AccountClass.HOUSE, ours).initialMargin(USD);
      assertThat(margin.minorUnits()).as(what).isNotNegative();
      assertThat(scanRisk(ours)).as(what).isEqualTo(judgedScanRisk(ours));
      assertThat(scanRisk(times(ours, 7))).as(what).isEqualTo(7 * scanRisk(ours));
      assertThat(margin(AccountClass.HOUSE, plus(ours, theirs)).initialMargin(USD).minorUnits())
          .as(what)
          .isLessThanOrEqualTo(
              margin.plus(margin(AccountClass.HOUSE, theirs).initialMargin(USD)).minorUnits());
      assertThat(margin(AccountClass.HOUSE, plus(ours, times(ours, -1))).currencies())
          .as(what)
          .isEmpty();
      assertThat(margin(AccountClass.HOUSE, shuffled(ours, seed + round)))
          .as(what)
          .isEqualTo(margin(AccountClass.HOUSE, ours));
    }
  }

  @Test
  void positionsByIndexAreThoseByContract() {
    assertThat(PortfolioPositions.ofSorted(new int[] {0, 2}, new long[] {4, -9}))
        .isEqualTo(positions(Map.of("OIL-C", -9L, "OIL-DEC", 4L)))
        .hasSameHashCodeAs(positions(Map.of("OIL-C", -9L, "OIL-DEC", 4L)));
    assertRefused(
        () -> PortfolioPositions.ofSorted(new int[] {2, 2}, new long[] {4, -9}),
        "contract indices must ascend from 0, got 2 in place 1");
    assertRefused(
        () -> PortfolioPositions.ofSorted(new int[] {-1}, new long[] {4}),
        "contract indices must ascend from 0, got -1");
    assertRefused(
        () -> PortfolioPositions.ofSorted(new int[] {2}, new long[] {0}), "held with 0 lots");
    assertRefused(
        () -> PortfolioPositions.ofSorted(new int[] {2}, new long[] {}), "1 contracts have 0 lots");
  }

  @Test
  void whatCannotBeMarginedIsRefusedByName() {
    assertRefused(
        () -> margin(AccountClass.HOUSE, Map.of("OIL-NEW", 1L)),
        "contract OIL-NEW has no risk array: price set 2026-10-01/EOD/1 has no price of it");
    assertRefused(() -> positions(Map.of("GHOST", 1L)), "contract GHOST is not listed");
    assertRefused(
        () ->
            engine.requirement(
                AccountClass.HOUSE,
                PortfolioPositions.ofSorted(new int[] {5}, new long[] {1}),
                arrays),
        "contract index 5 is not below 5");
    MarginEngine smaller =
        new MarginEngine(new Catalogue(List.of(oilFuture)), CALENDARS, parameters, sixteen());
    assertRefused(
        () -> smaller.requirement(AccountClass.HOUSE, positions(Map.of("OIL-DEC", 1L)), arrays),
        "built for another catalogue");
    assertRefused(
        () ->
            new MarginEngine(
                new Catalogue(
                    List.of(oilFuture, future("OIL-JPY", product("OIL", JPY, "1000", "1")))),
                CALENDARS,
                parameters,
                sixteen()),
        "contract OIL-JPY is in JPY, but its commodity OIL is in USD");
  }

  @Test
  void aSumThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> margin(AccountClass.HOUSE, Map.of("OIL-DEC", Long.MAX_VALUE / 2)))
        .isInstanceOf(ArithmeticException.class);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private Requirement margin(AccountClass accountClass, Map<String, Long> lots) {
    return engine.requirement(accountClass, positions(lots), arrays);
  }

  private CurrencyRequirement dollars(Map<String, Long> lots) {
    return margin(AccountClass.HOUSE, lots).find(USD).orElseThrow();
  }

  private long scanRisk(Map<String, Long> lots) {
    return margin(AccountClass.HOUSE, lots)
        .find(USD)
        .map(r -> r.commodities().get(0).scanRisk().minorUnits())
        .orElse(0L);
  }

  private long judgedScanRisk(Map<String, Long> lots) {
    BigInteger worst = BigInteger.ZERO;
    for (int s = 0; s < 16; s++) {
      BigInteger loss = BigInteger.ZERO;
      for (Contract contract : List.of(oilFuture, call, put)) {
        long held = lots.getOrDefault(contract.id().value(), 0L);
        long lost = arrays.array(contract.id())[s];
        loss = loss.add(BigInteger.valueOf(held).multiply(BigInteger.valueOf(lost)));
      }
      worst = worst.max(loss);
    }
    return worst.longValueExact();
  }

  private PortfolioPositions positions(Map<String, Long> lots) {
    Map<ContractId, Lots> byContract = new LinkedHashMap<>();
    lots.forEach((id, held) -> byContract.put(new ContractId(id), new Lots(held)));
    return PortfolioPositions.of(catalogue, byContract);
  }

  private static Map<String, Long> randomLots(SplittableRandom random) {
    Map<String, Long> lots = new LinkedHashMap<>();
    for (String id : List.of("OIL-DEC", "NK-DEC", "OIL-C", "OIL-P")) {
      lots.put(id, random.nextLong(-200, 201));
    }
    return lots;
  }

  private static Map<String, Long> times(Map<String, Long> lots, long factor) {
    Map<String, Long> scaled = new LinkedHashMap<>();
    lots.forEach((id, held) -> scaled.put(id, held * factor));
    return scaled;
  }

  private static Map<String, Long> plus(Map<String, Long> ours, Map<String, Long> theirs) {
    Map<String, Long> sum = new LinkedHashMap<>(ours);
    theirs.forEach((id, held) -> sum.merge(id, held, Long::sum));
    return sum;
  }

  private static Map<String, Long> shuffled(Map<String, Long> lots, long seed) {
    List<String> ids = new ArrayList<>(lots.keySet());
    Collections.shuffle(ids, new Random(seed));
    Map<String, Long> turned = new LinkedHashMap<>();
    for (String id : ids) {
      turned.put(id, Objects.requireNonNull(lots.get(id)));
    }
    return turned;
  }
}
