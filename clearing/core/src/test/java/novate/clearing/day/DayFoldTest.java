package novate.clearing.day;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.MONDAY;
import static novate.clearing.TinyHouse.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.clearing.TinyHouse;
import novate.clearing.day.DayFold.Next;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.CycleRole;
import novate.wire.event.DayOpened;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.OptionLots;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesHeld;
import novate.wire.event.StepDone;
import novate.wire.event.Value;
import org.junit.jupiter.api.Test;

/** Faults E4, E7, E9, C2; invariant I10. */
class DayFoldTest {
  private final DayFold day = new DayFold(2);

  private static CycleRequested request(String id, LocalDate date, CycleKind kind) {
    Duration before = kind == CycleKind.INTRADAY ? Duration.ofHours(4) : Duration.ZERO;
    return new CycleRequested(id, date, kind, TinyHouse.endOf(date).minus(before));
  }

  private static CycleDone done(String cycle, CycleRole role, int partition, String hash) {
    return new CycleDone(cycle, role, partition, 0, List.of(), List.of(), hash, List.of());
  }

  private void open(LocalDate date) {
    day.apply(new OpenDayRequested(date));
    day.apply(new DayOpened(date, 1L));
  }

  private void requestEndOfDay(LocalDate date) {
    day.apply(request(date + "/EOD", date, CycleKind.END_OF_DAY));
  }

  private void assertNext(String cycle, DayStep step) {
    assertThat(day.next())
        .get()
        .isInstanceOfSatisfying(
            Next.Step.class,
            next -> {
              assertThat(next.cycle().request().getCycleId()).isEqualTo(cycle);
              assertThat(next.step()).isEqualTo(step);
            });
  }

  /** Takes a cycle through its steps, checking each; says what is due after it. */
  private void run(String id, LocalDate date, CycleKind kind) {
    CycleProgress cycle = day.find(id).orElseThrow();
    assertNext(id, DayStep.CUT);
    day.apply(TinyHouse.cut(id, date, kind));
    if (kind == CycleKind.END_OF_DAY) {
      assertNext(id, DayStep.FIXINGS);
      day.apply(new StepDone(id, "FIXINGS", "h"));
    }
    assertNext(id, DayStep.PRICES);
    day.apply(new StepDone(id, "PRICES", "h"));
    if (kind == CycleKind.END_OF_DAY) {
      assertNext(id, DayStep.RESTATE);
      day.apply(new StepDone(id, "RESTATE", "h"));
    }
    assertNext(id, DayStep.VALUE);
    assertThat(cycle.isDone(DayStep.PRICES)).isTrue();
    assertThat(cycle.isDone(DayStep.VALUE)).isFalse();
    day.apply(value(id, date, kind));
    for (CycleRole role : CycleRole.values()) {
      for (int p = 0; p < 2; p++) {
        assertNext(id, role == CycleRole.SHARD ? DayStep.POSITIONS : DayStep.LEDGER);
        day.apply(done(id, role, p, "h"));
        day.apply(done(id, role, p, "h")); // a restarted processor reports again
      }
    }
    assertNext(id, DayStep.CLOSE);
    assertThat(cycle.closed()).isNull();
    day.apply(new CycleClosed(id, date, kind, "h"));
    assertThat(cycle.nextStep()).isNull();
    assertThat(cycle.isDone(DayStep.CLOSE)).isTrue();
  }

  private static Value value(String id, LocalDate date, CycleKind kind) {
    return TinyHouse.value(
        kind, TinyHouse.priceSet(id, date, TinyHouse.endOf(date), TinyHouse.prices()));
  }

  @Test
  void aDayIsOpenedCycledAndClosedInTheOrderOfItsSteps() {
    assertThat(day.next()).isEmpty();
    day.apply(new OpenDayRequested(FRIDAY));
    assertThat(day.next()).contains(new Next.OpenDay(FRIDAY));
    assertThat(day.openDate()).isEmpty();
    day.apply(new DayOpened(FRIDAY, 1L));
    assertThat(day.next()).isEmpty();
    assertThat(day.openDate()).contains(FRIDAY);
    day.apply(request("ITD", FRIDAY, CycleKind.INTRADAY));
    requestEndOfDay(FRIDAY);
    run("ITD", FRIDAY, CycleKind.INTRADAY);
    assertThat(day.openDate()).contains(FRIDAY);
    run("2026-10-30/EOD", FRIDAY, CycleKind.END_OF_DAY);
    assertThat(day.openDate()).isEmpty();
    assertThat(day.next()).isEmpty();
    assertThat(day.refusals()).isEmpty();
    open(MONDAY);
    assertThat(day.openedDates()).containsExactly(FRIDAY, MONDAY);
  }

  @Test
  void requestsThatComeAgainChangeNothing() {
    open(FRIDAY);
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    requestEndOfDay(FRIDAY);
    assertThat(day.cycles()).hasSize(1);
    run("2026-10-30/EOD", FRIDAY, CycleKind.END_OF_DAY);
    requestEndOfDay(FRIDAY);
    day.apply(new OpenDayRequested(FRIDAY));
    assertThat(day.next()).isEmpty();
    assertThat(day.refusals()).isEmpty();
  }

