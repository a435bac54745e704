package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What trades would cost in margin. */
@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = {
      "What trades that have not happened would cost in margin.",
      "At the prices of the market directory. Without --positions the accounts start empty."
    })
final class MarginWhatIfCommand implements Callable<Integer> {
  @Mixin private MarginOptions options = new MarginOptions();

  @Option(
      names = "--positions",
      paramLabel = "FILE",
      description = "CSV of account,contract,lots; lots are signed.")
  private @Nullable Path positions;

  @Option(
      names = "--trades",
      required = true,
      paramLabel = "FILE",
      description = "CSV of account,contract,lots; bought is positive, a contract may repeat.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path trades;

  @Mixin private MarginOptions.OneAccount account = new MarginOptions.OneAccount();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    MarginInput input =
        MarginInput.read(
            options.market(),
            options.parameters(),
            Optional.ofNullable(positions),
            Optional.of(trades));
    output.print(
        WhatIfAnswer.of(
            account.of(FileMargin.whatIf(input, options.accountClass()), List.of(trades))));
    return ExitCode.DONE.code();
  }
}
