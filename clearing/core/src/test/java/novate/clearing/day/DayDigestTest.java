package novate.clearing.day;

import static novate.clearing.TinyHouse.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import novate.wire.event.CallState;
import novate.wire.event.CurrencyResult;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.LedgerPosting;
import novate.wire.event.MarginCall;
import novate.wire.event.PositionResult;
import novate.wire.event.PositionState;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Invariants I4, I10. */
class DayDigestTest {
  private static PositionState position(int account) {
    return new PositionState(account, 3, 10L, 400L, 1L, 2L, 3L, 4L, 0L, 0L);
  }

  private static CycleResult result(int account) {
    CurrencyResult line =
        new CurrencyResult("USD", 1L, 2L, 3L, 8L, 4L, 5L, 6L, 7L, List.of(), List.of(), List.of());
    PositionResult position = new PositionResult(1, 2L, 3L, 4L, 5L, 6L, false, 7L, 8L);
    return new CycleResult(
        "C",
        FRIDAY,
        CycleKind.END_OF_DAY,
        account,
        "A",
        "M",
        "HOUSE",
        new ArrayList<>(List.of(line)),
        new ArrayList<>(List.of(position)));
  }

  private static MarginCall call(int revision) {
    return new MarginCall(
        "C/M/HOUSE/USD", revision, "C", "M", "HOUSE", "USD", 1L, 2L, 3L, 4L, CallState.ISSUED);
  }

  private static LedgerEntryPosted entry(String id) {
    return new LedgerEntryPosted(
        id, FRIDAY, "C", new ArrayList<>(List.of(new LedgerPosting("member/M", "USD", 9L))));
  }

  private static String digest(Collection<PositionState> positions) {
    return DayDigest.of(positions, List.of(result(1)), List.of(call(1)), List.of(entry("E")));
  }

  @Test
  void theOrderOfRecordsDoesNotMatter() {
    assertThat(
            DayDigest.of(
                List.of(position(1), position(2)),
                List.of(result(1), result(2)),
                List.of(call(1), call(2)),
                List.of(entry("E"), entry("F"))))
        .hasSize(64)
        .isEqualTo(
            DayDigest.of(
                List.of(position(2), position(1)),
                List.of(result(2), result(1)),
                List.of(call(2), call(1)),
                List.of(entry("F"), entry("E"))));
  }

  @Test
  void atCutCopiesAndPositionsThatHoldNothingAreNotPartOfIt() {
    PositionState other = position(1);
    other.put("cut_lots", 99L);
    other.put("cut_cost_ticks", 99L);
    other.put("cut_sequence", 99L);
    PositionState gone = new PositionState(2, 3, 0L, 0L, 9L, 9L, 9L, 0L, 0L, 0L);
    assertThat(digest(List.of(other, gone))).isEqualTo(digest(List.of(position(1))));
  }

  @Test
  void everyCoveredFieldCounts() {
    String before = digest(List.of(position(1)));
    for (String field :
        List.of("account_index", "contract_index", "lots", "cost_ticks", "premium_due")) {
      PositionState changed = position(1);
      change(changed, field);
      assertThat(digest(List.of(changed))).as(field).isNotEqualTo(before);
    }
    assertEveryFieldCounts(
        () -> result(1), r -> DayDigest.of(List.of(), List.of(r), List.of(), List.of()));
    assertEveryFieldCounts(
        () -> call(1), c -> DayDigest.of(List.of(), List.of(), List.of(c), List.of()));
    assertEveryFieldCounts(
        () -> entry("E"), e -> DayDigest.of(List.of(), List.of(), List.of(), List.of(e)));
  }

  private static <T extends SpecificRecordBase> void assertEveryFieldCounts(
      Supplier<T> make, Function<T, String> digest) {
    String before = digest.apply(make.get());
    for (Schema.Field field : make.get().getSchema().getFields()) {
      T changed = make.get();
      change(changed, field.name());
      assertThat(digest.apply(changed)).as(field.name()).isNotEqualTo(before);
    }
  }

  private static void change(SpecificRecordBase event, String field) {
    switch (event.get(field)) {
      case Long number -> event.put(field, number + 1);
      case Integer number -> event.put(field, number + 1);
      case String text -> event.put(field, text + "x");
      case LocalDate date -> event.put(field, date.plusDays(1));
      case CycleKind _ -> event.put(field, CycleKind.INTRADAY);
      case CallState _ -> event.put(field, CallState.MET);
      case List<?> list -> {
        SpecificRecordBase first = (SpecificRecordBase) list.getFirst();
        for (Schema.Field inner : first.getSchema().getFields()) {
          if (first.get(inner.pos()) instanceof Long) {
            change(first, inner.name());
          }
        }
      }
      case Object other -> throw new AssertionError(field + " " + other);
    }
  }
}
