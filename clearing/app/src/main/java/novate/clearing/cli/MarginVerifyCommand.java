package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern INPUT_HASH = Pattern.compile("inputs\\[(.*)]\\.sha256");

  @Parameters(paramLabel = "RESULT", description = "JSON of 'novate margin compute -o json'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path result;

  @Mixin private MarketOption market = new MarketOption();

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Parameter set that it was computed with. Default: that of the market.")
  private @Nullable Path parameters;

  @Mixin private PositionsOption positions = new PositionsOption();

  @Mixin private OutputOptions output = new OutputOptions();

  /** What was found; no difference means that the result is what these files give. */
  record Verified(String result, boolean same, int comparedValues, List<Difference> differences) {}

  @Override
  public Integer call() {
    ResultFile file = ResultFile.read(result);
    MarginInput input =
        MarginInput.read(
            market.path(),
            Optional.ofNullable(parameters),
            Optional.of(positions.path()),
            Optional.empty());
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
            : "%s is not what these files give: %d of %d values differ%s."
                .formatted(result, differences.size(), compared, otherInputs(differences));
    return new Answer(
        new Verified(result.toString(), differences.isEmpty(), compared, differences),
        List.of(verdict),
        differences.isEmpty() ? List.of() : List.of(table),
        table,
        List.of());
  }

  /** Against other files most numbers differ; then the files are what is to be looked at. */
  private static String otherInputs(List<Difference> differences) {
    List<String> roles =
        differences.stream()
            .map(difference -> INPUT_HASH.matcher(difference.what()))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .toList();
    return roles.isEmpty() ? "" : ", and so do the inputs " + String.join(", ", roles);
  }
}
