package novate.clearing.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
import novate.market.AccountClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The margin of a positions file on a market directory; needs no log and no network. */
@Command(
    name = "compute",
    mixinStandardHelpOptions = true,
    description = {
      "Initial margin of every account of a positions file (account,contract,lots).",
      "A market directory has products, contracts, calendar, prices, volatilities, rates,",
      "parameters.yaml; 'novate market export DIR' writes one to start from."
    })
final class MarginComputeCommand implements Callable<Integer> {
  @Option(
      names = "--market",
      required = true,
      paramLabel = "DIR",
      description = "Market directory.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path market;

  @Option(
      names = "--positions",
      required = true,
      paramLabel = "FILE",
      description = "CSV of account,contract,lots; lots are signed.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path positions;

  @Option(
      names = "--account-class",
      paramLabel = "CLASS",
      description = "Of accounts that accounts.csv does not name: ${COMPLETION-CANDIDATES}.")
  private AccountClass accountClass = AccountClass.HOUSE;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    FileMargin margin = FileMargin.of(MarginInput.read(market, positions), accountClass);
    output.print(MarginAnswer.of(margin));
    return ExitCode.DONE.code();
  }
}
