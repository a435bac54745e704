package novate.clearing.day;

import static novate.clearing.TinyHouse.AVG_OCT;
import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV;
import static novate.clearing.TinyHouse.GPU_NOV_PUT;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.NET_1;
import static novate.clearing.TinyHouse.THURSDAY;
import static novate.clearing.TinyHouse.TOK_OCT;
import static novate.clearing.TinyHouse.TOK_OCT_CALL;
import static novate.market.CurrencyCode.CNY;
import static novate.market.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import novate.clearing.ConductedHouse;
import novate.clearing.TinyHouse;
import novate.wire.event.AdjustmentLine;
import novate.wire.event.CashAdjusted;
import novate.wire.event.CorrectionKind;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.FallbackKind;
import novate.wire.event.FixingDecided;
import novate.wire.event.FixingPublished;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.FixingSource;
import novate.wire.event.FixingWithheld;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.QuoteWithdrawn;
import novate.wire.event.SettlementCorrected;
import novate.wire.event.SettlementPriceRestated;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whole days of the tiny house around the last day of its October contracts, a Friday. One tick is
 * worth 1.00 USD a lot in GPU, 0.73 USD in AVG, 10.00 CNY in TOK. Methodology, sections 10 and 11.
 */
class RestatementDaysTest {
  private static final String GPU = "IX-GPU";
  private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 3);
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 4);

  private ConductedHouse house = new ConductedHouse();

  /** Everything up to Friday evening but Friday's quotes of GPU; GPU was 4.090 on Thursday. */
  private void untilFriday() {
    for (LocalDate day : TinyHouse.calendar().averagingDays(YearMonth.of(2026, 10))) {
      house.fiveQuotes("IX-AVG", day, "2.500");
    }
    house.fiveQuotes(GPU, THURSDAY, "4.090");
    house.fiveQuotes("IX-TOK", FRIDAY, "10.000");
    house.open(THURSDAY);
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT, 4, 4_000);
    house.trade(NET_1, HOUSE_3, GPU_OCT, 2, 4_000);
    house.trade(HOUSE_1, HOUSE_2, GPU_OCT_CALL, 3, 110);
    house.trade(HOUSE_3, HOUSE_1, AVG_OCT, 5, 2_500);
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV, 7, 4_200);
    assertThat(house.endOfDay(THURSDAY)).as("%s", house.heldBecause(THURSDAY)).isTrue();
    house.open(FRIDAY);
  }

  /** Friday is closed at 4.100 and the October contracts are gone. */
  private void throughFriday() {
    untilFriday();
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    assertThat(house.endOfDay(FRIDAY)).isTrue();
  }

  private void day(LocalDate date) {
    house.open(date);
    assertThat(house.endOfDay(date)).isTrue();
  }

  /** Two low quotes were wrong and two high ones come: 4.100 4.101 4.102 4.150 4.160. */
  private void quotesChange() {
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId(GPU, FRIDAY, 'a'), "typo", "eve"));
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId(GPU, FRIDAY, 'b'), "typo", "eve"));
    house.quotes(GPU, FRIDAY, "fg", "4.150", "4.160");
  }

  private void restate(int fromRevision) {
    house.tell(new FixingRestatementRequested(GPU, FRIDAY, fromRevision, "two typos", "ann"));
  }

  private void decide(FallbackKind kind, @Nullable String value, String by) {
    house.tell(new FixingDecided(GPU, FRIDAY, 0, kind, value, by, "the panel is closed"));
  }

  private static SettlementPriceRestated price(
      int contract, LocalDate date, String price, String by) {
    return new SettlementPriceRestated(id(contract), date, 0, price, by, "fat finger");
  }

  private static CashAdjusted adjust(String id, String price, String by) {
    return new CashAdjusted(id, id(GPU_OCT), price, List.of(), by, "award of the panel");
  }

  private static CashAdjusted lines(String id, String by, AdjustmentLine... lines) {
    return new CashAdjusted(id, id(GPU_OCT), null, List.of(lines), by, "bust after expiry");
  }

  private static String id(int contract) {
    return TinyHouse.contracts().get(contract).id().value();
  }

  private long[] cash() {
    return new long[] {
      house.cash(HOUSE_1, USD),
      house.cash(NET_1, USD),
      house.cash(HOUSE_2, USD),
      house.cash(HOUSE_3, USD)
    };
  }

  private void assertMoved(long[] before, long house1, long net1, long house2, long house3) {
    long[] now = cash();
    assertThat(
            new long[] {
              now[0] - before[0], now[1] - before[1], now[2] - before[2], now[3] - before[3]
            })
        .containsExactly(house1, net1, house2, house3);
  }

  private void assertRefused(String detail) {
    assertThat(house.day().refusals()).last().asString().contains(detail);
  }

  /** The one date of an index that was withheld. */
  private FixingWithheld withheld(LocalDate date) {
    List<FixingWithheld> withheld =
        house.fixings().stream()
            .filter(FixingWithheld.class::isInstance)
            .map(FixingWithheld.class::cast)
            .toList();
    assertThat(withheld).singleElement().matches(none -> none.getFixingDate().equals(date));
    return withheld.getFirst();
  }

  // The waterfall.

  @Test
  void aGatedFixingHoldsTheDayUntilLateQuotesPrintIt() {
    untilFriday();
    house.quotes(GPU, FRIDAY, "abcd", "4.098", "4.099", "4.100", "4.101");
    assertThat(house.endOfDay(FRIDAY)).isFalse();
    assertThat(house.heldBecause(FRIDAY))
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .contains("index IX-GPU missing: 2026-10-30")
                    .contains("come late", "previous value", "committee's"));
    assertThat(withheld(FRIDAY).getDetail()).contains("4 contributors, 5 needed");
    int records = house.fixings().size();
    house.tell(new OpenDayRequested(FRIDAY)); // nothing new: nothing is tried again
    assertThat(house.fixings()).hasSize(records);

    house.quotes(GPU, FRIDAY, "e", "4.102");
    assertThat(house.isClosed(FRIDAY)).isTrue();
    FixingPublished print = house.fixing(GPU, FRIDAY);
    assertThat(print.getValue()).isEqualTo("4.1000");
    assertThat(print.getSource()).isEqualTo(FixingSource.DELAYED_PRINT);
    assertThat(print.getIsLowConfidence()).isFalse();
    assertThat(print.getRevision()).isEqualTo(1);
    // 4 lots from 4,000 to 4,100 ticks; 3 calls at 110 pay 100, the premium is paid today
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(4 * 100_00 - 3 * 110_00 + 3 * 100_00);
  }

  @Test
  void aFixingWithoutAnyQuoteIsWithheldAndNamed() {
    untilFriday();
    assertThat(house.endOfDay(FRIDAY)).isFalse();
    assertThat(withheld(FRIDAY).getIndexId()).isEqualTo(GPU);
    assertThat(withheld(FRIDAY).getDetail()).contains("0 contributors, 5 needed");
  }

  @Test
  void twoPeopleTakeThePreviousValueWithLowConfidence() {
    untilFriday();
    assertThat(house.endOfDay(FRIDAY)).isFalse();
    decide(FallbackKind.PREVIOUS_VALUE, null, "ann");
    decide(FallbackKind.PREVIOUS_VALUE, null, "ann");
    house.tell(
        new FixingDecided(
            GPU, FRIDAY, 0, FallbackKind.PREVIOUS_VALUE, null, "ann", "and once more"));
    assertThat(house.isClosed(FRIDAY)).isFalse();
    assertThat(house.heldBecause(FRIDAY)).isNotEmpty();
    decide(FallbackKind.PREVIOUS_VALUE, null, "bob");
    assertThat(house.isClosed(FRIDAY)).isTrue();
    FixingPublished fixing = house.fixing(GPU, FRIDAY);
    assertThat(fixing.getValue()).isEqualTo("4.0900");
    assertThat(fixing.getSource()).isEqualTo(FixingSource.PREVIOUS_VALUE);
    assertThat(fixing.getIsLowConfidence()).isTrue();
    assertThat(fixing.getApprovers()).containsExactly("ann", "bob");
    assertThat(fixing.getReason()).contains("2026-10-29", "and once more", "the panel");
    decide(FallbackKind.PREVIOUS_VALUE, null, "bob");
    assertThat(house.day().refusals()).isEmpty();
    assertThat(house.fixing(GPU, FRIDAY)).isEqualTo(fixing);
  }

  @Test
  void twoPeopleTakeACommitteesValueAndMustNameTheSame() {
    untilFriday();
    house.endOfDay(FRIDAY);
    decide(FallbackKind.COMMITTEE_VALUE, "4.12", "ann");
    decide(FallbackKind.COMMITTEE_VALUE, "4.13", "bob");
    assertRefused("ann asked for COMMITTEE_VALUE 4.12, bob asks for COMMITTEE_VALUE 4.13");
    decide(FallbackKind.COMMITTEE_VALUE, "4.13", "ann"); // changes her own mind
    decide(FallbackKind.COMMITTEE_VALUE, "4.130", "cat");
    assertThat(house.isClosed(FRIDAY)).isTrue();
    FixingPublished fixing = house.fixing(GPU, FRIDAY);
    assertThat(fixing.getValue()).isEqualTo("4.130");
    assertThat(fixing.getSource()).isEqualTo(FixingSource.COMMITTEE_VALUE);
    assertThat(fixing.getIsLowConfidence()).isTrue();
    assertThat(fixing.getApprovers()).containsExactly("ann", "cat");
  }

  @Test
  void decisionsThatTheRulesDoNotKnowAreRefusedByName() {
    untilFriday();
    decide(FallbackKind.COMMITTEE_VALUE, "4.12", "ann");
    assertRefused("index IX-GPU 2026-10-30 was not withheld");
    house.endOfDay(FRIDAY);
    decide(FallbackKind.COMMITTEE_VALUE, null, "ann");
    assertRefused("a committee decides a value");
    decide(FallbackKind.COMMITTEE_VALUE, "NaN", "ann");
    assertRefused("plain decimal");
    decide(FallbackKind.COMMITTEE_VALUE, "4.12", " ");
    assertRefused("names nobody");
    house.tell(
        new FixingDecided("IX-NO", FRIDAY, 0, FallbackKind.PREVIOUS_VALUE, null, "ann", "because"));
    assertRefused("no product of the house settles on index IX-NO");
    house.tell(
        new FixingDecided(GPU, FRIDAY, 3, FallbackKind.PREVIOUS_VALUE, null, "ann", "because"));
    assertRefused("is at revision 0, the request is about 3");
    assertThat(house.isClosed(FRIDAY)).isFalse();
  }

  /** Quotes of IX-AVG for all of October but some dates, each date with a value of its own. */
  private void october(LocalDate... missing) {
    for (LocalDate day : TinyHouse.calendar().averagingDays(YearMonth.of(2026, 10))) {
      if (!List.of(missing).contains(day)) {
        house.fiveQuotes("IX-AVG", day, "2.5" + day.getDayOfMonth());
      }
    }
  }

  @Test
  void thePreviousValueIsTakenByItselfOnlyAfterTheDelay() {
    LocalDate missing = LocalDate.of(2026, 10, 27);
    october(missing);
    day(missing);
    assertThat(withheld(missing).getIndexId()).isEqualTo("IX-AVG");
    day(LocalDate.of(2026, 10, 28));
    house.open(THURSDAY);
    assertThat(withheld(missing).getIndexId()).isEqualTo("IX-AVG");
    assertThat(house.hasFixing("IX-AVG", missing)).isFalse();
    assertThat(house.endOfDay(THURSDAY)).isTrue();
    FixingPublished fixing = house.fixing("IX-AVG", missing);
    assertThat(fixing.getSource()).isEqualTo(FixingSource.PREVIOUS_VALUE);
    assertThat(fixing.getValue()).isEqualTo("2.5260");
    assertThat(fixing.getIsLowConfidence()).isTrue();
    assertThat(fixing.getApprovers()).isEmpty();
  }

  @Test
  void quotesOfTheDayBeforePrintWithinTheDelayAndNotAfterIt() {
    LocalDate tuesday = LocalDate.of(2026, 10, 27);
    october(tuesday);
    day(tuesday);
    house.open(tuesday.plusDays(1));
    house.fiveQuotes("IX-AVG", tuesday, "2.600");
    assertThat(house.endOfDay(tuesday.plusDays(1))).isTrue();
    FixingPublished fixing = house.fixing("IX-AVG", tuesday);
    assertThat(fixing.getSource()).isEqualTo(FixingSource.DELAYED_PRINT);
    assertThat(fixing.getValue()).isEqualTo("2.6000");

    house = new ConductedHouse();
    october(tuesday);
    day(tuesday);
    day(tuesday.plusDays(1));
    house.open(THURSDAY);
    house.fiveQuotes("IX-AVG", tuesday, "2.600");
    assertThat(house.endOfDay(THURSDAY)).isTrue();
    assertThat(house.fixing("IX-AVG", tuesday).getSource()).isEqualTo(FixingSource.PREVIOUS_VALUE);
  }

  /** A house that begins in the middle of a month has waited for nothing yet. */
  @Test
  void quotesOfTheMonthThatComeAfterTheFirstOpeningStillPrint() {
    house.open(THURSDAY);
    october();
    assertThat(house.endOfDay(THURSDAY)).isTrue();
    assertThat(house.fixing("IX-AVG", LocalDate.of(2026, 10, 1)).getSource())
        .isEqualTo(FixingSource.DELAYED_PRINT);
    assertThat(house.hasFixing("IX-AVG", THURSDAY)).isTrue();
  }

  @Test
  void aThirdDayInARowHasNoPreviousValue() {
    List<LocalDate> missing =
        List.of(LocalDate.of(2026, 10, 22), LocalDate.of(2026, 10, 23), LocalDate.of(2026, 10, 26));
    october(missing.toArray(LocalDate[]::new));
    for (int day = 22; day <= 29; day++) {
      LocalDate date = LocalDate.of(2026, 10, day);
      if (TinyHouse.calendar().isBusinessDay(date)) {
        day(date);
      }
    }
    for (LocalDate date : missing.subList(0, 2)) {
      assertThat(house.fixing("IX-AVG", date).getSource()).isEqualTo(FixingSource.PREVIOUS_VALUE);
      assertThat(house.fixing("IX-AVG", date).getValue()).isEqualTo("2.5210");
    }
    assertThat(house.hasFixing("IX-AVG", missing.get(2))).isFalse();
    house.tell(
        new FixingDecided(
            "IX-AVG", missing.get(2), 0, FallbackKind.PREVIOUS_VALUE, null, "ann", "because"));
    assertRefused("has no value of the 2 business days before to stand in");
  }

  // Restating a fixing.

  /** 4.100 becomes 4.102: two ticks of 1.00 USD for 4 and 2 futures and 3 calls. */
  @Test
  void aFixingRestatedTwoDaysLaterMovesExactlyTheDifference() {
    throughFriday();
    day(MONDAY);
    house.open(TUESDAY);
    quotesChange();
    restate(1);
    FixingPublished fixing = house.fixing(GPU, FRIDAY);
    assertThat(fixing.getRevision()).isEqualTo(2);
    assertThat(fixing.getValue()).isEqualTo("4.1020");
    assertThat(fixing.getSource()).isEqualTo(FixingSource.RESTATED);
    assertThat(fixing.getApprovers()).containsExactly("ann");
    long[] before = cash();
    assertMoved(before, 0, 0, 0, 0);
    assertThat(house.endOfDay(TUESDAY)).isTrue();
    assertMoved(before, 4 * 200 + 3 * 200, 2 * 200, -4 * 200 - 3 * 200, -2 * 200);
    assertThat(house.corrections())
        .extracting(
            SettlementCorrected::getContractIndex,
            SettlementCorrected::getKind,
            SettlementCorrected::getSettledOn,
            SettlementCorrected::getOldTicks,
            SettlementCorrected::getNewTicks)
        .containsExactly(
            tuple(GPU_OCT, CorrectionKind.RESTATED_FIXING, FRIDAY, 4_100L, 4_102L),
            tuple(GPU_OCT_CALL, CorrectionKind.RESTATED_FIXING, FRIDAY, 100L, 102L));
    assertThat(house.ledger())
        .filteredOn(entry -> entry.getCause().startsWith("fixing/GPU-2026-10/"))
        .filteredOn(entry -> entry.getEntryId().contains("M1-H"))
        .extracting(
            LedgerEntryPosted::getEntryId,
            LedgerEntryPosted::getBusinessDate,
            entry -> entry.getPostings().getFirst().getMinorUnits())
        .containsExactly(
            tuple("fixing/GPU-2026-10/2026-11-03/EOD/M1-H/reversed", TUESDAY, -4 * 410_000L),
            tuple("fixing/GPU-2026-10/2026-11-03/EOD/M1-H/rebooked", TUESDAY, 4 * 410_200L));
    restate(1);
    day(WEDNESDAY);
    assertMoved(before, 4 * 200 + 3 * 200, 2 * 200, -4 * 200 - 3 * 200, -2 * 200);
    assertThat(house.corrections()).hasSize(2);
    assertThat(house.day().refusals()).isEmpty();
    assertThat(house.entryCounts().values()).containsOnly(1);
  }

  @Test
  void aFixingRestatedThreeDaysLaterIsRefused() {
    throughFriday();
    day(MONDAY);
    day(TUESDAY);
    house.open(WEDNESDAY);
    quotesChange();
    restate(1);
    assertRefused("index IX-GPU 2026-10-30 is final: its correction window closed with 2026-11-03");
    long[] before = cash();
    assertThat(house.endOfDay(WEDNESDAY)).isTrue();
    assertMoved(before, 0, 0, 0, 0);
    assertThat(house.fixing(GPU, FRIDAY).getRevision()).isEqualTo(1);
  }

  /**
   * What is restated after the window's last end of day, but before the next date opens, counts.
   */
  @Test
  void aRestatementOnTheLastEveningIsPaidByTheNextEndOfDay() {
    throughFriday();
    day(MONDAY);
    day(TUESDAY);
    quotesChange();
    restate(1);
    long[] before = cash();
    day(WEDNESDAY);
    assertMoved(before, 1_400, 400, -1_400, -400);
  }

  @Test
  void aFixingRestatedTwiceIsCorrectedFromWhereItStood() {
    throughFriday();
    long[] before = cash();
    house.open(MONDAY);
    quotesChange();
    restate(1);
    assertThat(house.endOfDay(MONDAY)).isTrue();
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId(GPU, FRIDAY, 'c'), "typo", "eve"));
    house.quotes(GPU, FRIDAY, "h", "4.050"); // 4.050 4.101 4.102 4.150 4.160: still 4.102
    restate(2);
    assertRefused("is 4.1020 over the quotes known now too");
    house.quotes(GPU, FRIDAY, "ij", "4.060", "4.070"); // the middle is 4.101 now
    house.tell(new FixingRestatementRequested(GPU, FRIDAY, 2, "more quotes", "ann"));
    day(TUESDAY);
    assertMoved(before, 7 * 100, 2 * 100, -7 * 100, -2 * 100);
    assertThat(house.corrections())
        .extracting(SettlementCorrected::getOldTicks, SettlementCorrected::getNewTicks)
        .containsExactly(
            tuple(4_100L, 4_102L), tuple(100L, 102L), tuple(4_102L, 4_101L), tuple(102L, 101L));
  }

  /** One of 22 fixings from 2.500 to 2.544: the mean rises by 0.002, 2 ticks of 0.73 USD. */
  @Test
  void oneRestatedFixingOfTheMonthMovesTheAverage() {
    throughFriday();
    house.open(MONDAY);
    for (char contributor : "abcde".toCharArray()) {
      house.quote(
          new QuoteWithdrawn(
              TinyHouse.quoteId("IX-AVG", FRIDAY, contributor), "wrong unit", "eve"));
    }
    house.quotes("IX-AVG", FRIDAY, "fghij", "2.544", "2.544", "2.544", "2.544", "2.544");
    house.tell(new FixingRestatementRequested("IX-AVG", FRIDAY, 1, "wrong unit", "ann"));
    long[] before = cash();
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertMoved(before, -5 * 2 * 73, 0, 0, 5 * 2 * 73);
  }

  /** TOK 10.000 becomes 10.010: two ticks of 10.00 CNY, by variation margin, option and future. */
  @Test
  void aFuturesStyleOptionIsCorrectedByVariationMargin() {
    untilFriday();
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    house.trade(HOUSE_1, HOUSE_2, TOK_OCT, 1, 2_000);
    house.trade(HOUSE_2, HOUSE_3, TOK_OCT_CALL, 3, 15);
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    assertThat(house.cash(HOUSE_2, CNY)).isEqualTo(-3 * 15_000); // strike 2,000: worth nothing
    house.open(MONDAY);
    house.quotes("IX-TOK", FRIDAY, "fghijk", "10.01", "10.01", "10.01", "10.01", "10.01", "10.01");
    house.tell(new FixingRestatementRequested("IX-TOK", FRIDAY, 1, "late quotes", "ann"));
    assertThat(house.fixing("IX-TOK", FRIDAY).getValue()).isEqualTo("10.0100");
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertThat(house.cash(HOUSE_1, CNY)).isEqualTo(2_000);
    assertThat(house.cash(HOUSE_2, CNY)).isEqualTo(-2_000 + 3 * 2_000 - 45_000);
    assertThat(house.cash(HOUSE_3, CNY)).isEqualTo(-3 * 2_000 + 45_000);
  }

  /** Of 3 calls 2 are abandoned, so the short is assigned 1; two ticks for that one. */
  @Test
  void whatAHolderAbandonedReceivesNothingFromARestatement() {
    untilFriday();
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    house.tell(
        new ExerciseInstruction(
            "I1", "M1-H", id(GPU_OCT_CALL), 2L, ExerciseKind.ABANDON, FRIDAY, "ann"));
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(4 * 100_00 - 3 * 110_00 + 100_00);
    house.open(MONDAY);
    long[] before = cash();
    quotesChange();
    restate(1);
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertMoved(before, 4 * 200 + 200, 2 * 200, -4 * 200 - 200, -2 * 200);
  }

  /** A call struck at 4.000 that ended worthless at 3.990 is worth 0.002 after all. */
  @Test
  void anOptionThatARestatementBringsIntoTheMoneyIsPaid() {
    untilFriday();
    house.fiveQuotes(GPU, FRIDAY, "3.990");
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    long[] before = cash();
    house.open(MONDAY);
    house.quotes(GPU, FRIDAY, "fghijk", "4.002", "4.002", "4.002", "4.002", "4.002", "4.002");
    restate(1);
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertMoved(before, 4 * 1_200 + 3 * 200, 2 * 1_200, -4 * 1_200 - 3 * 200, -2 * 1_200);
  }

  @Test
  void aRestatementWithoutAValueBehindItIsRefused() {
    throughFriday();
    restate(1);
    assertRefused("is 4.1000 over the quotes known now too: nothing to restate");
    house.quote(new QuoteWithdrawn(TinyHouse.quoteId(GPU, FRIDAY, 'a'), "typo", "eve"));
    house.tell(new FixingRestatementRequested(GPU, FRIDAY, 1, "again", "ann"));
    assertRefused("the quotes known now give no value");
    house.tell(new FixingRestatementRequested(GPU, MONDAY, 0, "again", "ann"));
    assertRefused("has no value to restate");
    assertThat(house.fixing(GPU, FRIDAY).getRevision()).isEqualTo(1);
  }

  // Restating the settlement price of a day.

  /**
   * Thursday's 4.200 of November becomes 4.150: each day is put right, who held both pays nothing.
   */
  @Test
  void aRestatedDailyPriceReversesAndRebooksBothDays() {
    throughFriday();
    house.open(MONDAY);
    long[] before = cash();
    house.tell(price(GPU_NOV, THURSDAY, "4.15", "ann"));
    house.tell(price(GPU_NOV, THURSDAY, "4.150", "bob"));
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertMoved(before, 0, 0, 0, 0);
    assertThat(house.corrections())
        .singleElement()
        .matches(each -> each.getCarriedInto().equals(FRIDAY))
        .matches(each -> each.getReason().equals("ann: fat finger; bob: fat finger"));
    String id = "price/GPU-2026-11/2026-10-29/0/M1-H/";
    assertThat(house.ledger())
        .filteredOn(entry -> entry.getEntryId().startsWith(id))
        .extracting(
            entry -> entry.getEntryId().substring(id.length()),
            entry -> entry.getPostings().getFirst().getMinorUnits())
        .containsExactly(
            tuple("reversed", -7 * 420_000L),
            tuple("rebooked", 7 * 415_000L),
            tuple("carry_reversed", 7 * 420_000L),
            tuple("carry_rebooked", -7 * 415_000L));
    house.tell(price(GPU_NOV, THURSDAY, "4.15", "bob"));
    day(TUESDAY);
    assertThat(house.corrections()).hasSize(1);
    assertThat(house.entryCounts().values()).containsOnly(1);
  }

  /** Who sold on Friday carried Thursday's lots into it and nothing further. */
  @Test
  void theCounterEntryIsOfTheLotsThatWereCarried() {
    untilFriday();
    house.trade(HOUSE_2, HOUSE_1, GPU_NOV, 7, 4_180);
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    house.tell(price(GPU_NOV, THURSDAY, "4.15", "ann"));
    house.tell(price(GPU_NOV, THURSDAY, "4.15", "bob"));
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    // bought 7 at 4.200 and sold them at 4.180, whatever Thursday's price was
    long gpuOct = 4 * 100_00 - 3 * 110_00 + 3 * 100_00;
    assertThat(house.cash(HOUSE_1, USD)).isEqualTo(gpuOct - 7 * 20_00);
  }

  /** Sold at Thursday's price, so that not even a cost is left of the position. */
  @Test
  void whoHeldNothingThatDayHasNoEntry() {
    untilFriday();
    house.trade(HOUSE_2, HOUSE_1, GPU_NOV, 7, 4_200);
    house.trade(NET_1, HOUSE_3, GPU_NOV, 1, 4_200);
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    house.open(MONDAY);
    house.tell(price(GPU_NOV, FRIDAY, "4.15", "ann"));
    house.tell(price(GPU_NOV, FRIDAY, "4.15", "bob"));
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertThat(house.ledger())
        .filteredOn(entry -> entry.getCause().startsWith("price/"))
        .hasSize(8)
        .allMatch(
            entry ->
                entry.getEntryId().contains("/M1-N/") || entry.getEntryId().contains("/M3-H/"));
  }

  @Test
  void theDailyPriceOfAPremiumStyleOptionIsRecordedAndMovesNoCash() {
    untilFriday();
    house.trade(HOUSE_1, HOUSE_2, GPU_NOV_PUT, 2, 95);
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    house.open(MONDAY);
    house.tell(price(GPU_NOV_PUT, FRIDAY, "0.080", "ann"));
    house.tell(price(GPU_NOV_PUT, FRIDAY, "0.080", "bob"));
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertThat(house.corrections()).hasSize(1);
    assertThat(house.ledger()).noneMatch(entry -> entry.getCause().startsWith("price/"));
  }

  @Test
  void restatedPricesThatTheRulesDoNotKnowAreRefusedByName() {
    throughFriday();
    house.open(MONDAY);
    house.tell(price(GPU_OCT, FRIDAY, "4.15", "ann"));
    assertRefused("2026-10-30 was the last day of contract GPU-2026-10");
    house.tell(price(GPU_NOV, MONDAY, "4.15", "ann"));
    assertRefused("has no settlement price of 2026-11-02");
    house.tell(price(GPU_NOV, THURSDAY, "4.1505", "ann"));
    assertRefused("not a multiple of its settlement tick");
    house.tell(price(GPU_NOV, THURSDAY, "4.2", "ann"));
    assertRefused("is settled at 4.2 already");
    house.tell(price(GPU_NOV, THURSDAY, "4.15", "ann"));
    house.tell(price(GPU_NOV, THURSDAY, "4.16", "bob"));
    assertRefused("price/GPU-2026-11/2026-10-29/0: ann asked for 4.15, bob asks for 4.16");
    house.tell(new SettlementPriceRestated("NO", THURSDAY, 0, "4.15", "ann", "because"));
    assertRefused("contract NO is not listed");
    assertThat(house.endOfDay(MONDAY)).isTrue();
    assertThat(house.corrections()).isEmpty(); // ann alone
  }

  // Cash after the window.

  @Test
  void twoPeopleAdjustAnExpiredContractByAnotherPrice() {
    throughFriday();
    day(MONDAY);
    day(TUESDAY);
    house.open(WEDNESDAY);
    long[] before = cash();
    house.tell(adjust("A1", "4.095", "ann"));
    house.tell(adjust("A1", "4.095", "bob"));
    assertThat(house.endOfDay(WEDNESDAY)).isTrue();
    assertMoved(before, 4 * -500, 2 * -500, 4 * 500, 2 * 500);
    house.tell(adjust("A1", "4.095", "bob"));
    house.tell(adjust("A1", "4.095", "cat"));
    assertRefused("adjustment/A1 was agreed on already");
    house.tell(adjust("A2", "4.095", "cat"));
    assertRefused("is settled at 4.095 already");
    day(LocalDate.of(2026, 11, 5));
    assertMoved(before, 4 * -500, 2 * -500, 4 * 500, 2 * 500);
    assertThat(house.entryCounts().values()).containsOnly(1);
  }

  @Test
  void aBustAfterExpiryIsCashByLines() {
    throughFriday();
    day(MONDAY);
    day(TUESDAY);
    house.open(WEDNESDAY);
    long[] before = cash();
    for (String by : List.of("ann", "bob")) {
      house.tell(
          lines(
              "B1",
              by,
              new AdjustmentLine("M1-H", "USD", -123L),
              new AdjustmentLine("M3-H", "USD", 123L)));
    }
    assertThat(house.endOfDay(WEDNESDAY)).isTrue();
    assertMoved(before, -123, 0, 0, 123);
    day(LocalDate.of(2026, 11, 5));
    assertMoved(before, -123, 0, 0, 123);
    assertThat(house.corrections()).hasSize(1);
  }

  @Test
  void adjustmentsThatTheRulesDoNotKnowAreRefusedByName() {
    untilFriday();
    house.tell(adjust("A1", "4.095", "ann"));
    assertRefused("contract GPU-2026-10 has not expired: it expires 2026-10-30");
    house.fiveQuotes(GPU, FRIDAY, "4.100");
    assertThat(house.endOfDay(FRIDAY)).isTrue();
    house.tell(adjust("A1", "4.095", "bob"));
    assertRefused("contract GPU-2026-10 is provisional up to 2026-11-03");
    day(MONDAY);
    day(TUESDAY);
    house.open(WEDNESDAY);
    house.tell(
        lines(
            "B1",
            "ann",
            new AdjustmentLine("M1-H", "USD", -123L),
            new AdjustmentLine("M3-H", "USD", 124L)));
    assertRefused("lines of adjustment B1 sum to 1 minor units, expected zero");
    house.tell(lines("B1", "ann", new AdjustmentLine("M1-H", "CNY", 1L)));
    assertRefused("account M1-H is adjusted in CNY, the contract is in USD");
    house.tell(lines("B1", "ann", new AdjustmentLine("NO", "USD", 0L)));
    assertRefused("account NO is not in the registry");
    house.tell(lines("B1", "ann"));
    assertRefused("has either a price or lines");
    house.tell(adjust("A2", "4.095", "ann"));
    house.tell(adjust("A2", "4.096", "bob"));
    assertRefused("ann asked for GPU-2026-10 4.095");
    long[] before = cash();
    assertThat(house.endOfDay(WEDNESDAY)).isTrue();
    assertMoved(before, 0, 0, 0, 0);
  }

  // Purity.

  /** Friday is held, decided and closed, then restated, then a price, then cash. */
  private static ConductedHouse everything(int lostTransaction) {
    RestatementDaysTest test = new RestatementDaysTest();
    test.house = new ConductedHouse(lostTransaction);
    test.untilFriday();
    test.house.endOfDay(FRIDAY);
    test.decide(FallbackKind.PREVIOUS_VALUE, null, "ann");
    test.decide(FallbackKind.PREVIOUS_VALUE, null, "bob");
    test.house.fiveQuotes(GPU, FRIDAY, "4.100");
    test.house.open(MONDAY);
    test.restate(1);
    test.house.tell(price(GPU_NOV, THURSDAY, "4.15", "ann"));
    test.house.tell(price(GPU_NOV, THURSDAY, "4.15", "bob"));
    test.house.endOfDay(MONDAY);
    test.day(TUESDAY);
    test.house.open(WEDNESDAY);
    test.house.tell(adjust("A1", "4.095", "ann"));
    test.house.tell(adjust("A1", "4.095", "bob"));
    test.house.endOfDay(WEDNESDAY);
    return test.house;
  }

  @Test
  void daysKilledAtAnyTransactionEndWithTheSameBytes() {
    ConductedHouse whole = everything(-1);
    assertThat(whole.corrections())
        .extracting(SettlementCorrected::getKind)
        .containsExactly(
            CorrectionKind.RESTATED_FIXING,
            CorrectionKind.RESTATED_FIXING,
            CorrectionKind.RESTATED_PRICE,
            CorrectionKind.CASH_ADJUSTMENT);
    for (int lost = 0; lost < whole.transactions(); lost++) {
      assertThat(everything(lost).everything())
          .as("transaction %d lost", lost)
          .isEqualTo(whole.everything());
    }
  }

  @Test
  void everyDayRunAgainChangesNothing() {
    ConductedHouse whole = everything(-1);
    List<?> before = whole.everything();
    for (LocalDate date : List.of(THURSDAY, FRIDAY, MONDAY, TUESDAY, WEDNESDAY)) {
      whole.tell(new OpenDayRequested(date));
      whole.tell(
          new CycleRequested(date + "/EOD", date, CycleKind.END_OF_DAY, TinyHouse.endOf(date)));
    }
    assertThat(whole.everything()).isEqualTo(before);
  }
}
