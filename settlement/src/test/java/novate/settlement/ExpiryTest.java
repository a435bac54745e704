package novate.settlement;

import static novate.settlement.Sample.EXPIRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.settlement.ExpiryTerms.FuturesTrade;
import org.junit.jupiter.api.Test;

/** Strike 2.500, tick 0.001, 730 GPU-hours: 0.73 USD a tick. Methodology sections 2 and 11. */
class ExpiryTest {
  private static final Money NOTHING = Money.zero(CurrencyCode.USD);

  @Test
  void aFutureEndsOnVariationMarginToTheFinalPrice() {
    assertThat(Expiry.of(Sample.future(FinalSettlement.LAST_FIXING), new Price(-40)))
        .isEqualTo(paid(-40, NOTHING, false));
  }

  /** Final price 2.630: 0.130 above the strike, 730 hours, 94.90 USD. */
  @Test
  void aPremiumStyleCallInTheMoneyPaysItsIntrinsicValue() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_630))
        .isEqualTo(paid(130, Money.parse(CurrencyCode.USD, "94.90"), true));
  }

  @Test
  void aPremiumStylePutPaysBelowTheStrikeAlsoAtNegativePrices() {
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, -100))
        .isEqualTo(paid(2_600, Money.parse(CurrencyCode.USD, "1898.00"), true));
  }

  @Test
  void oneTickInTheMoneyIsExercisedAndAtTheMoneyIsNot() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_501))
        .isEqualTo(paid(1, Money.parse(CurrencyCode.USD, "0.73"), true));
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_500))
        .isEqualTo(paid(0, NOTHING, false));
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_499))
        .isEqualTo(paid(0, NOTHING, false));
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, 2_499).isExercised()).isTrue();
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, 2_501).isExercised()).isFalse();
  }

  @Test
  void aFuturesStyleOptionIsMarkedToItsIntrinsicValueAndPaysNothingElse() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.FUTURES_STYLE, 2_630))
        .isEqualTo(paid(130, NOTHING, true));
  }

  /** Sold at 2.500 and marked to 2.470 on the day: 0.030 x 730 of variation margin. */
  @Test
  void aPremiumStylePutThatEndsBeforeItsFutureSellsTheFutureAtTheStrike() {
    assertThat(Expiry.of(early(OptionRight.PUT, PremiumStyle.PREMIUM), new Price(2_470)))
        .isEqualTo(traded(30, -1, 2_500));
  }

  @Test
  void aFuturesStyleCallThatEndsBeforeItsFutureBuysTheFutureAtTheSettlementPrice() {
    assertThat(Expiry.of(early(OptionRight.CALL, PremiumStyle.FUTURES_STYLE), new Price(2_630)))
        .isEqualTo(traded(130, 1, 2_630));
  }

  @Test
  void anAmericanOptionBecomesAFutureAlsoOnTheLastDayOfItsFuture() {
    OptionOnFuture option =
        Sample.option(OptionRight.CALL, ExerciseStyle.AMERICAN, PremiumStyle.PREMIUM, EXPIRY);
    assertThat(Expiry.of(option, new Price(2_630))).isEqualTo(traded(130, 1, 2_500));
  }

  @Test
  void anOptionOutOfTheMoneyBecomesNothing() {
    for (PremiumStyle style : PremiumStyle.values()) {
      assertThat(Expiry.of(early(OptionRight.CALL, style), new Price(2_500)))
          .isEqualTo(paid(0, NOTHING, false));
    }
  }

  private static OptionOnFuture early(OptionRight right, PremiumStyle style) {
    return Sample.option(right, ExerciseStyle.EUROPEAN, style, EXPIRY.minusDays(1));
  }

  private static ExpiryTerms terms(OptionRight right, PremiumStyle style, long finalTicks) {
    OptionOnFuture option = Sample.option(right, ExerciseStyle.EUROPEAN, style, EXPIRY);
    return Expiry.of(option, new Price(finalTicks));
  }

  private static ExpiryTerms paid(long lastTicks, Money cash, boolean isExercised) {
    return new ExpiryTerms(new Price(lastTicks), cash, isExercised, Optional.empty());
  }

  private static ExpiryTerms traded(long lastTicks, long lots, long tradeTicks) {
    FuturesTrade trade = new FuturesTrade(new Lots(lots), new Price(tradeTicks));
    return new ExpiryTerms(new Price(lastTicks), NOTHING, true, Optional.of(trade));
  }
}
