package novate.wire;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link CsvTable}. Reading a cell notes what is wrong with it and goes on, so that
 * all errors of a row are found; {@link #build} makes the value only when nothing was wrong. A
 * column is refused once, however often it is looked at.
 */
public final class CsvRow {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final int SHOWN_MAX = 80;
  private static final char REPLACEMENT = '\uFFFD';

  private final long line;
  private final UnaryOperator<String> fieldByColumn;
  private final ErrorSink errors;
  private final Set<String> refusedColumns = new HashSet<>();

  /** Where the errors of a row go. */
  interface ErrorSink {
    void error(String column, String value, String message);
  }

  /** What a column of this row holds. */
  public static final class Cell<T> {
    private final String column;
    private final @Nullable T value;

    private Cell(String column, @Nullable T value) {
      this.column = column;
      this.value = value;
    }

    /** True when the cell could be read; its value may then be looked at before building. */
    public boolean isReadable() {
      return value != null;
    }

    /** The value; there is one whenever {@link CsvRow#build} calls. */
    public T value() {
      return found(value, "column %s has no readable value", column);
    }
  }

  CsvRow(long line, UnaryOperator<String> fieldByColumn, ErrorSink errors) {
    this.line = line;
    this.fieldByColumn = fieldByColumn;
    this.errors = errors;
  }

  /** The line it starts on, from 1; the header is usually line 1. */
  public long line() {
    return line;
  }

  /** A cell that must not be empty, read by a parser that throws when it cannot. */
  public <T> Cell<T> cell(String column, Function<String, T> parser) {
    String field = fieldByColumn.apply(column);
    return parsed(
        column,
        field,
        text -> {
          require(!text.isBlank(), "must not be empty");
          return parser.apply(text);
        });
  }

  /** A cell that may be empty. */
  public <T> Cell<Optional<T>> optional(String column, Function<String, T> parser) {
    String field = fieldByColumn.apply(column);
    return parsed(
        column, field, text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
  }

  /** Text for people, without what {@link CsvText} put before it; no control characters. */
  public Cell<String> text(String column) {
    return cell(column, CsvText::unescaped);
  }

  /** Text for people as {@link #text} reads it, which may be empty. */
  public Cell<String> textOrEmpty(String column) {
    return parsed(column, fieldByColumn.apply(column), CsvText::unescaped);
  }

  /** A plain decimal, see {@link Decimals}. */
  public Cell<BigDecimal> decimal(String column) {
    return cell(column, Decimals::parse);
  }

  /** A plain decimal as a number of the pricing model: a volatility, a rate. */
  public Cell<Double> number(String column) {
    return cell(column, Decimals::parseDouble);
  }

  /** A whole number: no plus sign, no leading zeros, at most 18 digits. */
  public Cell<Long> whole(String column) {
    return cell(column, CsvRow::parseWhole);
  }

  /** A whole number that is a count or an index: it fits an int and is not negative. */
  public Cell<Integer> count(String column) {
    return cell(
        column,
        text -> {
          long value = parseWhole(text);
          require(value >= 0 && value <= Integer.MAX_VALUE, "must be 0 to %d", Integer.MAX_VALUE);
          return (int) value;
        });
  }

  /** An ISO date such as 2026-10-30, in 1970 to 2199. */
  public Cell<LocalDate> date(String column) {
    return cell(column, CsvRow::parseDate);
  }

  /** An ISO instant in UTC such as 2026-10-30T20:00:00Z, in whole milliseconds. */
  public Cell<Instant> instant(String column) {
    return cell(column, text -> checked(Instant.parse(text)));
  }

  /** {@code true} or {@code false}. */
  public Cell<Boolean> flag(String column) {
    return cell(
        column,
        text -> {
          require(text.equals("true") || text.equals("false"), "must be true or false");
          return text.equals("true");
        });
  }

  /** One of the names of a closed set. */
  public <E extends Enum<E>> Cell<E> choice(String column, Class<E> kind) {
    return cell(column, choiceOf(kind));
  }

  /** The value that the cell's text stands for. */
  public <T> Cell<T> oneOf(String column, Map<String, T> values) {
    return cell(
        column,
        text ->
            found(
                values.get(text),
                "must be one of %s",
                String.join(", ", new TreeSet<>(values.keySet()))));
  }

  /** Reads one of the names of a closed set. */
  public static <E extends Enum<E>> Function<String, E> choiceOf(Class<E> kind) {
    List<E> choices = List.of(kind.getEnumConstants());
    return text ->
        choices.stream()
            .filter(choice -> choice.name().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must be one of " + Arrays.toString(kind.getEnumConstants())));
  }

  /** Notes that a cell does not fit the rest of the file: unknown, twice, out of order. */
  public void refuse(String column, String message) {
    refuse(column, fieldByColumn.apply(column), message);
  }

  /** What the cells make; none, with the error noted, when anything was wrong or is now. */
  public <T> Optional<T> build(Supplier<T> value) {
    if (!refusedColumns.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      refuse("", "", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Cell<T> parsed(String column, String field, Function<String, T> parser) {
    try {
      require(field.indexOf(REPLACEMENT) < 0, "is not UTF-8");
      return new Cell<>(column, parser.apply(field));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      refuse(column, field, String.valueOf(e.getMessage()));
      return new Cell<>(column, null);
    }
  }

  private void refuse(String column, String value, String message) {
    if (!refusedColumns.add(column)) {
      return;
    }
    String shown = value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
    errors.error(column, shown, message);
  }

  static LocalDate parseDate(String text) {
    return checked(LocalDate.parse(text));
  }

  /** The date, which must be in 1970 to 2199. */
  public static LocalDate checked(LocalDate date) {
    require(date.getYear() >= 1970 && date.getYear() < 2200, "must be in 1970 to 2199");
    return date;
  }

  /** The instant, which must be whole milliseconds, as the log keeps no more. */
  public static Instant checked(Instant instant) {
    require(instant.truncatedTo(ChronoUnit.MILLIS).equals(instant), "must be whole milliseconds");
    return instant;
  }

  /** Reads a whole number: no plus sign, no leading zeros, at most 18 digits. */
  public static long parseWhole(String text) {
    require(WHOLE.matcher(text).matches(), "must be a whole number of at most 18 digits");
    return Long.parseLong(text);
  }
}
