package novate.clearing.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import novate.clearing.cli.Table.Column;
import novate.clearing.demo.SampleDirectory;
import novate.sample.SampleMarket;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the sample market as files, to start from. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the sample market after the close of a day as a market directory with positions, for"
          + " 'novate margin compute' and for 'novate import market', which opens a house with it.",
      "DIR/feed has what the sample's own day, 2026-10-30, brings, whatever the day of DIR: trades,"
          + " the quotes of its month, and the prices, rates and FX of its end of day."
    })
final class MarketExportCommand implements Callable<Integer> {
  /** The sample markets that there are. */
  @SuppressWarnings("JavaCase") // The names are what a person types.
  enum Sample {
    compute_2026 {
      @Override
      SampleMarket market() {
        return SampleMarket.compute2026();
      }

      @Override
      public String toString() {
        return "compute-2026";
      }
    };

    abstract SampleMarket market();
  }

  @Parameters(paramLabel = "DIR", description = "New or empty directory.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
  private Path directory;

  @Option(names = "--sample", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
  private Sample sample = Sample.compute_2026;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "A business day of the two years up to the sample's own; default is the day before that,"
              + " so that a house that imports DIR is ready for it.")
  private @Nullable LocalDate date;

  @Mixin private OutputOptions output = new OutputOptions();

  /** What was written. */
  record Export(String sample, LocalDate date, String directory, List<String> files) {}

  @Override
  public Integer call() {
    SampleMarket market = sample.market();
    LocalDate day = date == null ? market.businessDate().minusDays(1) : date;
    List<String> files = write(market, day);
    Table table = new Table("Sample market " + market.id() + " of " + day, Column.text("file"));
    files.forEach(file -> table.row(directory.resolve(file)));
    output.print(
        new Answer(
            new Export(market.id(), day, directory.toString(), files),
            List.of(table),
            List.of(
                "Next: novate margin compute --market %1$s --positions %1$s/positions.csv"
                    .formatted(directory),
                "  or, with a house that is new: novate import market " + directory)));
    return ExitCode.DONE.code();
  }

  private List<String> write(SampleMarket market, LocalDate day) {
    try {
      return SampleDirectory.write(market, day, directory);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(ExitCode.INPUT_INVALID, String.valueOf(e.getMessage()));
    }
  }
}
