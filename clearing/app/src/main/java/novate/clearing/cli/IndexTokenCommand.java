package novate.clearing.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.chart.SvgChart;
import novate.clearing.file.TokenRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Chains the token index over a change log of price lists. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "What a standard bundle of tokens costs, as a chain-linked index over providers' price"
          + " lists.",
      "The chained level is what may be settled on; the basket price in USD stands beside it and"
          + " moves with every change of basket. Prices are a change log: date,action (QUOTE or"
          + " DELIST),provider,model and the prices of input, output and cached tokens in USD per"
          + " million."
    })
final class IndexTokenCommand implements Callable<Integer> {
  @Option(
      names = "--prices",
      required = true,
      paramLabel = "FILE",
      description = "Change log of price lists, CSV.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path prices;

  @Option(
      names = "--dates",
      required = true,
      paramLabel = "FILE",
      description = "Days on which the lists were looked at, CSV of one column: date.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path dates;

  @Option(
      names = "--methodology",
      paramLabel = "FILE",
      description = "Rules of the index, YAML; default is the one that is shipped.")
  private @Nullable Path methodology;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Writes a picture of both series as SVG; an old one is replaced.")
  private @Nullable Path chart;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    TokenRun run = TokenRun.of(prices, dates, Optional.ofNullable(methodology));
    if (chart != null) {
      TargetFile.write(chart, SvgChart.svg(TokenChart.of(run.series())));
    }
    output.print(TokenAnswer.of(run));
    return ExitCode.DONE.code();
  }
}
