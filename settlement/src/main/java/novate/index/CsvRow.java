package novate.index;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import novate.market.IndexId;
import novate.market.InputError;

/**
 * One row of a {@link CsvTable}. A field that cannot be read is reported and stands as a harmless
 * value until the row is dropped, so that every other field of the row is looked at too.
 */
final class CsvRow {
  /** Plain decimals only: an exponent is how a small text becomes a number without end. */
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,22})?");

  private final String source;
  private final long line;
  private final List<String> fields;
  private final Map<String, Integer> places;
  private final List<InputError> errors;
  private final int errorsBefore;

  CsvRow(
      String source,
      long line,
      List<String> fields,
      Map<String, Integer> places,
      List<InputError> errors) {
    this.source = source;
    this.line = line;
    this.fields = fields;
    this.places = places;
    this.errors = errors;
    this.errorsBefore = errors.size();
  }

  /** Line of the file the row begins on; the header is line 1. */
  long line() {
    return line;
  }

  /** The field as written, which may be empty. */
  String text(String column) {
    return fields.get(found(places.get(column), "no column %s", column));
  }

  /** The field, which must not be blank. */
  String filled(String column) {
    return read(
        column,
        "must not be empty",
        "-",
        value -> {
          if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
          }
          return value;
        });
  }

  /** A date, ISO 8601. */
  LocalDate date(String column) {
    return read(column, "must be a date like 2026-10-30", LocalDate.EPOCH, LocalDate::parse);
  }

  /** An instant in UTC, ISO 8601. */
  Instant instant(String column) {
    return read(
        column, "must be a UTC instant like 2026-10-30T15:00:00Z", Instant.EPOCH, Instant::parse);
  }

  /** A decimal as written, without exponent. */
  BigDecimal decimal(String column) {
    return read(
        column,
        "must be a decimal number without exponent",
        BigDecimal.ONE,
        value -> {
          if (!DECIMAL.matcher(value).matches()) {
            throw new NumberFormatException(value);
          }
          return new BigDecimal(value);
        });
  }

  /** The value that the field's text stands for. */
  <T> T oneOf(String column, Map<String, T> values) {
    return read(
        column,
        "must be one of " + values.keySet().stream().sorted().toList(),
        values.values().iterator().next(),
        value -> found(values.get(value), "unknown %s", value));
  }

  /**
   * A field read by its type's own parser; what that refuses is reported with what was expected.
   */
  <T> T read(String column, String expected, T standIn, Function<String, T> parse) {
    String value = text(column);
    try {
      return parse.apply(value);
    } catch (DateTimeException | IllegalArgumentException e) {
      report(column, expected);
      return standIn;
    }
  }

  /** The print that columns date, series and revision name. */
  PrintKey printKey() {
    return new PrintKey(
        date("date"),
        read("series", "must be an index id", new IndexId("unreadable"), IndexId::new),
        read("revision", "must be 1 or more", 1, CsvRow::revision));
  }

  private static int revision(String value) {
    int revision = Integer.parseInt(value);
    if (revision < 1) {
      throw new NumberFormatException(value);
    }
    return revision;
  }

  /** True until something of this row was reported. */
  boolean isClean() {
    return errors.size() == errorsBefore;
  }

  /** Reports a field that can be read but must not stand. */
  void report(String column, String message) {
    errors.add(new InputError(source, line, column, text(column), message));
  }
}
