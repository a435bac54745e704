package novate.clearing.cli;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import novate.clearing.chart.SvgChart;
import novate.clearing.file.FixingExplanation;
import novate.market.IndexId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code novate index explain}: how one fixing came about, and what it would take to bend it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "One fixing on one screen: every step with its figures, every quote used or excluded with the"
          + " reason, how far each contributor could move the value, and what moving it would"
          + " cost.",
      "A fixing without a value is exit code 7, after it was explained."
    })
final class IndexExplainCommand implements Callable<Integer> {
  @Option(names = "--quotes", required = true, paramLabel = "FILE", description = "The quotes.")
  private Path quotes = Path.of("quotes.csv");

  @Option(names = "--index", required = true, paramLabel = "ID", description = "The index.")
  private @Nullable IndexId index;

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The date.")
  private LocalDate date = LocalDate.EPOCH;

  @Option(
      names = "--move",
      paramLabel = "FRACTION",
      defaultValue = "0.01",
      description =
          "The move that the cost of manipulation is told for (default: ${DEFAULT-VALUE}).")
  private BigDecimal move = BigDecimal.ONE.movePointLeft(2);

  @Option(names = "--chart", paramLabel = "FILE", description = "Draw it as SVG.")
  private @Nullable Path chart;

  @Mixin private QuoteOptions quoteOptions = new QuoteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (move.signum() <= 0) {
      throw new ParameterException(
          found(command, "no command").commandLine(), "--move must be above zero, got " + move);
    }
    FixingExplanation explanation =
        FixingExplanation.of(
            quotes, quoteOptions.terms(), found(index, "--index is needed"), date, move);
    output.print(FixingAnswer.of(explanation));
    if (chart != null) {
      TargetFile.write(chart, SvgChart.svg(FixingChart.of(explanation)));
    }
    return (explanation.print().value().isPresent() ? ExitCode.DONE : ExitCode.NO_MARKET_DATA)
        .code();
  }
}