  @Test
  void aRequestThatTheRulesRefuseIsToldAndDoesNothing() {
    requestEndOfDay(FRIDAY);
    open(FRIDAY);
    requestEndOfDay(MONDAY);
    requestEndOfDay(THURSDAY);
    day.apply(new OpenDayRequested(MONDAY));
    requestEndOfDay(FRIDAY);
    day.apply(request("second", FRIDAY, CycleKind.END_OF_DAY));
    day.apply(request("late", FRIDAY, CycleKind.INTRADAY));
    day.apply(request("2026-10-30/EOD", FRIDAY, CycleKind.INTRADAY));
    day.apply(new PricesApproved("none", "h", "anna", "r"));
    assertThat(day.cycles()).hasSize(1);
    assertThat(day.refusals())
        .containsExactly(
            "cannot run 2026-10-30/EOD: 2026-10-30 is not open",
            "cannot run 2026-11-02/EOD: 2026-11-02 is not open",
            "cannot run 2026-10-29/EOD: 2026-10-29 is not open",
            "cannot open 2026-11-02: 2026-10-30 is open and has no end of day",
            "cannot run second: 2026-10-30 has its end of day",
            "cannot run late: 2026-10-30 has its end of day",
            "cannot run 2026-10-30/EOD: it was asked for otherwise",
            "cannot approve prices of none: no such cycle");
  }

  @Test
  void aDateThatIsBeingOpenedIsNotPushedAsideByAnother() {
    day.apply(new OpenDayRequested(FRIDAY));
    day.apply(new OpenDayRequested(MONDAY));
    assertThat(day.next()).contains(new Next.OpenDay(FRIDAY));
    assertThat(day.refusals())
        .containsExactly("cannot open 2026-11-02: 2026-10-30 is being opened");
  }

  @Test
  void aDateBeforeTheLastIsNotOpenedAgain() {
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    run("2026-10-30/EOD", FRIDAY, CycleKind.END_OF_DAY);
    day.apply(new OpenDayRequested(THURSDAY));
    assertThat(day.next()).isEmpty();
    assertThat(day.refusals())
        .containsExactly("cannot open 2026-10-29: 2026-10-30 was opened before");
  }

  @Test
  void heldPricesNeedTwoDifferentPeopleAndJustTheReasonsThatAreHeldNow() {
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    String id = "2026-10-30/EOD";
    CycleProgress cycle = day.find(id).orElseThrow();
    day.apply(new PricesApproved(id, "h1", "anna", "r"));
    assertThat(cycle.isHeldSetApproved()).isFalse();
    day.apply(new PricesHeld(id, "h1", List.of("jump")));
    day.apply(new PricesApproved(id, "h1", "anna", "again"));
    day.apply(new PricesApproved(id, "h0", "bert", "of others"));
    assertThat(cycle.isHeldSetApproved()).isFalse();
    assertThat(cycle.acceptedHash()).isEmpty();
    day.apply(new PricesApproved(id, "h1", "bert", "r"));
    assertThat(cycle.isHeldSetApproved()).isTrue();
    assertThat(cycle.acceptedHash()).isEqualTo(Optional.of("h1"));
    day.apply(new PricesHeld(id, "h2", List.of("another jump")));
    assertThat(cycle.isHeldSetApproved()).isFalse();
    assertThat(cycle.held()).isNotNull();
    day.apply(new StepDone(id, "PRICES", "h"));
    assertThat(cycle.held()).isNull();
  }

  @Test
  void aBrokenCycleStopsTheHouse() {
    open(FRIDAY);
    day.apply(request("ITD", FRIDAY, CycleKind.INTRADAY));
    requestEndOfDay(FRIDAY);
    day.apply(new CycleBroken("ITD", "cash in USD sums to 1"));
    assertThat(day.next()).isEmpty();
    assertThat(day.find("ITD").orElseThrow().broken()).contains("USD");
  }

  @Test
  void aPartitionThatReportsTwoContentsBreaksTheCycle() {
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    String id = "2026-10-30/EOD";
    day.apply(done(id, CycleRole.SHARD, 1, "one"));
    day.apply(done(id, CycleRole.DESK, 1, "other"));
    assertThat(day.find(id).orElseThrow().broken()).isNull();
    day.apply(done(id, CycleRole.SHARD, 1, "other"));
    assertThat(day.find(id).orElseThrow().broken())
        .isEqualTo("SHARD 1 reported other, and before one");
    assertThat(day.next()).isEmpty();
  }

