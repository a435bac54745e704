package novate.settlement;

import static novate.settlement.Sample.EXPIRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.CurrencyCode;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tick 0.001, 730 GPU-hours: 0.73 USD a tick and lot. */
class ContractSettlementTest {
  private static final Contract FUTURE = Sample.future(FinalSettlement.MONTHLY_AVERAGE);

  /** From 2.480 to 2.505: 25 ticks, 18.25 a lot; 10 lots 182.50. */
  @Test
  void aFuturePaysTheLastStepToTheFinalPrice() {
    ContractSettlement settled =
        settle(FUTURE, 2_505, Optional.of(new Price(2_480)), lots(10, -7, -3, 0));
    assertThat(settled.lines())
        .extracting(line -> line.variationMargin().decimal())
        .containsExactly("182.50", "-127.75", "-54.75", "0.00");
    assertThat(settled.lines()).allMatch(line -> line.settlementCash().isZero());
    assertThat(settled.total().isZero()).isTrue();
    assertThat(settled.lots()).isEqualTo(new Lots(0));
  }

  /** Strike 2.500, final price 2.630: 94.90 a lot; futures-style from 0.100: 30 ticks, 21.90. */
  @Test
  void anOptionPaysItsIntrinsicValueOrTheLastStepToIt() {
    ContractSettlement premium =
        settle(option(PremiumStyle.PREMIUM), 2_630, Optional.empty(), lots(2, -2));
    assertThat(premium.lines())
        .extracting(line -> line.settlementCash().decimal())
        .containsExactly("189.80", "-189.80");
    ContractSettlement futuresStyle =
        settle(option(PremiumStyle.FUTURES_STYLE), 2_630, Optional.of(new Price(100)), lots(2, -2));
    assertThat(futuresStyle.lines())
        .extracting(line -> line.cash().decimal())
        .containsExactly("43.80", "-43.80");
    assertThat(futuresStyle.lines()).allMatch(line -> line.settlementCash().isZero());
  }

  @Test
  void aPartOfTheHouseDoesNotAddUpAndSaysHowManyLotsAreMissing() {
    ContractSettlement part = settle(FUTURE, 2_505, Optional.of(new Price(2_480)), lots(10, -7));
    assertThat(part.lots()).isEqualTo(new Lots(3));
    assertThat(part.total()).isEqualTo(Money.parse(CurrencyCode.USD, "54.75"));
  }

  @Test
  void withoutThePriceOfTheDayBeforeNoVariationMarginIsGuessed() {
    assertThatThrownBy(() -> settle(FUTURE, 2_505, Optional.empty(), lots(1, -1)))
        .hasMessage(
            "contract H100-2026-10 pays variation margin and has no settlement price before its"
                + " last");
    assertThatThrownBy(
            () ->
                new ContractSettlement(
                    FUTURE,
                    terms(FUTURE, 2_505),
                    Optional.empty(),
                    List.of(),
                    new Lots(0),
                    Money.parse(CurrencyCode.USD, "0.01")))
        .hasMessage("settlement of H100-2026-10: lots add up to zero, cash to 0.01 USD");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theHouseAddsUpToZeroAtAnyPriceAndCashGrowsWithLots(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] lots = random.longs(40, -1_000_000, 1_000_000).toArray();
    lots[39] -= LongStream.of(lots).sum();
    Contract contract =
        switch (random.nextInt(3)) {
          case 0 -> FUTURE;
          case 1 -> option(PremiumStyle.PREMIUM);
          default -> option(PremiumStyle.FUTURES_STYLE);
        };
    long price = random.nextLong(-2_000, 6_000);
    Optional<Price> previous = Optional.of(new Price(random.nextLong(-2_000, 6_000)));
    ContractSettlement settled = settle(contract, price, previous, lots(lots));
    assertThat(settled.total().isZero()).as("seed %d", seed).isTrue();
    Money one = settle(contract, price, previous, lots(1)).lines().getFirst().cash();
    settled
        .lines()
        .forEach(
            line ->
                assertThat(line.cash().minorUnits())
                    .as("seed %d", seed)
                    .isEqualTo(one.minorUnits() * line.lots().value()));
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static ContractSettlement settle(
      Contract contract, long finalTicks, Optional<Price> previous, Map<AccountId, Lots> lots) {
    return ContractSettlement.of(contract, terms(contract, finalTicks), previous, lots);
  }

  private static ExpiryTerms terms(Contract contract, long finalTicks) {
    return Expiry.of(contract, new Price(finalTicks));
  }

  private static Contract option(PremiumStyle style) {
    return Sample.option(OptionRight.CALL, ExerciseStyle.EUROPEAN, style, EXPIRY);
  }

  private static SortedMap<AccountId, Lots> lots(long... lots) {
    SortedMap<AccountId, Lots> byAccount = new TreeMap<>();
    for (int i = 0; i < lots.length; i++) {
      byAccount.put(new AccountId("A%02d".formatted(i)), new Lots(lots[i]));
    }
    return byAccount;
  }
}
