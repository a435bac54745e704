package novate.clearing.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
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
      "parameters.yaml; 'novate market export DIR' writes one to start from.",
      "What -o json says can be proven later: 'novate margin verify'."
    })
final class MarginComputeCommand implements Callable<Integer> {
  @Mixin private MarginOptions options = new MarginOptions();

  @Option(
      names = "--positions",
      required = true,
      paramLabel = "FILE",
      description = "CSV of account,contract,lots; lots are signed.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path positions;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    FileMargin margin =
        FileMargin.of(MarginInput.read(options.market(), positions), options.accountClass());
    output.print(MarginAnswer.of(margin, options.accountClass()));
    return ExitCode.DONE.code();
  }
}
