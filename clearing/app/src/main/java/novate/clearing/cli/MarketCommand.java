package novate.clearing.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with market directories. */
@Command(
    name = "market",
    mixinStandardHelpOptions = true,
    description = "Market directories for file mode.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MarketExportCommand.class})
final class MarketCommand {}
