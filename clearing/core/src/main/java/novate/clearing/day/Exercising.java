package novate.clearing.day;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.market.Account;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.Lots;
import novate.market.OptionOnFuture;
import novate.market.PriceSet;
import novate.settlement.Exercise;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import novate.wire.event.ExerciseRefused;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.OptionLots;

/**
 * The exercise of options in a cycle: which options it is about, as the cut says, and what becomes
 * of their holders over all partitions. Only an end of day exercises.
 */
public final class Exercising {
  private final Cut cut;
  private final Registry registry;
  private final PriceSet prices;
  private final SortedMap<Integer, OptionOnFuture> openOptions;
  private final Map<String, Integer> accountIndexById = new HashMap<>();
  private final Map<Integer, SortedMap<AccountId, Lots>> heldByContract = new HashMap<>();
  private final Map<Integer, List<Exercise.Instruction>> wordsByContract = new HashMap<>();
  private final List<OptionLots> exercised = new ArrayList<>();
  private final Map<String, String> reasonById = new HashMap<>();

  private Exercising(Cut cut, Registry registry, PriceSet prices) {
    this.cut = cut;
    this.registry = registry;
    this.prices = prices;
    this.openOptions = openOptions(registry, cut.getBusinessDate());
    List<Account> accounts = registry.accounts();
    for (int i = 0; i < accounts.size(); i++) {
      accountIndexById.put(accounts.get(i).id().value(), i);
    }
  }

  /**
   * Indices of the options whose exercise a cycle decides, ascending: those on their last day, and
   * those that holders have given instructions about.
   */
  public static List<Integer> contracts(
      CycleRequested cycle, Registry registry, List<ExerciseInstruction> instructions) {
    if (cycle.getKind() != CycleKind.END_OF_DAY) {
      return List.of();
    }
    Set<String> named = new HashSet<>();
    instructions.forEach(instruction -> named.add(instruction.getContractId()));
    LocalDate date = cycle.getBusinessDate();
    return openOptions(registry, date).entrySet().stream()
        .filter(
            each ->
                each.getValue().expiry().equals(date)
                    || named.contains(each.getValue().id().value()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Options that can be held at the end of a date and have a price then, by index. */
  private static SortedMap<Integer, OptionOnFuture> openOptions(Registry registry, LocalDate date) {
    SortedMap<Integer, OptionOnFuture> options = new TreeMap<>();
    List<Contract> contracts = registry.catalogue().contracts();
    for (int i = 0; i < contracts.size(); i++) {
      if (contracts.get(i) instanceof OptionOnFuture option
          && option.isActive()
          && !option.expiry().isBefore(date)) {
        options.put(i, option);
      }
    }
    return options;
  }

  /**
   * Exercises and assigns; what comes out is to be written.
   *
   * @param prices of the cycle
   * @param reports of all partitions, of the options that the cut names
   * @param instructions given before the cut, in order
   * @throws IllegalArgumentException when an option's lots do not sum to zero over the reports, or
   *     its future has no price
   */
  public static ExercisesSealed seal(
      Cut cut,
      Registry registry,
      PriceSet prices,
      Collection<ExerciseHoldings> reports,
      List<ExerciseInstruction> instructions) {
    Exercising exercising = new Exercising(cut, registry, prices);
    reports.forEach(report -> report.getHoldings().forEach(exercising::takeHolding));
    instructions.forEach(exercising::takeInstruction);
    cut.getExerciseContracts().forEach(exercising::exercise);
    return exercising.sealed(instructions);
  }

  private void takeHolding(OptionLots holding) {
    require(
        cut.getExerciseContracts().contains(holding.getContractIndex()),
        "the cut of %s does not name contract index %d, which a partition reported",
        cut.getCycleId(),
        holding.getContractIndex());
    AccountId account = registry.account(holding.getAccountIndex()).id();
    Lots before =
        heldByContract
            .computeIfAbsent(holding.getContractIndex(), _ -> new TreeMap<>())
            .put(account, new Lots(holding.getLots()));
    require(before == null, "account %s was reported twice", account);
  }

  private void takeInstruction(ExerciseInstruction instruction) {
    Integer contract =
        openOptions.entrySet().stream()
            .filter(each -> each.getValue().id().value().equals(instruction.getContractId()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    Integer account = accountIndexById.get(instruction.getAccountId());
    if (contract == null) {
      refuse(instruction, "there is no open option " + instruction.getContractId());
    } else if (account == null) {
      refuse(instruction, "account %s is not open".formatted(instruction.getAccountId()));
    } else if (!cut.getExerciseContracts().contains(contract)) {
      refuse(instruction, "it came while the cut was taken");
    } else {
      wordsByContract
          .computeIfAbsent(contract, _ -> new ArrayList<>())
          .add(
              new Exercise.Instruction(
                  instruction.getInstructionId(),
                  registry.account(account).id(),
                  kind(instruction.getKind()),
                  new Lots(instruction.getLots())));
    }
  }

  private void refuse(ExerciseInstruction instruction, String reason) {
    reasonById.put(instruction.getInstructionId(), reason);
  }

  private static Exercise.Kind kind(ExerciseKind kind) {
    return switch (kind) {
      case ABANDON -> Exercise.Kind.ABANDON;
      case EXERCISE -> Exercise.Kind.EXERCISE;
    };
  }

  private void exercise(int contractIndex) {
    OptionOnFuture option =
        found(
            openOptions.get(contractIndex),
            "the cut of %s names contract index %d, which is not an open option",
            cut.getCycleId(),
            contractIndex);
    Exercise.Outcome outcome =
        Exercise.of(
            option,
            option.expiry().equals(cut.getBusinessDate()),
            prices.mark(option.underlying().id()).price(),
            heldByContract.getOrDefault(contractIndex, new TreeMap<>()),
            wordsByContract.getOrDefault(contractIndex, List.of()));
    outcome
        .lots()
        .forEach(
            (account, lots) ->
                exercised.add(
                    new OptionLots(
                        found(accountIndexById.get(account.value()), "account %s", account),
                        contractIndex,
                        lots.value())));
    outcome
        .refusals()
        .forEach(refusal -> reasonById.put(refusal.instructionId(), refusal.reason()));
  }

  private ExercisesSealed sealed(List<ExerciseInstruction> instructions) {
    List<ExerciseRefused> refused = new ArrayList<>();
    for (ExerciseInstruction instruction : instructions) {
      String reason = reasonById.get(instruction.getInstructionId());
      if (reason != null) {
        refused.add(new ExerciseRefused(instruction.getInstructionId(), reason));
      }
    }
    ExercisesSealed content =
        new ExercisesSealed(
            cut.getCycleId(), cut.getBusinessDate(), List.copyOf(exercised), refused, "");
    return ExercisesSealed.newBuilder(content).setHash(Exercises.hash(content)).build();
  }
}
