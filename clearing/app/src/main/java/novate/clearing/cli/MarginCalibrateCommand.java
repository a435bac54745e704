package novate.clearing.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import novate.clearing.file.CalibrationInput;
import novate.scenario.ParameterFile;
import novate.validation.Calibration;
import novate.validation.CalibrationPolicy;
import novate.validation.CalibrationProposal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a price history says about the parameters of a market directory. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Proposes scan ranges, spread charges and credits from a price history.",
      "Every number with its change against the parameters in force. Nothing is put in force:"
          + " --write gives a parameter file to look at and to import. 'novate market export DIR'"
          + " writes a history to start from."
    })
final class MarginCalibrateCommand implements Callable<Integer> {
  @Mixin private MarketOption market = new MarketOption();

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description =
          "CSV of commodity,tenor,date,price,volatility; a tenor is a month or SPOT, a volatility"
              + " may be empty.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path history;

  @Option(names = "--confidence", paramLabel = "C", description = "Default: ${DEFAULT-VALUE}.")
  private double confidence = 0.99;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Observations that a move spans. Default: ${DEFAULT-VALUE}.")
  private int horizon = 2;

  @Option(
      names = "--lookback",
      paramLabel = "DAYS",
      description = "Latest observations that count. Default: ${DEFAULT-VALUE}.")
  private int lookback = 500;

  @Option(
      names = "--buffer",
      paramLabel = "SHARE",
      description =
          "What ranges and charges are raised by against procyclicality. Default:"
              + " ${DEFAULT-VALUE}.")
  private double buffer = 0.25;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the proposed set. Default: that in force with '-calibrated'.")
  private @Nullable String id;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "New file that the proposed parameter set is written to.")
  private @Nullable Path target;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (target != null && Files.exists(target)) {
      throw new CommandFailedException(
          ExitCode.CONFLICT, target + " is there already; it was not changed: name a new file");
    }
    CalibrationInput input = CalibrationInput.read(market.path(), history);
    CalibrationProposal proposal =
        propose(input, id == null ? input.parameters().id() + "-calibrated" : id);
    if (target != null) {
      TargetFile.write(
          target, ParameterFile.write(proposal.parameters()), StandardOpenOption.CREATE_NEW);
    }
    output.print(CalibrationAnswer.of(input, proposal));
    return ExitCode.DONE.code();
  }

  private CalibrationProposal propose(CalibrationInput input, String name) {
    try {
      CalibrationPolicy policy =
          CalibrationPolicy.standard(confidence, horizon).withBuffer(buffer).withLookback(lookback);
      CalibrationProposal proposal =
          Calibration.propose(input.catalogue(), input.parameters(), name, policy, input.history());
      ParameterFile.hash(proposal.parameters()); // refuses a set that could not be written
      return proposal;
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.INPUT_INVALID, String.valueOf(e.getMessage()));
    }
  }
}
