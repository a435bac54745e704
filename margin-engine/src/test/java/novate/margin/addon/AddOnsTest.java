package novate.margin.addon;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.addon.AddOn.Input;
import novate.margin.addon.AddOn.Kind;
import novate.market.AccountId;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import novate.scenario.AddOnParameters;
import novate.scenario.AddOnParameters.Concentration;
import novate.scenario.AddOnParameters.FixingQuality;
import novate.scenario.AddOnParameters.LastDayGap;
import novate.scenario.AddOnParameters.Liquidity;
import novate.scenario.ManualAddOn;
import novate.scenario.WrongWayExposure;
import novate.scenario.WrongWayExposure.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked examples of each add-on's documentation, and what holds for all of them. */
class AddOnsTest {
  private static final AccountId ACCOUNT = new AccountId("M01-H");
  private static final AccountId OTHER = new AccountId("M02-H");
  private static final CombinedCommodityId H100 = new CombinedCommodityId("H100");
  private static final LocalDate DATE = LocalDate.of(2026, 9, 30);
  private static final Concentration LARGE = new Concentration(2_500, 0.2, 0.7, 0.06);

  /** Closed 1 to 7 October 2026, a Thursday to a Wednesday, and on Friday 13 November. */
  private static final BusinessCalendar CALENDAR =
      new BusinessCalendar(
          new CalendarId("CN"),
          ZoneId.of("Asia/Shanghai"),
          Set.of(
              LocalDate.of(2026, 10, 1),
              LocalDate.of(2026, 10, 2),
              LocalDate.of(2026, 10, 5),
              LocalDate.of(2026, 10, 6),
              LocalDate.of(2026, 10, 7),
              LocalDate.of(2026, 11, 13),
              LocalDate.of(2026, 11, 23)));

  @Test
  void fortyLotsAcrossAStressedMarketCostHalfItsBidAsk() {
    AddOn addOn = LiquidityAddOn.of(ACCOUNT, exposure("-40", "0"), new Liquidity(0.05));
    assertThat(addOn.amount()).isEqualTo(dollars("730"));
    assertThat(addOn.inputs())
        .containsExactly(
            new Input("net_delta", "-40", "lots"),
            new Input("size", "730", "units per lot"),
            new Input("stressed_bid_ask", "0.05", "USD per unit"));
  }

  @Test
  void fiveThousandLotsTakeTenDaysToCloseAndMoveThePrice() {
    AddOn addOn = ConcentrationAddOn.of(ACCOUNT, exposure("5000", "1000000"), LARGE, 2);
    assertThat(value(addOn, "close_out_days")).isEqualTo("10");
    assertThat(value(addOn, "close_out_part")).isEqualTo("387443.70");
    assertThat(value(addOn, "impact_part")).isEqualTo("216798.94");
    assertThat(addOn.amount()).isEqualTo(dollars("604242.64"));
  }

  @ParameterizedTest(name = "{0} lots: {1} days, factor {2}")
  @CsvSource({
    "0, 1, 1",
    "500, 1, 1",
    "500.0001, 2, 1.118033988749895",
    "1000, 2, 1.118033988749895",
    "1500, 3, 1.247219128924647"
  })
  void aPositionIsClosedAtTheParticipationRateAndOneDayIsNoConcentration(
      BigDecimal lots, long days, double factor) {
    assertThat(ConcentrationAddOn.days(lots, LARGE)).isEqualTo(days);
    assertThat(ConcentrationAddOn.factor(days)).isEqualTo(factor);
  }

  /** 0.29 * 100 is 28.999999999999996 in binary, and 29 lots would take two days. */
  @Test
  void whatIsWholeInDecimalsIsWhole() {
    Concentration parameters = new Concentration(100, 0.29, 0, 0);
    assertThat(ConcentrationAddOn.days(BigDecimal.valueOf(29), parameters)).isEqualTo(1);
    assertThat(ConcentrationAddOn.days(new BigDecimal("29.0001"), parameters)).isEqualTo(2);
    // 12,000 * 730 * 0.07 / 2 is 306,600.00000000006 in binary: a cent too much.
    assertThat(LiquidityAddOn.of(ACCOUNT, exposure("12000", "0"), new Liquidity(0.07)).amount())
        .isEqualTo(dollars("306600"));
    // 1.1 - 1 is 0.10000000000000009 in binary.
    ExpiringExposure exposure =
        new ExpiringExposure(
            H100,
            new ContractId("H100-2026-09"),
            new Lots(-100),
            BigDecimal.valueOf(730),
            dollars("10000000"),
            true,
            0,
            Optional.empty());
    assertThat(FixingQualityAddOn.of(ACCOUNT, exposure, new FixingQuality(1.1)).amount())
        .isEqualTo(dollars("1000000"));
  }

