package novate.margin.addon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.margin.TinyMarket;
import novate.margin.addon.LadderRate.Rung;
import novate.margin.addon.LadderRate.RungKind;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Future;
import novate.market.Lots;
import novate.scenario.RateLadderParameters;
import novate.scenario.RateLadderParameters.Basis;
import novate.scenario.RateLadderParameters.DeliveryRung;
import novate.scenario.RateLadderParameters.DeliveryStart;
import novate.scenario.RateLadderParameters.HolidayRung;
import novate.scenario.RateLadderParameters.OpenInterestRung;
import novate.scenario.RateLadderParameters.Sides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderRatesTest {
  /** Weekdays on which Shanghai was closed around the dates of the published tables. */
  private static final BusinessCalendar SHANGHAI =
      new BusinessCalendar(
          new CalendarId("CN"),
          ZoneId.of("Asia/Shanghai"),
          Set.of(
              LocalDate.of(2020, 1, 24),
              LocalDate.of(2020, 1, 27),
              LocalDate.of(2020, 1, 28),
              LocalDate.of(2020, 1, 29),
              LocalDate.of(2020, 1, 30),
              LocalDate.of(2020, 1, 31),
              LocalDate.of(2020, 5, 1),
              LocalDate.of(2020, 5, 4),
              LocalDate.of(2020, 5, 5),
              LocalDate.of(2021, 5, 3),
              LocalDate.of(2021, 5, 4),
              LocalDate.of(2021, 5, 5)));

  private static final LocalDate QUIET = LocalDate.of(2021, 6, 23);

  @ParameterizedTest(name = "settled {5}, contract {6}, normal {0} %: {8} %")
  @CsvFileSource(resources = "shfe-settlement-parameters.csv")
  void everyPublishedRateOfTheExchangeIsReproduced(
      double normal,
      double monthBefore,
      double delivery,
      double lastTwo,
      double holiday,
      LocalDate date,
      YearMonth month,
      LocalDate last,
      double rate) {
    RateLadderParameters ladder =
        ladder(normal / 100, monthBefore / 100, delivery / 100, lastTwo / 100, holiday / 100);
    assertThat(rate(ladder, date, future(month, last), LadderState.NONE).rate())
        .isEqualTo(rate / 100);
  }

  @Test
  void theHighestRungIsNamedWithItsReasonAndTheOthersBesideIt() {
    Future future = future(YearMonth.of(2021, 7), LocalDate.of(2021, 7, 15));
    LadderRate rate = rate(standard(), QUIET, future, state(future, 130_000, 1));
    assertThat(rate.rate()).isEqualTo(0.15);
    assertThat(rate.applied())
        .isEqualTo(
            new Rung(
                RungKind.LIMIT_LOCKED,
                0.15,
                "limit-locked on 1 consecutive day, up to 2021-06-23"));
    assertThat(rate.considered())
        .extracting(Rung::kind)
        .containsExactly(
            RungKind.NORMAL, RungKind.DELIVERY, RungKind.OPEN_INTEREST, RungKind.LIMIT_LOCKED);
    assertThat(rate.considered().get(1).reason())
        .isEqualTo("from 2021-06-01: 1 month before delivery month 2021-07");
    assertThat(rate.considered().get(2).reason())
        .isEqualTo("open interest 130000 is above 120000 lots");
  }

  @Test
  void aBandBeginsAboveItsBoundAndNotAtIt() {
    Future future = future(YearMonth.of(2021, 12), LocalDate.of(2021, 12, 15));
    assertThat(rate(standard(), QUIET, future, state(future, 120_000, 0)).rate()).isEqualTo(0.08);
    assertThat(rate(standard(), QUIET, future, state(future, 120_001, 0)).rate()).isEqualTo(0.10);
    assertThat(rate(standard(), QUIET, future, state(future, 160_001, 0)).rate()).isEqualTo(0.12);
  }

  @Test
  void theDeliveryMonthAndTheLastDayThemselvesAreSaidAsSuch() {
    Future future = future(YearMonth.of(2021, 6), LocalDate.of(2021, 6, 15));
    RateLadderParameters ladder =
        new RateLadderParameters(
            0.08,
            List.of(
                new DeliveryRung(DeliveryStart.MONTHS_BEFORE_DELIVERY, 0, 0.15),
                new DeliveryRung(DeliveryStart.TRADING_DAYS_BEFORE_LAST, 1, 0.20),
                new DeliveryRung(DeliveryStart.TRADING_DAYS_BEFORE_LAST, 0, 0.25)),
            List.of(),
            List.of(),
            Optional.empty(),
            Sides.LARGER,
            0,
            Basis.LADDER_ALONE);
    assertThat(
            rate(ladder, LocalDate.of(2021, 6, 14), future, LadderState.NONE).considered().stream()
                .skip(1)
                .map(Rung::reason))
        .containsExactly(
            "from 2021-06-01: delivery month 2021-06",
            "from 2021-06-14: 1 trading day before the last, which is 2021-06-15",
            "from 2021-06-15: the last trading day, which is 2021-06-15");
  }

  @Test
  void everyLimitLockedDayIsAStepAndTheLastStepStays() {
    Future future = future(YearMonth.of(2021, 12), LocalDate.of(2021, 12, 15));
    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(days -> rate(standard(), QUIET, future, state(future, 0, days)).rate())
        .containsExactly(0.08, 0.15, 0.17, 0.20, 0.20);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theRateNeverFallsAsDeliveryComesNearerOrMoreIsOpenOrLocked(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    YearMonth month = YearMonth.of(2021, 1 + random.nextInt(12));
    Future future = future(month, SHANGHAI.lastBusinessDay(month));
    double before = 0;
    for (LocalDate day = month.atDay(1).minusDays(200);
        day.isBefore(future.expiry());
        day = SHANGHAI.next(day)) {
      double rate = rate(withoutHoliday(), day, future, state(future, 0, 0)).rate();
      assertThat(rate).as("seed %d, %s on %s", seed, month, day).isGreaterThanOrEqualTo(before);
      long open = random.nextLong(200_000);
      int locked = random.nextInt(4);
      double more = rate(standard(), day, future, state(future, open, locked)).rate();
      double most =
          rate(standard(), day, future, state(future, open + random.nextInt(90_000), locked + 1))
              .rate();
      assertThat(more).as("seed %d, %s", seed, day).isGreaterThanOrEqualTo(rate);
      assertThat(most).as("seed %d, %s", seed, day).isGreaterThanOrEqualTo(more);
      before = rate;
    }
    assertThat(before).isEqualTo(0.20);
  }

  @Test
  void fiveDaysBeforeTheLastAContractIsChargedOnBothSides() {
    Future future = future(YearMonth.of(2021, 6), LocalDate.of(2021, 6, 15));
    assertThat(rungs(standard(), LocalDate.of(2021, 6, 7), LadderState.NONE))
        .satisfies(rungs -> assertThat(rungs.isChargedOnBothSides(future)).isFalse());
    assertThat(rungs(standard(), LocalDate.of(2021, 6, 8), LadderState.NONE))
        .satisfies(rungs -> assertThat(rungs.isChargedOnBothSides(future)).isTrue());
  }

  /** The ladder of the tests: as the sample's token future. */
  static RateLadderParameters standard() {
    return new RateLadderParameters(
        0.08,
        delivery(0.10, 0.15, 0.20),
        List.of(new OpenInterestRung(120_000, 0.10), new OpenInterestRung(160_000, 0.12)),
        List.of(0.15, 0.17, 0.20),
        Optional.of(new HolidayRung(3, 2, 0.10)),
        Sides.LARGER,
        5,
        Basis.LARGER_WITH_SCAN);
  }

  private static RateLadderParameters withoutHoliday() {
    RateLadderParameters standard = standard();
    return new RateLadderParameters(
        standard.normal(),
        standard.delivery(),
        standard.openInterest(),
        standard.limitLocked(),
        Optional.empty(),
        standard.sides(),
        standard.bothSidesLastDays(),
        standard.basis());
  }

  private static RateLadderParameters ladder(
      double normal, double monthBefore, double delivery, double lastTwo, double holiday) {
    return new RateLadderParameters(
        normal,
        delivery(monthBefore, delivery, lastTwo),
        List.of(),
        List.of(),
        Optional.of(new HolidayRung(3, 2, holiday)),
        Sides.LARGER,
        5,
        Basis.LADDER_ALONE);
  }

  private static List<DeliveryRung> delivery(double monthBefore, double delivery, double lastTwo) {
    return List.of(
        new DeliveryRung(DeliveryStart.MONTHS_BEFORE_DELIVERY, 1, monthBefore),
        new DeliveryRung(DeliveryStart.MONTHS_BEFORE_DELIVERY, 0, delivery),
        new DeliveryRung(DeliveryStart.TRADING_DAYS_BEFORE_LAST, 2, lastTwo));
  }

  private static LadderRate rate(
      RateLadderParameters ladder, LocalDate date, Future future, LadderState state) {
    return rungs(ladder, date, state).rate(future);
  }

  private static LadderRungs rungs(RateLadderParameters ladder, LocalDate date, LadderState state) {
    return new LadderRungs(ladder, SHANGHAI, date, state);
  }

  static LadderState state(Future future, long openInterest, int lockedDays) {
    return new LadderState(
        new TreeMap<>(Map.of(future.id(), new Lots(openInterest))),
        new TreeMap<>(Map.of(future.id(), lockedDays)));
  }

  private static Future future(YearMonth month, LocalDate last) {
    return new Future(
        new ContractId("AG-" + month),
        TinyMarket.product("AG", CurrencyCode.CNY, "15", "1"),
        month,
        last,
        true);
  }
}
