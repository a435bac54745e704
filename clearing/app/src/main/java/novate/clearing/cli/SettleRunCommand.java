package novate.clearing.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.file.FileSettlement;
import novate.clearing.file.FileSettlement.Fallback;
import novate.market.ContractId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate settle run}: the last day of a contract from files alone. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Settles an expiring contract from files: the final settlement price with every fixing it is"
          + " made of, and what each account receives; options that expire with a future are"
          + " settled with it.",
      "Exit code 7 when a scheduled fixing is missing. -o csv is the cash by account."
    })
final class SettleRunCommand implements Callable<Integer> {
  @Mixin private MarketOption market = new MarketOption();

  @Mixin private PositionsOption positions = new PositionsOption();

  @Option(
      names = "--contract",
      required = true,
      paramLabel = "ID",
      description = "The future that settles, or an option on it.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private ContractId contract;

  @Option(
      names = "--fixings",
      paramLabel = "FILE",
      description = "Fixings, instead of the market's fixings.csv.")
  private @Nullable Path fixings;

  @Option(
      names = "--fallback",
      paramLabel = "RULE",
      description =
          "What a date without a value takes: none (nothing is settled), or previous: the value"
              + " before it, flagged low-confidence.")
  private Fallback fallback = Fallback.NONE;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    output.print(
        SettleRunAnswer.of(
            FileSettlement.of(
                market.path(),
                positions.path(),
                contract,
                Optional.ofNullable(fixings),
                fallback)));
    return ExitCode.DONE.code();
  }
}
