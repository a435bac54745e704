package novate.clearing.cli;

import picocli.CommandLine.Command;

/** Groups what can be asked about index fixings. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Index fixings.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      IndexFixCommand.class,
      IndexExplainCommand.class,
      IndexTokenCommand.class,
      IndexRestateCommand.class,
      IndexDecideCommand.class,
      IndexWithdrawCommand.class
    })
final class IndexCommand {}
