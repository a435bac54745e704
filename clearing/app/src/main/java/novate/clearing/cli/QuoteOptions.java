package novate.clearing.cli;

import static novate.market.Checks.found;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import novate.clearing.file.QuoteTerms;
import novate.index.ShippedMethodologies;
import novate.index.intake.QuoteLimits;
import novate.index.intake.QuoteLimits.CutOff;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a file of quotes is read and looked at. */
final class QuoteOptions {
  static final String NAMES =
      "--mapping, --methodology, --fx, --as-of, --cut-off, --zone and --release";

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "What the columns of the quotes are: a YAML file, or eu-collected; without it, our own"
              + " layout.")
  private @Nullable String mapping;

  @Option(
      names = "--methodology",
      paramLabel = "FILE",
      description =
          "How to fix: a YAML file, or one of ${COMPLETION-CANDIDATES}; without it, the house's"
              + " rule.",
      completionCandidates = ShippedNames.class)
  private @Nullable String methodology;

  @Option(
      names = "--fx",
      paramLabel = "FILE",
      description = "Exchange rates (date,pair,rate); a rate later than a print is never used.")
  private @Nullable Path fx;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "Refuse quotes given after this, for example 2026-10-30T20:00:00Z.")
  private @Nullable Instant asOf;

  @Option(
      names = "--cut-off",
      paramLabel = "TIME",
      description = "Hold quotes given after this time of their date, for example 16:30.")
  private @Nullable LocalTime cutOff;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of --cut-off.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--release",
      paramLabel = "ID",
      split = ",",
      description = "Let these held quotes enter; a person has looked at them.")
  private List<String> released = List.of();

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  /** The methodologies that come with the project. */
  static final class ShippedNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ShippedMethodologies.NAMES.iterator();
    }
  }

  boolean areGiven() {
    return mapping != null
        || methodology != null
        || fx != null
        || asOf != null
        || cutOff != null
        || zone != null
        || !released.isEmpty();
  }

  QuoteTerms terms() {
    if ((cutOff == null) != (zone == null)) {
      throw new ParameterException(
          found(command, "no command").commandLine(), "--cut-off and --zone go together");
    }
    QuoteLimits limits = QuoteLimits.GPU_RENTAL;
    return new QuoteTerms(
        Optional.ofNullable(mapping),
        Optional.ofNullable(methodology),
        Optional.ofNullable(fx),
        cutOff == null || zone == null ? limits : limits.with(new CutOff(cutOff, zone)),
        Optional.ofNullable(asOf),
        Set.copyOf(released));
  }
}
