package novate.clearing.cli;

import static novate.market.Checks.found;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.file.IndexFixing;
import novate.clearing.file.IndexPrint;
import novate.clearing.file.MarketDataMissingException;
import novate.market.IndexId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fixes indices from a file; where no value can be made, the reason stands in its place. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = {
      "Index values from a file: of published constituents, taken exactly as given, or of quotes,"
          + " by the methodology of the index.",
      "With --index and --date, no value is exit code 7.",
      "With --daily, a value that is not the published one is exit code 5."
    })
final class IndexFixCommand implements Callable<Integer> {
  /** Where the inputs are; one of the two. */
  static final class Source {
    @Option(names = "--constituents", paramLabel = "FILE", description = "Prices and weights.")
    private @Nullable Path constituents;

    @Option(names = "--quotes", paramLabel = "FILE", description = "Provider quotes.")
    private @Nullable Path quotes;
  }

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--daily",
      paramLabel = "FILE",
      description = "The published values, to compare with; goes with --constituents.")
  private @Nullable Path daily;

  @Mixin private QuoteOptions quoteOptions = new QuoteOptions();

  @Option(
      names = {"--index", "--series"},
      paramLabel = "ID",
      description = "Only this index.")
  private @Nullable IndexId index;

  @Option(names = "--date", paramLabel = "DATE", description = "Only this date.")
  private @Nullable LocalDate date;

  @Spec private @Nullable CommandSpec command;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (daily != null && source.constituents == null) {
      throw new ParameterException(
          found(command, "no command").commandLine(), "--daily goes with --constituents");
    }
    if (source.quotes == null && quoteOptions.areGiven()) {
      throw new ParameterException(
          found(command, "no command").commandLine(), QuoteOptions.NAMES + " go with --quotes");
    }
    IndexFixing all =
        source.constituents == null
            ? IndexFixing.ofQuotes(
                found(source.quotes, "--quotes or --constituents is needed"), quoteOptions.terms())
            : IndexFixing.ofConstituents(source.constituents, Optional.ofNullable(daily));
    IndexFixing fixing =
        all.only(
            key ->
                (index == null || index.equals(key.index()))
                    && (date == null || date.equals(key.date())));
    output.print(IndexAnswer.of(fixing));
    requireValue(fixing.prints());
    boolean isAsPublished = fixing.prints().stream().allMatch(IndexPrint::isAsPublished);
    return (isAsPublished ? ExitCode.DONE : ExitCode.MISMATCH).code();
  }

  /** Of one index and date the latest revision counts. */
  private void requireValue(List<IndexPrint> prints) {
    if (index == null || date == null) {
      return;
    }
    if (prints.isEmpty()) {
      throw new MarketDataMissingException(
          List.of("the file has nothing of index %s on %s".formatted(index, date)));
    }
    if (prints.getLast().value().isEmpty()) {
      throw new MarketDataMissingException(
          List.of("index %s has no value on %s".formatted(index, date)));
    }
  }
}
