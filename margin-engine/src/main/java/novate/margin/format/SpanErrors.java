package novate.margin.format;

import static novate.market.Checks.require;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import novate.market.InputError;
import novate.market.InvalidInputException;

/** The errors of one file, collected record by record up to a limit. */
final class SpanErrors {
  /** After so many errors the rest of a file is not read: it is another file than was meant. */
  private static final int ERRORS_MAX = 1_000;

  private static final int SHOWN_MAX = 80;

  private final String source;
  private final List<InputError> errors = new ArrayList<>();

  SpanErrors(String source) {
    this.source = source;
  }

  /** One field that cannot be what it should be; it ends its record, not the file. */
  static final class FieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final String field;
    private final String value;

    FieldException(long line, String field, String value, String message) {
      super(message);
      this.line = line;
      this.field = field;
      this.value = value;
    }
  }

  /**
   * What a record makes; none, with the error noted, when it cannot be made.
   *
   * @param line of the record, for errors that name no field
   */
  <T> Optional<T> record(long line, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (FieldException e) {
      add(e.line, e.field, e.value, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      add(line, "", "", String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /**
   * Notes an error.
   *
   * @throws InvalidInputException when there are too many to go on
   */
  void add(long line, String field, String value, String message) {
    String shown = value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
    errors.add(new InputError(source, line, field, shown, message));
    if (errors.size() >= ERRORS_MAX) {
      errors.add(
          new InputError(
              source, line, "", "", "too many errors: the rest of the file was not read"));
      throw failure();
    }
  }

  /** The refusal of the file; there is at least one error. */
  InvalidInputException failure() {
    require(!errors.isEmpty(), "a refusal needs an error");
    errors.sort(Comparator.comparingLong(InputError::line));
    return new InvalidInputException(errors);
  }

  /** Throws when anything was wrong. */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw failure();
    }
  }
}
