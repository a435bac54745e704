package novate.settlement;

import static novate.market.Checks.found;
import static novate.settlement.Sample.EXPIRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.ExerciseStyle;
import novate.market.Lots;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.settlement.Exercise.Instruction;
import novate.settlement.Exercise.Kind;
import novate.settlement.Exercise.Outcome;
import novate.settlement.Exercise.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls struck at 2.500. A and B are long 6 and 4, X and Y short 7 and 3. */
class ExerciseTest {
  private static final Price IN = new Price(2_501);
  private static final Price AT = new Price(2_500);
  private static final SortedMap<AccountId, Lots> HELD =
      lots(Map.of("A", 6L, "B", 4L, "X", -7L, "Y", -3L));

  private static SortedMap<AccountId, Lots> lots(Map<String, Long> lots) {
    SortedMap<AccountId, Lots> byAccount = new TreeMap<>();
    lots.forEach((account, each) -> byAccount.put(new AccountId(account), new Lots(each)));
    return byAccount;
  }

  private static OptionOnFuture call(ExerciseStyle style) {
    return Sample.option(OptionRight.CALL, style, PremiumStyle.PREMIUM, EXPIRY);
  }

  private static Instruction says(String id, String account, Kind kind, long lots) {
    return new Instruction(id, new AccountId(account), kind, new Lots(lots));
  }

  private static Outcome lastDay(Price settlement, Instruction... instructions) {
    return Exercise.of(call(ExerciseStyle.EUROPEAN), true, settlement, HELD, List.of(instructions));
  }

  private static Outcome before(Price settlement, Instruction... instructions) {
    return Exercise.of(
        call(ExerciseStyle.AMERICAN), false, settlement, HELD, List.of(instructions));
  }

  @Test
  void everythingInTheMoneyByATickIsExercisedOnTheLastDayAndNothingElse() {
    assertThat(lastDay(IN)).isEqualTo(new Outcome(HELD, List.of()));
    assertThat(lastDay(AT)).isEqualTo(new Outcome(new TreeMap<>(), List.of()));
    assertThat(before(IN)).isEqualTo(new Outcome(new TreeMap<>(), List.of()));
  }

  /** 7 of 10 are exercised: shares of the shorts 4.9 and 2.1. */
  @Test
  void whatIsAbandonedIsNotAssigned() {
    assertThat(lastDay(IN, says("1", "A", Kind.ABANDON, 2), says("2", "B", Kind.ABANDON, 1)))
        .isEqualTo(new Outcome(lots(Map.of("A", 4L, "B", 3L, "X", -5L, "Y", -2L)), List.of()));
  }

  /** 5 of 10: shares 3.5 and 1.5, a tie that goes to X. */
  @Test
  void anAmericanIsExercisedBeforeItsLastDayAsItsHolderSays() {
    assertThat(before(IN, says("1", "A", Kind.EXERCISE, 5)))
        .isEqualTo(new Outcome(lots(Map.of("A", 5L, "X", -4L, "Y", -1L)), List.of()));
  }

  @Test
  void onTheLastDayAnInstructionToExerciseAddsNothingToWhatIsAutomatic() {
    Outcome outcome =
        Exercise.of(
            call(ExerciseStyle.AMERICAN),
            true,
            IN,
            HELD,
            List.of(says("1", "A", Kind.EXERCISE, 4), says("2", "A", Kind.ABANDON, 2)));
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.lots())
        .isEqualTo(lots(Map.of("A", 4L, "B", 4L, "X", -6L, "Y", -2L))); // 8: 5.6 and 2.4
  }

  @Test
  void anInstructionCountsWholeOrNotAtAll() {
    Outcome outcome =
        lastDay(
            IN,
            says("zero", "A", Kind.ABANDON, 0),
            says("european", "A", Kind.EXERCISE, 1),
            says("five", "A", Kind.ABANDON, 5),
            says("two more", "A", Kind.ABANDON, 2),
            says("short", "X", Kind.ABANDON, 1),
            says("nothing", "Z", Kind.ABANDON, 1));
    assertThat(outcome.lots())
        .isEqualTo(lots(Map.of("A", 1L, "B", 4L, "X", -4L, "Y", -1L))); // 5: 3.5 and 1.5
    assertThat(outcome.refusals())
        .containsExactly(
            new Refusal("zero", "lots must be above zero, got 0"),
            new Refusal("european", "H100-2026-10-CALL is European"),
            new Refusal(
                "two more",
                "account A has 1 long lots of H100-2026-10-CALL without an instruction at the"
                    + " cut, not 2"),
            new Refusal(
                "short",
                "account X has 0 long lots of H100-2026-10-CALL without an instruction at the"
                    + " cut, not 1"),
            new Refusal(
                "nothing",
                "account Z has 0 long lots of H100-2026-10-CALL without an instruction at the"
                    + " cut, not 1"));
  }

  @Test
  void whatWouldCostTheHolderAndWhatComesTooEarlyIsRefused() {
    assertThat(before(AT, says("1", "A", Kind.EXERCISE, 1)))
        .isEqualTo(
            new Outcome(
                new TreeMap<>(),
                List.of(new Refusal("1", "H100-2026-10-CALL is not in the money"))));
    assertThat(before(IN, says("1", "A", Kind.ABANDON, 1)).refusals())
        .containsExactly(new Refusal("1", "H100-2026-10-CALL expires 2026-10-30, not today"));
  }

  @Test
  void aHouseThatDoesNotSumToZeroIsAnError() {
    assertThatThrownBy(
            () ->
                Exercise.of(
                    call(ExerciseStyle.EUROPEAN), true, IN, lots(Map.of("A", 1L)), List.of()))
        .hasMessage("lots of H100-2026-10-CALL over the house sum to 1, expected zero");
  }

  /** Independent instructions of different accounts may come in any order. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfAccountsInstructionsDoesNotMatterAndTheHouseSumsToZero(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SortedMap<AccountId, Lots> held = new TreeMap<>();
    List<Instruction> instructions = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < 30; i++) {
      long lots = random.nextLong(-50, 51);
      held.put(new AccountId("A" + i), new Lots(lots));
      sum += lots;
      instructions.add(says("I" + i, "A" + i, Kind.EXERCISE, random.nextLong(1, 60)));
    }
    held.put(new AccountId("LAST"), new Lots(-sum));
    OptionOnFuture option = call(ExerciseStyle.AMERICAN);
    Outcome outcome = Exercise.of(option, false, IN, held, instructions);
    Collections.shuffle(instructions, new Random(seed));
    assertThat(Exercise.of(option, false, IN, held, instructions).lots())
        .as("seed %d", seed)
        .isEqualTo(outcome.lots());
    assertThat(outcome.lots().values().stream().mapToLong(Lots::value).sum()).isZero();
    outcome
        .lots()
        .forEach(
            (account, lots) ->
                assertThat(Math.abs(lots.value()))
                    .as("seed %d, %s", seed, account)
                    .isLessThanOrEqualTo(
                        Math.abs(found(held.get(account), "no %s", account).value())));
  }
}
