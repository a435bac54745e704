package novate.settlement;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountId;
import novate.market.ExerciseStyle;
import novate.market.Lots;
import novate.market.OptionOnFuture;
import novate.market.Price;

/**
 * Which lots of one option are exercised at an end of day, and whose.
 *
 * <pre>in the money by at least one tick at the future's settlement price of the day:
 *   last day       every long lot but those abandoned
 *   day before it  the long lots that an American's holder said
 * otherwise        none
 * shorts           assigned pro rata ({@link Assignment})</pre>
 *
 * <p>An instruction counts whole or not at all. One that would cost its holder money, because the
 * option turns out not to be in the money, is refused: exercising then is giving something away.
 */
public final class Exercise {
  /** What a holder wants that is not automatic. */
  public enum Kind {
    /** Long lots in the money are left to expire on the last day. */
    ABANDON,
    /** Long lots of an American option are exercised. */
    EXERCISE
  }

  /**
   * A holder's word before the cut-off.
   *
   * @param lots long lots it is about
   */
  public record Instruction(String id, AccountId account, Kind kind, Lots lots) {}

  /** An instruction that has no effect. */
  public record Refusal(String instructionId, String reason) {}

  /**
   * What becomes of the option's holders.
   *
   * @param lots exercised (positive, of a long) or assigned (negative, of a short) by account,
   *     without zeros; they sum to zero
   * @param refusals in the order of the instructions
   */
  public record Outcome(SortedMap<AccountId, Lots> lots, List<Refusal> refusals) {}

  private final OptionOnFuture option;
  private final boolean isLastDay;
  private final boolean isInTheMoney;
  private final SortedMap<AccountId, Lots> held;
  private final Map<AccountId, Long> instructed = new HashMap<>();
  private final Map<AccountId, Long> abandoned = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private Exercise(
      OptionOnFuture option, boolean isLastDay, Price settlement, SortedMap<AccountId, Lots> held) {
    this.option = option;
    this.isLastDay = isLastDay;
    this.isInTheMoney = Expiry.of(option, settlement).isExercised();
    this.held = held;
  }

  /**
   * Exercises and assigns.
   *
   * @param settlement of the option's future at this end of day
   * @param held signed lots by account at the cut, over the whole house
   * @param instructions about this option, in the order they were given; each id once
   * @throws IllegalArgumentException when the lots held do not sum to zero
   */
  public static Outcome of(
      OptionOnFuture option,
      boolean isLastDay,
      Price settlement,
      SortedMap<AccountId, Lots> held,
      List<Instruction> instructions) {
    long sum = held.values().stream().mapToLong(Lots::value).reduce(0, Math::addExact);
    require(sum == 0, "lots of %s over the house sum to %d, expected zero", option.id(), sum);
    Exercise exercise = new Exercise(option, isLastDay, settlement, held);
    instructions.forEach(exercise::take);
    return new Outcome(exercise.exercised(), List.copyOf(exercise.refusals));
  }

  private void take(Instruction instruction) {
    Optional<String> reason = refusal(instruction);
    if (reason.isPresent()) {
      refusals.add(new Refusal(instruction.id, reason.get()));
      return;
    }
    long lots = instruction.lots.value();
    instructed.merge(instruction.account, lots, Math::addExact);
    if (instruction.kind == Kind.ABANDON) {
      abandoned.merge(instruction.account, lots, Math::addExact);
    }
  }

  private Optional<String> refusal(Instruction instruction) {
    if (instruction.lots.value() <= 0) {
      return Optional.of("lots must be above zero, got " + instruction.lots.value());
    }
    Optional<String> untimely =
        switch (instruction.kind) {
          case ABANDON ->
              isLastDay
                  ? Optional.empty()
                  : Optional.of("%s expires %s, not today".formatted(option.id(), option.expiry()));
          case EXERCISE ->
              option.exercise() == ExerciseStyle.AMERICAN
                  ? Optional.empty()
                  : Optional.of("%s is European".formatted(option.id()));
        };
    if (untimely.isPresent()) {
      return untimely;
    }
    long free = longLots(instruction.account) - instructed.getOrDefault(instruction.account, 0L);
    if (instruction.lots.value() > free) {
      return Optional.of(
          "account %s has %d long lots of %s without an instruction at the cut, not %d"
              .formatted(instruction.account, free, option.id(), instruction.lots.value()));
    }
    return isInTheMoney
        ? Optional.empty()
        : Optional.of("%s is not in the money".formatted(option.id()));
  }

  private long longLots(AccountId account) {
    return Math.max(0, held.getOrDefault(account, new Lots(0)).value());
  }

  private SortedMap<AccountId, Lots> exercised() {
    SortedMap<AccountId, Lots> lots = new TreeMap<>();
    SortedMap<AccountId, Lots> shorts = new TreeMap<>();
    long all = 0;
    for (var each : held.entrySet()) {
      if (each.getValue().value() < 0) {
        shorts.put(each.getKey(), each.getValue().negated());
      }
      long exercised = exercised(each.getKey());
      all = Math.addExact(all, exercised);
      if (exercised != 0) {
        lots.put(each.getKey(), new Lots(exercised));
      }
    }
    Assignment.of(new Lots(all), shorts)
        .forEach(
            (account, assigned) -> {
              if (assigned.value() != 0) {
                lots.put(account, assigned.negated());
              }
            });
    return lots;
  }

  private long exercised(AccountId account) {
    if (!isInTheMoney) {
      return 0;
    }
    long left = abandoned.getOrDefault(account, 0L);
    return isLastDay ? longLots(account) - left : instructed.getOrDefault(account, 0L) - left;
  }
}
