package novate.clearing.cli;

import picocli.CommandLine.Command;

/** Groups what can be asked about extreme events. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    description = "What extreme events would cost, and whom.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StressListCommand.class, StressRunCommand.class})
final class StressCommand {}
