package novate.clearing.day;

import static novate.clearing.TinyHouse.FRIDAY;
import static novate.clearing.TinyHouse.GPU_NOV_PUT;
import static novate.clearing.TinyHouse.GPU_OCT;
import static novate.clearing.TinyHouse.GPU_OCT_CALL;
import static novate.clearing.TinyHouse.HOUSE_1;
import static novate.clearing.TinyHouse.HOUSE_2;
import static novate.clearing.TinyHouse.HOUSE_3;
import static novate.clearing.TinyHouse.TOK_OCT_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedMap;
import novate.clearing.TinyHouse;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.ExerciseRefused;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.OptionLots;
import org.junit.jupiter.api.Test;

/** The GPU call struck at 4.000 ends on Friday; its future settles at 4.100. */
class ExercisingTest {
  private static final Registry REGISTRY = TinyHouse.registry();
  private static final String CYCLE = "2026-10-30/EOD";

  private static ExerciseInstruction says(String id, String account, String contract, long lots) {
    return new ExerciseInstruction(
        id, account, contract, lots, ExerciseKind.ABANDON, FRIDAY, "anna");
  }

  private static CycleRequested request(CycleKind kind) {
    return new CycleRequested(CYCLE, FRIDAY, kind, TinyHouse.endOf(FRIDAY));
  }

  private static ExercisesSealed seal(
      long gpuOctober, List<ExerciseHoldings> reports, ExerciseInstruction... instructions) {
    SortedMap<Integer, Long> prices = TinyHouse.prices();
    prices.put(GPU_OCT, gpuOctober);
    PriceSet set = TinyHouse.priceSet(CYCLE, FRIDAY, TinyHouse.endOf(FRIDAY), prices);
    Cut cut =
        Cut.newBuilder(TinyHouse.cut(CYCLE, FRIDAY, CycleKind.END_OF_DAY))
            .setExerciseContracts(List.of(GPU_OCT_CALL))
            .build();
    return Exercising.seal(cut, REGISTRY, set, reports, List.of(instructions));
  }

  private static ExerciseHoldings report(int partition, OptionLots... lots) {
    return new ExerciseHoldings(CYCLE, partition, List.of(lots));
  }

  private static final List<ExerciseHoldings> REPORTS =
      List.of(
          report(0, new OptionLots(HOUSE_1, GPU_OCT_CALL, 5L)),
          report(
              1,
              new OptionLots(HOUSE_2, GPU_OCT_CALL, -3L),
              new OptionLots(HOUSE_3, GPU_OCT_CALL, -2L)));

  @Test
  void theCutNamesOptionsOnTheirLastDayAndThoseThatHoldersSpeakOf() {
    CycleRequested endOfDay = request(CycleKind.END_OF_DAY);
    assertThat(Exercising.contracts(endOfDay, REGISTRY, List.of()))
        .containsExactly(GPU_OCT_CALL, TOK_OCT_CALL);
    assertThat(
            Exercising.contracts(
                endOfDay,
                REGISTRY,
                List.of(
                    says("1", "M1-H", "GPU-P-NOV", 1),
                    says("2", "M1-H", "GPU-AMERICAN", 1), // not active
                    says("3", "M1-H", "GPU-2026-11", 1),
                    says("4", "M1-H", "none", 1))))
        .containsExactly(GPU_OCT_CALL, GPU_NOV_PUT, TOK_OCT_CALL);
    assertThat(Exercising.contracts(request(CycleKind.INTRADAY), REGISTRY, List.of())).isEmpty();
  }

  /** 3 of 5: shares 1.8 and 1.2. */
  @Test
  void partitionsAreAssignedTogether() {
    ExercisesSealed sealed = seal(4_100, REPORTS, says("1", "M1-H", "GPU-C-OCT", 2));
    assertThat(sealed.getExercises())
        .containsExactly(
            new OptionLots(HOUSE_1, GPU_OCT_CALL, 3L),
            new OptionLots(HOUSE_2, GPU_OCT_CALL, -2L),
            new OptionLots(HOUSE_3, GPU_OCT_CALL, -1L));
    assertThat(sealed.getRefused()).isEmpty();
    Exercises exercises = Exercises.of(sealed);
    assertThat(exercises.lots(HOUSE_2, GPU_OCT_CALL)).isEqualTo(-2);
    assertThat(exercises.lots(HOUSE_2, GPU_NOV_PUT)).isZero();
    assertThat(exercises.cycleId()).isEqualTo(CYCLE);
    assertThat(seal(4_100, REPORTS.reversed(), says("1", "M1-H", "GPU-C-OCT", 2)))
        .isEqualTo(sealed);
  }

  @Test
  void everyRefusalNamesItsInstruction() {
    ExercisesSealed sealed =
        seal(
            4_000,
            REPORTS,
            says("account", "M9-H", "GPU-C-OCT", 1),
            says("contract", "M1-H", "none", 1),
            says("future", "M1-H", "GPU-2026-11", 1),
            says("late", "M1-H", "GPU-P-NOV", 1),
            says("worthless", "M1-H", "GPU-C-OCT", 1));
    assertThat(sealed.getExercises()).isEmpty();
    assertThat(sealed.getRefused())
        .containsExactly(
            new ExerciseRefused("account", "account M9-H is not open"),
            new ExerciseRefused("contract", "there is no open option none"),
            new ExerciseRefused("future", "there is no open option GPU-2026-11"),
            new ExerciseRefused("late", "it came while the cut was taken"),
            new ExerciseRefused("worthless", "GPU-C-OCT is not in the money"));
  }

  @Test
  void whatCannotBeIsAnError() {
    assertThatThrownBy(() -> seal(4_100, REPORTS.subList(0, 1)))
        .hasMessage("lots of GPU-C-OCT over the house sum to 5, expected zero");
    OptionLots lots = new OptionLots(HOUSE_1, GPU_OCT_CALL, 5L);
    assertThatThrownBy(() -> seal(4_100, List.of(report(0, lots), report(1, lots))))
        .hasMessage("account M1-H was reported twice");
    assertThatThrownBy(
            () -> seal(4_100, List.of(report(0, new OptionLots(HOUSE_1, GPU_NOV_PUT, 5L)))))
        .hasMessageContaining("does not name contract index 6");
    ExercisesSealed sealed = seal(4_100, REPORTS);
    ExercisesSealed changed = ExercisesSealed.newBuilder(sealed).setExercises(List.of()).build();
    assertThatThrownBy(() -> Exercises.of(changed)).hasMessageContaining("carry hash");
  }
}
