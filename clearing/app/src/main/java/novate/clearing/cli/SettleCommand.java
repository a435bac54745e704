package novate.clearing.cli;

import picocli.CommandLine.Command;

/** Groups what can be said and asked about settlement. */
@Command(
    name = "settle",
    mixinStandardHelpOptions = true,
    description = "Settlement of what expires.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SettleRunCommand.class,
      SettleStatusCommand.class,
      SettleExerciseCommand.class,
      SettleRestatePriceCommand.class,
      SettleAdjustCommand.class
    })
final class SettleCommand {}