  /** (n + 1)(2n + 1) / 6n is the sum over the days of the squared share still held. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 250})
  void theFactorIsTheRootOfTheSharesStillHeldSquaredAndSummed(long days) {
    double sum = 0;
    for (long held = 1; held <= days; held++) {
      sum += (double) (held * held) / (days * days);
    }
    assertThat(ConcentrationAddOn.factor(days) * ConcentrationAddOn.factor(days))
        .isCloseTo(sum, within(1e-9));
  }

  @ParameterizedTest(name = "after {0}: {1} closed days; {2}")
  @CsvSource({
    "2026-09-29, 0, Tuesday before an open Wednesday",
    "2026-09-30, 7, the National Day week",
    "2026-11-06, 0, an ordinary weekend",
    "2026-11-07, 0, a Saturday",
    "2026-11-12, 3, a closed Friday joins its weekend",
    "2026-11-13, 0, the closed Friday itself: Monday was to be expected",
    "2026-11-20, 1, a closed Monday after a weekend",
    "2026-11-22, 1, the Sunday before it"
  })
  void closedDaysAreThoseBeyondAnOrdinaryWeek(LocalDate date, long closed, String why) {
    assertThat(HolidayAddOn.closedDays(CALENDAR, date)).as(why).isEqualTo(closed);
  }

  @Test
  void aWeekWithoutTradingLengthensTheHorizon() {
    MarketExposure exposure = exposure("1", "100000");
    AddOn addOn = HolidayAddOn.of(ACCOUNT, exposure, DATE, 2);
    assertThat(addOn.amount()).isEqualTo(dollars("112132.04")); // (sqrt 4.5 - 1) * 100,000
    assertThat(value(addOn, "closed_days")).isEqualTo("7");
    assertThat(HolidayAddOn.of(ACCOUNT, exposure, LocalDate.of(2026, 9, 29), 2).amount())
        .isEqualTo(dollars("0"));
  }

  @ParameterizedTest(name = "low confidence {0}, manipulation ratio {1}: {2}")
  @CsvSource({"true, 0, 20000", "false, 1, 0", "false, 1.01, 20000", "true, 3, 20000"})
  void aFixingThatCannotBeTrustedMultipliesTheRiskOnce(
      boolean isLowConfidence, double ratio, String amount) {
    ExpiringExposure exposure = expiring(isLowConfidence, ratio, 21);
    assertThat(FixingQualityAddOn.of(ACCOUNT, exposure, new FixingQuality(1.25)).amount())
        .isEqualTo(dollars(amount));
  }

  @ParameterizedTest(name = "{0} of 22 fixings published: {1}")
  @CsvSource({"20, 0", "21, 1161.37", "22, 0"})
  void theLastFixingMayJumpWhileItAloneIsLeft(int published, String amount) {
    ExpiringExposure exposure = expiring(false, 0, published);
    AddOn addOn =
        LastDayGapAddOn.of(
            ACCOUNT, exposure, exposure.averaging().orElseThrow(), new LastDayGap(0.35));
    assertThat(addOn.amount()).isEqualTo(dollars(amount));
  }

  @Test
  void theTailOfTheOwnFactorIsTakenWithTheFractionOfItsLastScenario() {
    double[] returns = new double[250];
    long[] losses = new long[250];
    Arrays.setAll(returns, s -> s / 1000.0);
    returns[100] = -0.3;
    returns[7] = -0.2;
    returns[200] = -0.1;
    losses[100] = 9_000_000;
    losses[7] = 6_000_000;
    losses[200] = 5_000_000;
    losses[50] = 99_000_000; // The worst of all for the account, but not a tail of its own factor.
    TailScenarios tail = new TailScenarios(H100, returns, losses, dollars("60000"));
    AddOn addOn = WrongWayAddOn.of(wrongWay(ACCOUNT, Side.LONG, 100, 0.25), tail);
    assertThat(value(addOn, "expected_tail_loss")).isEqualTo("70000.00");
    assertThat(addOn.amount()).isEqualTo(dollars("27500"));

    Arrays.setAll(returns, s -> -returns[s]);
    TailScenarios mirrored = new TailScenarios(H100, returns, losses, dollars("60000"));
    assertThat(WrongWayAddOn.of(wrongWay(ACCOUNT, Side.SHORT, 100, 0.25), mirrored).amount())
        .isEqualTo(dollars("27500"));
  }

  @Test
  void lessThanOneScenarioIsTheWorstOneAndAGainAddsNothing() {
    TailScenarios tail =
        new TailScenarios(H100, new double[] {0, -1, -1}, new long[] {1, 200, 300}, dollars("1"));
    assertThat(WrongWayAddOn.of(wrongWay(ACCOUNT, Side.LONG, 1, 0), tail).amount())
        .isEqualTo(dollars("1")); // 2.00 less 1.00: of equal returns the lower scenario
    assertThat(WrongWayAddOn.of(wrongWay(ACCOUNT, Side.SHORT, 1, 0), tail).amount())
        .isEqualTo(dollars("0"));
    TailScenarios still =
        new TailScenarios(H100, new double[] {0.0, -0.0}, new long[] {200, 300}, dollars("1"));
    assertThat(WrongWayAddOn.of(wrongWay(ACCOUNT, Side.LONG, 1, 0), still).amount())
        .isEqualTo(dollars("1")); // a mirrored return of nothing is no lower
  }

  @Test
  void aManualAddOnIsInForceUpToAndOnItsLastDate() {
    ManualAddOn manual = manual(ACCOUNT, LocalDate.of(2026, 9, 30));
    assertThat(AddOns.of(inputs(DATE, List.of(manual))).list())
        .singleElement()
        .satisfies(
            addOn -> {
              assertThat(addOn.amount()).isEqualTo(dollars("1000"));
              assertThat(value(addOn, "second_approver")).isEqualTo("bo");
            });
    assertThat(AddOns.of(inputs(DATE.plusDays(1), List.of(manual))).list()).isEmpty();
    assertThat(AddOns.of(inputs(DATE, List.of(manual(OTHER, DATE)))).list()).isEmpty();
  }

  @Test
  void anAccountOfItsOwnFactorWithoutScenariosIsRefused() {
    AddOnInputs inputs =
        new AddOnInputs(
            ACCOUNT,
            DATE,
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            List.of(wrongWay(ACCOUNT, Side.LONG, 100, 0.25)),
            List.of());
    assertThatThrownBy(() -> AddOns.of(inputs))
        .hasMessageContaining("account M01-H is exposed to its own factor H100");
  }

  @Test
  void everyAddOnAskedForIsListedByKindAndTheTotalIsTheirSum() {
    AddOns addOns = AddOns.of(everything(exposure("40", "100000"), DATE));
    assertThat(addOns.list())
        .extracting(AddOn::kind)
        .containsExactly(
            Kind.LIQUIDITY,
            Kind.CONCENTRATION,
            Kind.HOLIDAY,
            Kind.FIXING_QUALITY,
            Kind.LAST_DAY_GAP,
            Kind.WRONG_WAY,
            Kind.MANUAL,
            Kind.MANUAL);
    long sum =
        addOns.list().stream()
            .map(AddOn::amount)
            .filter(amount -> amount.currency().equals(CurrencyCode.USD))
            .mapToLong(Money::minorUnits)
            .sum();
    assertThat(addOns.total())
        .containsOnlyKeys(CurrencyCode.CNY, CurrencyCode.USD)
        .containsEntry(CurrencyCode.USD, new Money(CurrencyCode.USD, sum))
        .containsEntry(CurrencyCode.CNY, new Money(CurrencyCode.CNY, 700));
  }

  @Test
  void aCommodityWithoutParametersHasNoAddOns() {
    AddOnInputs all = everything(exposure("40", "100000"), DATE);
    AddOnInputs none =
        new AddOnInputs(
            ACCOUNT,
            DATE,
            all.commodities(),
            all.expiring(),
            all.tails(),
            new TreeMap<>(),
            List.of(),
            List.of());
    assertThat(AddOns.of(none).list()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void noAddOnIsNegativeAMirroredPositionCostsTheSameAndMoreCostsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      BigDecimal lots = BigDecimal.valueOf(random.nextLong(-100_000_000, 100_000_000), 4);
      String risk = BigDecimal.valueOf(random.nextLong(1_000_000_000), 2).toPlainString();
      LocalDate date = DATE.minusDays(30).plusDays(random.nextInt(90));
      String message = "seed %d: %s lots, risk %s, %s".formatted(seed, lots, risk, date);
      AddOns addOns = AddOns.of(everything(exposure(lots.toPlainString(), risk), date));
      assertThat(addOns.list())
          .as(message)
          .allSatisfy(addOn -> assertThat(addOn.amount().minorUnits()).isNotNegative());
      AddOns mirrored = AddOns.of(everything(exposure(lots.negate().toPlainString(), risk), date));
      assertThat(mirrored.total()).as(message).isEqualTo(addOns.total());
      BigDecimal twice = lots.multiply(BigDecimal.TWO);
      AddOns doubled = AddOns.of(everything(exposure(twice.toPlainString(), risk), date));
      assertThat(dollars(doubled)).as(message).isGreaterThanOrEqualTo(dollars(addOns));
      assertThat(HolidayAddOn.factor(2, HolidayAddOn.closedDays(CALENDAR, date)))
          .as(message)
          .isGreaterThanOrEqualTo(1.0);
      assertThat(AddOns.of(everything(exposure(lots.toPlainString(), risk), date)))
          .as(message)
          .isEqualTo(addOns);
    }
  }

  private static AddOnInputs everything(MarketExposure exposure, LocalDate date) {
    AddOnParameters parameters =
        new AddOnParameters(
            2,
            Optional.of(new Liquidity(0.05)),
            Optional.of(LARGE),
            true,
            Optional.of(new FixingQuality(1.25)),
            Optional.of(new LastDayGap(0.35)));
    return new AddOnInputs(
        ACCOUNT,
        date,
        List.of(exposure),
        List.of(expiring(true, 0, 21)),
        List.of(
            new TailScenarios(
                H100, new double[] {-0.1, 0.1}, new long[] {700_000, -1}, dollars("5000"))),
        new TreeMap<>(Map.of(H100, parameters)),
        List.of(wrongWay(OTHER, Side.SHORT, 100, 0), wrongWay(ACCOUNT, Side.LONG, 100, 0.25)),
        List.of(
            manual(ACCOUNT, LocalDate.of(2027, 1, 1)),
            new ManualAddOn(
                ACCOUNT,
                new Money(CurrencyCode.CNY, 700),
                "late payer",
                LocalDate.of(2027, 1, 1),
                "anna",
                "bo"),
            manual(OTHER, LocalDate.of(2027, 1, 1))));
  }

  private static AddOnInputs inputs(LocalDate date, List<ManualAddOn> manual) {
    return new AddOnInputs(
        ACCOUNT, date, List.of(), List.of(), List.of(), new TreeMap<>(), List.of(), manual);
  }

  private static MarketExposure exposure(String netDelta, String risk) {
    return new MarketExposure(
        H100, new BigDecimal(netDelta), BigDecimal.valueOf(730), dollars(risk), CALENDAR);
  }

  private static ExpiringExposure expiring(boolean isLowConfidence, double ratio, int published) {
    return new ExpiringExposure(
        H100,
        new ContractId("H100-2026-09"),
        new Lots(-100),
        BigDecimal.valueOf(730),
        dollars("80000"),
        isLowConfidence,
        ratio,
        Optional.of(new AveragingState(22, published, BigDecimal.ONE)));
  }

  private static WrongWayExposure wrongWay(
      AccountId account, Side side, int basisPoints, double theta) {
    return new WrongWayExposure(account, H100, side, basisPoints, theta);
  }

  private static ManualAddOn manual(AccountId account, LocalDate expiry) {
    return new ManualAddOn(account, dollars("1000"), "new member", expiry, "anna", "bo");
  }

  private static String value(AddOn addOn, String name) {
    return addOn.inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Money dollars(String amount) {
    return Money.parse(CurrencyCode.USD, amount);
  }

  private static long dollars(AddOns addOns) {
    return found(addOns.total().get(CurrencyCode.USD), "no add-on in USD").minorUnits();
  }
}
