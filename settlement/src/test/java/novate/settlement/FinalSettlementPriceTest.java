package novate.settlement;

import static novate.settlement.Sample.CALENDAR;
import static novate.settlement.Sample.EXPIRY;
import static novate.settlement.Sample.OCTOBER;
import static novate.settlement.Sample.fixing;
import static novate.settlement.Sample.future;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.FinalSettlement;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Price;
import novate.settlement.FinalSettlementPrice.Outcome.Determined;
import novate.settlement.FinalSettlementPrice.Outcome.FixingsMissing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked by hand from methodology section 11. */
class FinalSettlementPriceTest {
  private static final Future AVERAGING = future(FinalSettlement.MONTHLY_AVERAGE);
  private static final Future LAST = future(FinalSettlement.LAST_FIXING);

  /** 20 fixings at 2.500 and one at 2.605: (50 + 2.605) / 21 = 2.505 exactly. */
  @Test
  void theMeanOfAll21FixingsIsTheFinalPrice() {
    assertThat(determined(AVERAGING, month("2.500", "2.605"))).isEqualTo(new Price(2_505));
  }

  /** 20 at 2.500 and one at 2.5105: the mean 2.5005 lies halfway; 2500 is even. */
  @Test
  void halfwayGoesToTheEvenTickOnce() {
    assertThat(determined(AVERAGING, month("2.500", "2.5105"))).isEqualTo(new Price(2_500));
    assertThat(determined(AVERAGING, month("2.501", "2.5115"))).isEqualTo(new Price(2_502));
    assertThat(determined(AVERAGING, month("2.500", "2.510500000000000000000000000000001")))
        .isEqualTo(new Price(2_501));
  }

  /** A mean of 2.50049999... must not be rounded to 2.5005 first and to 2.500 or 2.501 after. */
  @Test
  void theMeanIsNotRoundedTwice() {
    assertThat(determined(AVERAGING, month("2.501", "2.511499999999999999999999999999999")))
        .isEqualTo(new Price(2_501));
  }

  @Test
  void theLastFixingAloneSettlesASpotFuture() {
    List<Fixing> fixings =
        List.of(fixing(EXPIRY.minusDays(1), "9", 1), fixing(EXPIRY, "-0.0125", 1));
    assertThat(determined(LAST, fixings)).isEqualTo(new Price(-12)); // halfway, to even
  }

  @Test
  void nothingSettlesWhileAScheduledFixingIsMissing() {
    List<Fixing> fixings = month("2.500", "2.605");
    fixings.removeIf(
        f -> f.date().getDayOfMonth() == 1 || f.date().equals(LocalDate.of(2026, 10, 30)));
    FixingsMissing missing = (FixingsMissing) FinalSettlementPrice.of(AVERAGING, CALENDAR, fixings);
    assertThat(missing.missing())
        .containsExactly(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 30));
    assertThat(missing.detail())
        .isEqualTo(
            "contract H100-2026-10: 2 of 21 scheduled fixings of index EU-H100 missing:"
                + " 2026-10-01, 2026-10-30");
    assertThat(FinalSettlementPrice.of(LAST, CALENDAR, fixings)).isInstanceOf(FixingsMissing.class);
  }

  @Test
  void fixingsOnDaysThatAreNotScheduledDoNotCount() {
    List<Fixing> fixings = month("2.500", "2.605");
    fixings.add(fixing(LocalDate.of(2026, 10, 12), "99", 1)); // holiday
    fixings.add(fixing(LocalDate.of(2026, 10, 31), "99", 1)); // Saturday
    fixings.add(fixing(LocalDate.of(2026, 11, 2), "99", 1));
    assertThat(determined(AVERAGING, fixings)).isEqualTo(new Price(2_505));
  }

  @Test
  void theHighestRevisionOfADateCounts() {
    List<Fixing> fixings = List.of(fixing(EXPIRY, "2.7", 2), fixing(EXPIRY, "2.6", 1));
    assertThat(determined(LAST, fixings)).isEqualTo(new Price(2_700));
  }

  @Test
  void oneRevisionWithTwoContentsIsRefused() {
    List<Fixing> fixings = List.of(fixing(EXPIRY, "2.7", 1), fixing(EXPIRY, "2.6", 1));
    assertThatThrownBy(() -> FinalSettlementPrice.of(LAST, CALENDAR, fixings))
        .hasMessage("fixing EU-H100 2026-10-30 revision 1 has two contents");
  }

  @Test
  void fixingsOfAnotherIndexAndAnotherCalendarAreRefused() {
    Fixing good = fixing(EXPIRY, "2.7", 1);
    Fixing other =
        new Fixing(new IndexId("US-H100"), EXPIRY, good.value(), good.quality(), "m", "00", 1);
    assertThatThrownBy(() -> FinalSettlementPrice.of(LAST, CALENDAR, List.of(other)))
        .hasMessage("contract H100-2026-10 settles on index EU-H100, got a fixing of US-H100");
    BusinessCalendar london =
        new BusinessCalendar(new CalendarId("GB"), ZoneId.of("Europe/London"), Set.of());
    assertThatThrownBy(() -> FinalSettlementPrice.of(LAST, london, List.of(good)))
        .hasMessage("contract H100-2026-10 has calendar US, got GB");
  }

  @Test
  void theAveragingStateHoldsTheUnroundedSumSoFar() {
    List<Fixing> first = month("2.5004", "2.5004").subList(0, 5);
    assertThat(ScheduledFixings.of(AVERAGING, CALENDAR, first).averagingState())
        .isEqualTo(new AveragingState(21, 5, new BigDecimal("12.5020")));
    assertThat(ScheduledFixings.of(AVERAGING, CALENDAR, List.of()).averagingState())
        .isEqualTo(new AveragingState(21, 0, BigDecimal.ZERO));
  }

  /** The slow judge: integers only. 2 * |sum - n * tick * price| is at most n * tick. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theFinalPriceIsTheTickNearestToTheMeanInAnyOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fixing> fixings = new ArrayList<>();
    BigInteger sumMicros = BigInteger.ZERO;
    for (LocalDate date : CALENDAR.averagingDays(OCTOBER)) {
      long micros = random.nextLong(-1_000_000, 5_000_000);
      sumMicros = sumMicros.add(BigInteger.valueOf(micros));
      fixings.add(fixing(date, BigDecimal.valueOf(micros, 6).toPlainString(), 1));
    }
    Collections.shuffle(fixings, new Random(seed));
    long ticks = determined(AVERAGING, fixings).ticks();
    BigInteger nTick = BigInteger.valueOf(21 * 1_000L);
    BigInteger twice =
        sumMicros.subtract(nTick.multiply(BigInteger.valueOf(ticks))).abs().shiftLeft(1);
    assertThat(twice).as("seed %d, %d ticks", seed, ticks).isLessThanOrEqualTo(nTick);
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  /** All fixings of the month at one value, the last at another. */
  private static List<Fixing> month(String value, String lastValue) {
    List<Fixing> fixings = new ArrayList<>();
    for (LocalDate date : CALENDAR.averagingDays(OCTOBER)) {
      fixings.add(fixing(date, date.equals(EXPIRY) ? lastValue : value, 1));
    }
    assertThat(fixings).hasSize(21);
    return fixings;
  }

  private static Price determined(Future future, List<Fixing> fixings) {
    return ((Determined) FinalSettlementPrice.of(future, CALENDAR, fixings)).price();
  }
}
