package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.cli.ResultFile.Difference;
import novate.clearing.file.FileMargin;
import novate.clearing.file.MarginInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a margin that somebody computed is the margin of these files. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Whether a result that somebody hands over is what these files give.",
      "Recomputes a result of 'novate margin compute -o json' and compares every number to the"
          + " minor unit, the hashes of all inputs, and the engine version. Any difference is exit"
          + " code 5."
    })
final class MarginVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULT", description = "JSON of 'novate margin compute -o json'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path result;

  @Option(
      names = "--market",
      required = true,
      paramLabel = "DIR",
      description = "Market directory that it was computed on.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path market;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Parameter set that it was computed with. Default: that of the market.")
  private @Nullable Path parameters;

  @Option(
      names = "--positions",
      required = true,
      paramLabel = "FILE",
      description = "Positions that it was computed for.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path positions;

  @Mixin private OutputOptions output = new OutputOptions();

  /** What was found; no difference means that the result is what these files give. */
  record Verified(String result, boolean same, int comparedValues, List<Difference> differences) {}

  @Override
  public Integer call() {
    ResultFile file = ResultFile.read(result);
    MarginInput input =
        MarginInput.read(
            market, Optional.ofNullable(parameters), Optional.of(positions), Optional.empty());
    FileMargin margin = FileMargin.of(input, file.defaultAccountClass());
    ResultFile recomputed = ResultFile.of(MarginAnswer.json(margin, file.defaultAccountClass()));
    List<Difference> differences = file.differences(recomputed);
    output.print(answer(file.compared(recomputed), differences));
    return (differences.isEmpty() ? ExitCode.DONE : ExitCode.MISMATCH).code();
  }

  private Answer answer(int compared, List<Difference> differences) {
    Table table =
        new Table(
            "Differences",
            Table.Column.text("what"),
            Table.Column.text("result"),
            Table.Column.text("recomputed"));
    differences.forEach(
        difference -> table.row(difference.what(), difference.result(), difference.recomputed()));
    String verdict =
        differences.isEmpty()
            ? "%s is what these files give: %d values compared.".formatted(result, compared)
            : "%s is not what these files give: %d of %d values differ."
                .formatted(result, differences.size(), compared);
    return new Answer(
        new Verified(result.toString(), differences.isEmpty(), compared, differences),
        List.of(verdict),
        differences.isEmpty() ? List.of() : List.of(table),
        table,
        List.of());
  }
}
