package novate.market;

import static novate.market.Checks.require;

import java.util.List;
import java.util.stream.Collectors;

/** A file that is refused as a whole; it carries every error found, not the first. */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_MAX = 20;

  private final transient List<InputError> errors;

  /** Refuses to be thrown without an error to show. */
  public InvalidInputException(List<InputError> errors) {
    super(message(errors));
    require(!errors.isEmpty(), "an invalid input names at least one error");
    this.errors = List.copyOf(errors);
  }

  /** All errors, in the order of their lines. */
  public List<InputError> errors() {
    return errors;
  }

  private static String message(List<InputError> errors) {
    String shown =
        errors.stream()
            .limit(SHOWN_MAX)
            .map(InputError::toString)
            .collect(Collectors.joining("\n"));
    return errors.size() <= SHOWN_MAX
        ? shown
        : shown + "\nand %d more".formatted(errors.size() - SHOWN_MAX);
  }
}
