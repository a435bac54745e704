package novate.clearing.file;

import java.math.BigDecimal;
import java.util.Optional;
import novate.index.FixingOutcome;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Withheld;
import novate.index.FixingRequest;
import novate.index.PrintKey;
import novate.index.intake.QuoteScreen;

/**
 * One print of an index as we make it, beside what its publisher says where that is known.
 *
 * @param published the publisher's value; inside, none when the publisher withheld it; none at all
 *     when there is no publisher to compare with
 */
public record IndexPrint(
    PrintKey key,
    FixingOutcome outcome,
    Optional<Optional<BigDecimal>> published,
    Optional<QuoteScreen> screen,
    Optional<FixingRequest> request) {

  /** The value, if one was made. */
  public Optional<BigDecimal> value() {
    return switch (outcome) {
      case Published made -> Optional.of(made.fixing().value());
      case Withheld _ -> Optional.empty();
    };
  }

  /** False when the publisher has another value, or one where we have none, or none where we do. */
  public boolean isAsPublished() {
    return published.isEmpty()
        || (published.get().isEmpty() && value().isEmpty())
        || (published.get().isPresent()
            && value().isPresent()
            && published.get().get().compareTo(value().get()) == 0);
  }
}
