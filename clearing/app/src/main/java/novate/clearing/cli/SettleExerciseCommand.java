package novate.clearing.cli;

import static novate.market.Checks.found;

import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.clearing.day.DayFold;
import novate.clearing.house.DayWatch;
import novate.clearing.house.Gateway;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.market.AccountId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.OptionOnFuture;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.ExerciseKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate settle exercise}: what the holder of an option wants that is not automatic. */
@Command(
    name = "exercise",
    mixinStandardHelpOptions = true,
    description = {
      "Abandons long options on their last day, or exercises American ones before it.",
      "It counts if it is given before the cut of the date's end of day, which decides whether it"
          + " has effect; given twice it counts once."
    })
final class SettleExerciseCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private HouseOptions house = new HouseOptions();

  @Option(names = "--account", required = true, paramLabel = "ID", description = "Who holds it.")
  private @Nullable AccountId account;

  @Option(names = "--contract", required = true, paramLabel = "ID", description = "The option.")
  private String contract = "";

  @Option(names = "--lots", required = true, description = "How many of the long lots.")
  private long lots;

  @ArgGroup(multiplicity = "1")
  private Kind kind = new Kind();

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description = "Business date, for example 2026-10-30.")
  private LocalDate date = LocalDate.EPOCH;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who says so.")
  private String instructedBy = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Names the instruction (default: DATE/ACCOUNT/CONTRACT/KIND).")
  private @Nullable String id;

  /** Exactly one of two. */
  static final class Kind {
    @Option(names = "--abandon", required = true, description = "Let them expire unexercised.")
    private boolean isAbandon;

    @Option(names = "--exercise", required = true, description = "Exercise them now.")
    private boolean isExercise;
  }

  @Override
  public Integer call() {
    Clients clients = house.running();
    requireKnown(HouseRegistry.read(clients).registry());
    ExerciseInstruction instruction = instruction();
    try (DayWatch watch = new DayWatch(clients)) {
      int refusalsBefore = watch.look().refusals().size();
      send(clients, instruction);
      watch.await(
          "instruction " + instruction.getInstructionId(),
          PATIENCE,
          day -> isTaken(day, instruction) || day.refusals().size() > refusalsBefore,
          () -> {});
      DayFold day = watch.look();
      if (!isTaken(day, instruction)) {
        throw new CommandFailedException(ExitCode.CONFLICT, day.refusals().getLast());
      }
    }
    System.err.println(
        "novate: instruction %s is taken; the end of day decides"
            .formatted(instruction.getInstructionId()));
    return ExitCode.DONE.code();
  }

  private static boolean isTaken(DayFold day, ExerciseInstruction instruction) {
    return day.findInstruction(instruction.getInstructionId())
        .filter(instruction::equals)
        .isPresent();
  }

  private ExerciseInstruction instruction() {
    AccountId holder = found(account, "no account");
    ExerciseKind wanted = kind.isAbandon ? ExerciseKind.ABANDON : ExerciseKind.EXERCISE;
    String name = id;
    return new ExerciseInstruction(
        name == null ? "%s/%s/%s/%s".formatted(date, holder, contract, wanted) : name,
        holder.value(),
        contract,
        lots,
        wanted,
        date,
        instructedBy);
  }

  /** What the house would refuse at the end of the day is better told now. */
  private void requireKnown(Registry registry) {
    AccountId holder = found(account, "no account");
    if (registry.accountIndex(holder).isEmpty()) {
      throw new CommandFailedException(
          ExitCode.CONFLICT, "account %s is not open".formatted(holder));
    }
    Contract known = registry.catalogue().find(new ContractId(contract)).orElse(null);
    if (!(known instanceof OptionOnFuture)) {
      throw new CommandFailedException(
          ExitCode.CONFLICT, "there is no option %s".formatted(contract));
    }
  }

  private void send(Clients clients, ExerciseInstruction instruction) {
    try (Gateway gateway = new Gateway(clients)) {
      gateway.send(Topic.CONTROL, 0, date.toString(), instruction);
      gateway.flush();
    }
  }
}
