package novate.margin;

import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.FxPolicy;
import org.junit.jupiter.api.Test;

/** Base USD; 7.25 CNY and 150 JPY to the dollar; haircuts of 5 % and 10 %. */
class CurrencyNettingTest {
  private static final CurrencyCode JPY = TinyMarket.JPY;
  private static final Map<String, String> RATES = Map.of("USD/CNY", "7.25", "USD/JPY", "150");

  private static PriceSet prices(Map<String, String> rates) {
    TreeMap<String, BigDecimal> fx = new TreeMap<>();
    rates.forEach((pair, rate) -> fx.put(pair, new BigDecimal(rate)));
    return new PriceSet(
        "2026-10-01/EOD/1",
        TinyMarket.DATE,
        TinyMarket.CUT,
        new TreeMap<>(),
        new TreeMap<>(),
        fx,
        new TreeMap<>());
  }

  private static FxPolicy policy(boolean baseCoversOthers) {
    return new FxPolicy(
        USD,
        new TreeMap<>(Map.of(CNY, new BigDecimal("0.05"), JPY, new BigDecimal("0.1"))),
        baseCoversOthers);
  }

  private static CurrencyNetting netting(boolean baseCoversOthers, Money... balances) {
    TreeMap<CurrencyCode, Money> byCurrency = new TreeMap<>();
    for (Money balance : balances) {
      byCurrency.put(balance.currency(), balance);
    }
    return CurrencyNetting.of(byCurrency, policy(baseCoversOthers), prices(RATES));
  }

  private static Money usd(String amount) {
    return Money.parse(USD, amount);
  }

  private static Money cny(String amount) {
    return Money.parse(CNY, amount);
  }

  /** 1,000.00 / 7.25 = 137.931...: up to 137.94. */
  @Test
  void aDeficitIsConvertedAtMidAndRoundedUpWithoutAHaircut() {
    CurrencyNetting netting = netting(true, cny("1000.00"));
    assertThat(netting.balance()).isEqualTo(usd("137.94"));
    CurrencyNetting.Conversion conversion = netting.conversions().getFirst();
    assertThat(conversion.haircut()).isZero();
    assertThat(conversion.rate()).isBetween(new BigDecimal("0.1379"), new BigDecimal("0.1380"));
    assertThat(conversion.balance()).isEqualTo(cny("1000.00"));
  }

  /** 1,000.00 / 7.25 * 0.95 = 131.034...: down to 131.03; less the 50.00 missing. */
  @Test
  void aSurplusIsCutThenRoundedDownAndCoversADeficitInTheBase() {
    CurrencyNetting netting = netting(true, cny("-1000.00"), usd("50.00"));
    assertThat(netting.surpluses()).isEqualTo(usd("131.03"));
    assertThat(netting.deficits()).isEqualTo(usd("50.00"));
    assertThat(netting.balance()).isEqualTo(usd("-81.03"));
  }

  /** 15,000 JPY missing are 100.00 USD; 1,450.00 CNY left over are 190.00 after 5 %. */
  @Test
  void aSurplusCoversADeficitInAThirdCurrency() {
    CurrencyNetting netting = netting(false, new Money(JPY, 15_000), cny("-1450.00"));
    assertThat(netting.balance()).isEqualTo(usd("-90.00"));
    assertThat(netting.conversions()).hasSize(2);
  }

  @Test
  void aBaseSurplusCoversOthersOnlyByPolicy() {
    Money missing = cny("725.00");
    assertThat(netting(true, missing, usd("-130.00")).balance()).isEqualTo(usd("-30.00"));
    CurrencyNetting apart = netting(false, missing, usd("-130.00"));
    assertThat(apart.balance()).isEqualTo(usd("100.00"));
    assertThat(apart.unusedBase()).isEqualTo(usd("130.00"));
  }

  @Test
  void aPairIsUsedEitherWayRound() {
    TreeMap<CurrencyCode, Money> balances = new TreeMap<>(Map.of(CNY, cny("1000.00")));
    assertThat(
            CurrencyNetting.of(balances, policy(true), prices(Map.of("CNY/USD", "0.14"))).balance())
        .isEqualTo(usd("140.00"));
  }

  @Test
  void anUnknownRateOrHaircutIsAnErrorThatNamesIt() {
    TreeMap<CurrencyCode, Money> missing = new TreeMap<>(Map.of(CNY, cny("1.00")));
    assertThatThrownBy(() -> CurrencyNetting.of(missing, policy(true), prices(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-10-01/EOD/1")
        .hasMessageContaining("CNY/USD");
    assertThatThrownBy(
            () -> CurrencyNetting.of(missing, policy(true), prices(Map.of("USD/CNY", "0"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above zero");
    TreeMap<CurrencyCode, Money> left = new TreeMap<>(Map.of(CNY, cny("-1.00")));
    FxPolicy none = new FxPolicy(USD, new TreeMap<>(), true);
    assertThatThrownBy(() -> CurrencyNetting.of(left, none, prices(RATES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("haircut of CNY");
    assertThat(CurrencyNetting.of(missing, none, prices(RATES)).balance()).isEqualTo(usd("0.14"));
  }
}
