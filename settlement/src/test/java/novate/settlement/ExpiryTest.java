package novate.settlement;

import static novate.settlement.Sample.EXPIRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.settlement.Expiry.Outcome.Refused;
import novate.settlement.Expiry.Outcome.Settled;
import org.junit.jupiter.api.Test;

/** Strike 2.500, tick 0.001, 730 GPU-hours: 0.73 USD a tick. Methodology sections 2 and 11. */
class ExpiryTest {
  private static final Money NOTHING = Money.zero(CurrencyCode.USD);

  @Test
  void aFutureEndsOnVariationMarginToTheFinalPrice() {
    assertThat(Expiry.of(Sample.future(FinalSettlement.LAST_FIXING), new Price(-40)))
        .isEqualTo(new Settled(new ExpiryTerms(new Price(-40), NOTHING, false)));
  }

  /** Final price 2.630: 0.130 above the strike, 730 hours, 94.90 USD. */
  @Test
  void aPremiumStyleCallInTheMoneyPaysItsIntrinsicValue() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_630))
        .isEqualTo(new ExpiryTerms(new Price(130), Money.parse(CurrencyCode.USD, "94.90"), true));
  }

  @Test
  void aPremiumStylePutPaysBelowTheStrikeAlsoAtNegativePrices() {
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, -100))
        .isEqualTo(
            new ExpiryTerms(new Price(2_600), Money.parse(CurrencyCode.USD, "1898.00"), true));
  }

  @Test
  void oneTickInTheMoneyIsExercisedAndAtTheMoneyIsNot() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_501))
        .isEqualTo(new ExpiryTerms(new Price(1), Money.parse(CurrencyCode.USD, "0.73"), true));
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_500))
        .isEqualTo(new ExpiryTerms(new Price(0), NOTHING, false));
    assertThat(terms(OptionRight.CALL, PremiumStyle.PREMIUM, 2_499))
        .isEqualTo(new ExpiryTerms(new Price(0), NOTHING, false));
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, 2_499).isExercised()).isTrue();
    assertThat(terms(OptionRight.PUT, PremiumStyle.PREMIUM, 2_501).isExercised()).isFalse();
  }

  @Test
  void aFuturesStyleOptionIsMarkedToItsIntrinsicValueAndPaysNothingElse() {
    assertThat(terms(OptionRight.CALL, PremiumStyle.FUTURES_STYLE, 2_630))
        .isEqualTo(new ExpiryTerms(new Price(130), NOTHING, true));
  }

  @Test
  void americanAndEarlyExpiringOptionsAreRefusedInThisOrder() {
    LocalDate early = EXPIRY.minusDays(1);
    assertThat(refused(ExerciseStyle.AMERICAN, early).reason())
        .isEqualTo(Expiry.Reason.AMERICAN_EXERCISE);
    assertThat(refused(ExerciseStyle.AMERICAN, EXPIRY).reason())
        .isEqualTo(Expiry.Reason.AMERICAN_EXERCISE);
    assertThat(refused(ExerciseStyle.EUROPEAN, early))
        .isEqualTo(
            new Refused(
                Expiry.Reason.EXPIRES_BEFORE_UNDERLYING,
                "option H100-2026-10-CALL expires 2026-10-29, its underlying H100-2026-10 on"
                    + " 2026-10-30"));
  }

  private static ExpiryTerms terms(OptionRight right, PremiumStyle style, long finalTicks) {
    OptionOnFuture option = Sample.option(right, ExerciseStyle.EUROPEAN, style, EXPIRY);
    return ((Settled) Expiry.of(option, new Price(finalTicks))).terms();
  }

  private static Refused refused(ExerciseStyle exercise, LocalDate expiry) {
    OptionOnFuture option = Sample.option(OptionRight.CALL, exercise, PremiumStyle.PREMIUM, expiry);
    return (Refused) Expiry.of(option, new Price(2_630));
  }
}
