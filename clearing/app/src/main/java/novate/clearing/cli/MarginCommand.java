package novate.clearing.cli;

import picocli.CommandLine.Command;

/** Groups what can be asked about margin. */
@Command(
    name = "margin",
    mixinStandardHelpOptions = true,
    description = "Margin of positions.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MarginComputeCommand.class,
      MarginExplainCommand.class,
      MarginDiffCommand.class,
      MarginWhatIfCommand.class,
      MarginVerifyCommand.class,
      MarginCalibrateCommand.class
    })
final class MarginCommand {}
