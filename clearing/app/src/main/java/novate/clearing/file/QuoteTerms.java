package novate.clearing.file;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import novate.index.intake.QuoteLimits;

/**
 * How the quotes of a file are read and looked at.
 *
 * @param mapping a mapping file, or the name of one that comes with the project; none for our own
 *     layout
 * @param methodology a methodology file, or the name of one that comes with the project; none for
 *     the one the house fixes the index by
 * @param fx exchange rates, {@code date,pair,rate}; none converts nothing
 * @param limits what is plausible, and when a quote is late
 * @param asOf a quote given after this is from the future; none when nobody says what now is
 * @param released ids of held quotes that may enter
 */
public record QuoteTerms(
    Optional<String> mapping,
    Optional<String> methodology,
    Optional<Path> fx,
    QuoteLimits limits,
    Optional<Instant> asOf,
    Set<String> released) {
  /** Our own layout and nothing else said. */
  public static final QuoteTerms PLAIN =
      new QuoteTerms(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          QuoteLimits.GPU_RENTAL,
          Optional.empty(),
          Set.of());

  /** Keeps its own copy. */
  public QuoteTerms {
    released = new TreeSet<>(released);
  }
}