  @Test
  void controlThatSpeaksOfAnUnknownCycleIsABrokenInvariant() {
    assertThatThrownBy(() -> day.apply(new StepDone("none", "PRICES", "h")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none");
  }

  private static ExerciseInstruction instruction(String id, LocalDate date, long lots) {
    return new ExerciseInstruction(
        id, "M1-H", "GPU-C-OCT", lots, ExerciseKind.ABANDON, date, "anna");
  }

  @Test
  void anInstructionCountsOnceAndOnlyBeforeTheCutOfItsDate() {
    day.apply(instruction("early", FRIDAY, 1));
    open(FRIDAY);
    day.apply(instruction("one", FRIDAY, 1));
    day.apply(instruction("one", FRIDAY, 1));
    day.apply(instruction("one", FRIDAY, 2));
    day.apply(instruction("other day", MONDAY, 1));
    day.apply(instruction("nothing", FRIDAY, 0));
    requestEndOfDay(FRIDAY);
    String id = "2026-10-30/EOD";
    day.apply(instruction("two", FRIDAY, 2));
    day.apply(TinyHouse.cut(id, FRIDAY, CycleKind.END_OF_DAY));
    day.apply(instruction("late", FRIDAY, 1));
    day.apply(instruction("two", FRIDAY, 2));
    assertThat(day.find(id).orElseThrow().instructions())
        .containsExactly(instruction("one", FRIDAY, 1), instruction("two", FRIDAY, 2));
    assertThat(day.findInstruction("two")).contains(instruction("two", FRIDAY, 2));
    assertThat(day.refusals())
        .containsExactly(
            "cannot take exercise instruction early: 2026-10-30 is not open",
            "cannot take exercise instruction one: it was given otherwise",
            "cannot take exercise instruction other day: 2026-11-02 is not open",
            "cannot take exercise instruction nothing: lots must be above zero, got 0",
            "cannot take exercise instruction late: 2026-10-30 has had its cut-off");
  }

  @Test
  void anIntradayCutIsNoCutOff() {
    open(FRIDAY);
    day.apply(request("ITD", FRIDAY, CycleKind.INTRADAY));
    day.apply(instruction("before", FRIDAY, 1));
    day.apply(TinyHouse.cut("ITD", FRIDAY, CycleKind.INTRADAY));
    day.apply(instruction("after", FRIDAY, 1));
    assertThat(day.find("ITD").orElseThrow().isExercising()).isFalse();
    assertThat(day.instructions(FRIDAY)).hasSize(2);
    assertThat(day.refusals()).isEmpty();
  }

  @Test
  void aCutThatNamesOptionsWaitsForTheirExercise() {
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    String id = "2026-10-30/EOD";
    day.apply(
        Cut.newBuilder(TinyHouse.cut(id, FRIDAY, CycleKind.END_OF_DAY))
            .setExerciseContracts(List.of(TinyHouse.GPU_OCT_CALL))
            .build());
    day.apply(new StepDone(id, "FIXINGS", "h"));
    day.apply(new StepDone(id, "PRICES", "h"));
    CycleProgress cycle = day.find(id).orElseThrow();
    ExerciseHoldings held = new ExerciseHoldings(id, 1, List.of(new OptionLots(0, 5, 3L)));
    day.apply(held);
    day.apply(held); // a restarted shard reports again
    assertThat(cycle.exerciseHoldings()).containsOnlyKeys(1);
    assertNext(id, DayStep.EXERCISE);
    assertThat(cycle.exercisesHash()).isNull();
    day.apply(new StepDone(id, "EXERCISE", "x"));
    assertNext(id, DayStep.RESTATE);
    assertThat(cycle.exercisesHash()).isEqualTo("x");
    day.apply(new ExerciseHoldings(id, 1, List.of()));
    assertThat(cycle.broken()).contains("partition 1 reported two contents");
  }

  @Test
  void anInstructionAboutNothingThatEndsIsStillAnswered() {
    open(FRIDAY);
    requestEndOfDay(FRIDAY);
    day.apply(instruction("one", FRIDAY, 1));
    String id = "2026-10-30/EOD";
    day.apply(TinyHouse.cut(id, FRIDAY, CycleKind.END_OF_DAY));
    day.apply(new StepDone(id, "FIXINGS", "h"));
    day.apply(new StepDone(id, "PRICES", "h"));
    assertNext(id, DayStep.EXERCISE);
  }

  /** Of two cycles as of one instant nobody could say which price set is the last (row E2). */
  @Test
  void aCycleAsOfAnInstantThatIsNotAfterTheLastOnesIsRefused() {
    open(FRIDAY);
    CycleRequested first = request("ITD", FRIDAY, CycleKind.INTRADAY);
    day.apply(first);
    day.apply(new CycleRequested("SAME", FRIDAY, CycleKind.INTRADAY, first.getAsOf()));
    day.apply(
        new CycleRequested(
            "EARLIER", FRIDAY, CycleKind.END_OF_DAY, first.getAsOf().minusSeconds(1)));
    assertThat(day.cycles()).hasSize(1);
    assertThat(day.refusals()).hasSize(2).allMatch(why -> why.contains("time goes forward"));
    requestEndOfDay(FRIDAY);
    assertThat(day.cycles()).hasSize(2);
  }
}
