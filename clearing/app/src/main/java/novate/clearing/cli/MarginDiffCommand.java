package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Why a margin changed. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Why margins changed between two days.",
      "Positions, prices, volatilities, scenario roll, parameters, add-ons, fx, in this order."
          + " Every step recomputes the margin with one more input of the later day, so the parts"
          + " add up to the change."
    })
final class MarginDiffCommand implements Callable<Integer> {
  @Mixin private MarginOptions options = new MarginOptions();

  @Mixin private PositionsOption positions = new PositionsOption();

  @Option(
      names = "--before-market",
      required = true,
      paramLabel = "DIR",
      description = "Market directory of the earlier day.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path beforeMarket;

  @Option(
      names = "--before-positions",
      required = true,
      paramLabel = "FILE",
      description = "Positions of the earlier day.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path beforePositions;

  @Mixin private MarginOptions.OneAccount account = new MarginOptions.OneAccount();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    MarginInput before = MarginInput.read(beforeMarket, beforePositions);
    MarginInput after = options.read(positions);
    output.print(
        DiffAnswer.of(
            before.market().prices(),
            after.market().prices(),
            account.of(
                FileMargin.attribution(before, after, options.accountClass()),
                List.of(beforePositions, positions.path()))));
    return ExitCode.DONE.code();
  }
}
