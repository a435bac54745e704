package novate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import novate.market.AveragingState;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.market.PriceSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceHistoryTest {
  private static final SampleMarket MARKET = SampleMarket.compute2026();
  private static final PriceHistory HISTORY = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED);
  private static final LocalDate TODAY = MARKET.businessDate();
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 10, 29);
  private static final Instant CLOSE = Instant.parse("2026-10-30T20:30:00Z");

  /** Facts of shared/data/README.md: Blackwell spot 2.75 -> 4.08 mid-Feb to mid-Apr 2026. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {SampleMarket.DEMO_SEED, 1, 2})
  void blackwellRoseFortyEightPercentInSixtyDays(long seed) {
    PriceHistory history = PriceHistory.generate(MARKET, seed);
    IndexId blackwell = new IndexId("ORNN-BLACKWELL");
    assertThat(history.level(blackwell, LocalDate.of(2026, 2, 13))).isEqualTo("2.7500");
    assertThat(history.level(blackwell, LocalDate.of(2026, 4, 15))).isEqualTo("4.0800");
    assertThat(4.08 / 2.75 - 1).isCloseTo(0.48, within(0.005));
  }

  /** H100 one-year rental 1.70 (Oct 2025) -> 2.35 (Mar 2026); B200 index +24 % in March 2026. */
  @Test
  void h100AndB200PassThroughTheirPublishedLevels() {
    IndexId h100 = new IndexId("SD-H100");
    assertThat(HISTORY.level(h100, LocalDate.of(2025, 10, 1))).isEqualTo("1.7000");
    assertThat(HISTORY.level(h100, LocalDate.of(2026, 3, 16))).isEqualTo("2.3500");
    IndexId b200 = new IndexId("SD-B200");
    double rise =
        HISTORY.level(b200, LocalDate.of(2026, 3, 31)).doubleValue()
                / HISTORY.level(b200, LocalDate.of(2026, 2, 27)).doubleValue()
            - 1;
    assertThat(rise).isCloseTo(0.24, within(0.005));
  }

  @Test
  void tokenPricesFallFast() {
    IndexId token = new IndexId("CN-TOKEN");
    List<LocalDate> dates = HISTORY.dates(token);
    assertThat(HISTORY.level(token, dates.getFirst()))
        .isGreaterThan(HISTORY.level(token, dates.getLast()).multiply(BigDecimal.valueOf(9)));
  }

  @Test
  void everyFixingDateOfTwoYearsHasAPositiveLevel() {
    for (SampleIndex index : MARKET.indices()) {
      List<LocalDate> dates = HISTORY.dates(index.id());
      assertThat(dates).hasSizeGreaterThan(470).isSorted().endsWith(YESTERDAY, TODAY);
      assertThat(dates).allMatch(MARKET.calendar(index.calendar())::isBusinessDay);
      assertThat(dates).allMatch(date -> HISTORY.level(index.id(), date).signum() > 0);
    }
  }

  @Test
  void theSameSeedGivesTheSameHistoryAndAnotherSeedAnother() {
    PriceHistory again = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED);
    PriceHistory other = PriceHistory.generate(MARKET, SampleMarket.DEMO_SEED + 1);
    assertThat(closing(again)).isEqualTo(closing(HISTORY));
    assertThat(closing(other)).isNotEqualTo(closing(HISTORY));
  }

  @Test
  void anExpiringAveragingFutureIsTheMeanOfItsFixings() {
    Future october = future("H100-2026-10");
    BigDecimal sum = BigDecimal.ZERO;
    List<LocalDate> days = MARKET.calendar(october.product()).averagingDays(october.month());
    for (LocalDate day : days) {
      sum = sum.add(HISTORY.level(october.product().index(), day));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(days.size()), 3, RoundingMode.HALF_EVEN);
    assertThat(october.product().decimal(HISTORY.settlement(october, TODAY)))
        .isEqualByComparingTo(mean);
  }

  @Test
  void anAveragingFutureFollowsTheFixingsHandedIn() {
    Future october = future("H100-2026-10");
    AveragingState fixed = new AveragingState(22, 22, new BigDecimal("66"));
    PriceSet set = HISTORY.priceSet(TODAY, "x", CLOSE, Black76::price, Map.of(october.id(), fixed));
    assertThat(set.mark(october.id()).price()).isEqualTo(new Price(3_000)); // 66 / 22 = 3.000
    assertThat(set.averaging().get(october.id())).isEqualTo(fixed);
  }

  @Test
  void theOpenRestOfAnAverageNeverImpliesANegativeForward() {
    Future october = future("B200-2026-10");
    for (LocalDate day : MARKET.calendar(october.product()).averagingDays(october.month())) {
      Instant noon = day.atTime(16, 0).toInstant(java.time.ZoneOffset.UTC);
      AveragingState state = HISTORY.averaging(october, day, noon);
      double price = october.product().decimal(HISTORY.price(october, day, noon)).doubleValue();
      int open = state.scheduled() - state.published();
      assertThat(open).isPositive();
      double forward = (state.scheduled() * price - state.sum().doubleValue()) / open;
      assertThat(forward).isBetween(3.0, 6.0);
    }
  }

  @Test
  void aFutureOnTheLastFixingSettlesOnIt() {
    Future october = future("BLACKWELL-2026-10");
    assertThat(october.product().decimal(HISTORY.settlement(october, TODAY)))
        .isEqualByComparingTo("3.850");
  }

  @Test
  void thePriceSetHoldsEveryActiveContractThatHasNotExpired() {
    PriceSet set = closing(HISTORY);
    for (Contract contract : MARKET.catalogue().contracts()) {
      boolean isPriced = contract.isActive() && !contract.expiry().isBefore(TODAY);
      assertThat(set.find(contract.id()).isPresent()).as("%s", contract.id()).isEqualTo(isPriced);
    }
    assertThat(set.averaging()).hasSize(12);
    assertThat(set.fx()).containsKey("USD/CNY");
    assertThat(set.mark(new ContractId("BLACKWELL-OPT-2026-10-C-3.60")).price())
        .isEqualTo(new Price(250)); // intrinsic: 3.850 - 3.600
    assertThat(set.mark(new ContractId("BLACKWELL-OPT-2026-10-P-3.60")).price())
        .isEqualTo(new Price(0));
  }

  @Test
  void theIntradaySetLiesAwayFromOpenAndCloseButNotFar() {
    PriceSet open =
        HISTORY.priceSet(
            YESTERDAY, "o", Instant.parse("2026-10-29T20:30:00Z"), Black76::price, new TreeMap<>());
    PriceSet noon =
        HISTORY.priceSet(
            TODAY, "i", Instant.parse("2026-10-30T16:30:00Z"), Black76::price, new TreeMap<>());
    for (String id : List.of("BLACKWELL-2026-12", "H100-2026-12", "B200-2026-12")) {
      ContractId contract = new ContractId(id);
      double ratio =
          (double) noon.mark(contract).price().ticks() / open.mark(contract).price().ticks();
      assertThat(ratio).as(id).isBetween(0.85, 1.15).isNotEqualTo(1.0);
    }
  }

  @Test
  void noFutureOfTheDemoDayJumpsSoFarThatItIsHeldForApproval() {
    for (Contract contract : MARKET.catalogue().contracts()) {
      if (contract instanceof Future future && !future.expiry().isBefore(TODAY)) {
        double jumpMax = MARKET.parameters().commodity(future.commodity()).jumpMax();
        double before = HISTORY.settlement(future, YESTERDAY).ticks();
        for (Instant at : List.of(Instant.parse("2026-10-30T16:30:00Z"), CLOSE)) {
          assertThat(HISTORY.price(future, TODAY, at).ticks() / before - 1)
              .as("%s at %s", future.id(), at)
              .isBetween(-jumpMax, jumpMax);
        }
      }
    }
  }

  @Test
  void someOctoberOptionsExpireInTheMoneyAndSomeOut() {
    PriceSet set = closing(HISTORY);
    for (String product : List.of("BLACKWELL-OPT", "TOKEN-OPT")) {
      List<Long> values =
          MARKET.catalogue().contracts().stream()
              .filter(contract -> contract.id().value().startsWith(product + "-2026-10"))
              .map(contract -> set.mark(contract.id()).price().ticks())
              .toList();
      assertThat(values).as(product).contains(0L).anyMatch(value -> value > 0);
    }
  }

  @Test
  void volatilitiesAreThoseOfACommodityMarket() {
    for (Contract contract : MARKET.catalogue().contracts()) {
      if (contract instanceof OptionOnFuture option && option.isActive()) {
        assertThat(HISTORY.volatility(option, YESTERDAY)).as("%s", option.id()).isBetween(0.1, 1.5);
      }
    }
  }

  @Test
  void aDayThatIsNoFixingDateIsAnError() {
    assertThatThrownBy(() -> HISTORY.level(new IndexId("SD-H100"), LocalDate.of(2026, 10, 31)))
        .hasMessageContaining("2026-10-31 is no fixing date");
    assertThatThrownBy(() -> HISTORY.level(new IndexId("NONE"), TODAY))
        .hasMessageContaining("no index NONE");
  }

  @Test
  void tokensStayInsideTheirDailyLimitOnTheDemoDay() {
    Future december = future("TOKEN-2026-12");
    long before = HISTORY.settlement(december, YESTERDAY).ticks();
    assertThat((double) HISTORY.settlement(december, TODAY).ticks() / before).isBetween(0.9, 1.1);
  }

  private static PriceSet closing(PriceHistory history) {
    return history.priceSet(TODAY, "c", CLOSE, Black76::price, new TreeMap<>());
  }

  private static Future future(String id) {
    return (Future) MARKET.catalogue().contract(new ContractId(id));
  }
}
