package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import novate.margin.format.SpanErrors.FieldException;

/**
 * One line of positional text, read by columns from 1, both ends included. Trailing blanks are cut
 * in real files, so whatever lies behind the end is blank.
 *
 * @param number of the line, from 1
 */
record PositionalLine(long number, String text) {

  /** The record id in columns 1 and 2, without its blank. */
  String id() {
    return field(1, 2);
  }

  /** The characters of a field as they stand, filled with blanks. */
  String raw(int from, int to) {
    StringBuilder field = new StringBuilder(to - from + 1);
    for (int c = from; c <= to; c++) {
      field.append(character(c));
    }
    return field.toString();
  }

  char character(int column) {
    return column <= text.length() ? text.charAt(column - 1) : ' ';
  }

  /** A field without the blanks around it. */
  String field(int from, int to) {
    return raw(from, to).strip();
  }

  boolean isBlank(int from, int to) {
    return field(from, to).isEmpty();
  }

  /** A field that must not be blank. */
  String text(String name, int from, int to) {
    return parsed(
        name,
        from,
        to,
        value -> {
          require(!value.isEmpty(), "must not be blank");
          return value;
        });
  }

  /** A field read by a parser that throws when it cannot; blanks around it are gone. */
  <T> T parsed(String name, int from, int to, Function<String, T> parser) {
    String value = field(from, to);
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw error(name, from, to, String.valueOf(e.getMessage()));
    }
  }

  /** Digits alone as a whole number; blank is zero. */
  int whole(String name, int from, int to) {
    return (int) digits(name, from, to);
  }

  /** Digits with a number of implied decimals; blank is zero. */
  BigDecimal number(String name, int from, int to, int decimals) {
    return BigDecimal.valueOf(digits(name, from, to), decimals);
  }

  /** As {@link #number}, but none when blank. */
  Optional<BigDecimal> optional(String name, int from, int to, int decimals) {
    return isBlank(from, to) ? Optional.empty() : Optional.of(number(name, from, to, decimals));
  }

  /** Digits whose sign stands in a column behind them: plus, minus, or blank for plus. */
  long signed(String name, int from, int to, int signColumn) {
    long digits = digits(name, from, to);
    return isMinus(name, signColumn) ? -digits : digits;
  }

  /** True for a minus in a column that holds a sign. */
  boolean isMinus(String name, int column) {
    char sign = character(column);
    if (sign != '+' && sign != '-' && sign != ' ') {
      throw error("sign of " + name, column, column, "must be + or -");
    }
    return sign == '-';
  }

  /** An exponent of ten with its sign in a column of its own. */
  int exponent(String name, int from, int to, int signColumn) {
    int value = whole(name, from, to);
    return character(signColumn) == '-' ? -value : value;
  }

  long digits(String name, int from, int to) {
    String value = field(from, to);
    if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw error(name, from, to, "must be digits");
    }
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }

  FieldException error(String name, int from, int to, String message) {
    String place = from == to ? "column " + from : "columns %d-%d".formatted(from, to);
    return new FieldException(
        number, "%s (%s of record %s)".formatted(name, place, id()), raw(from, to), message);
  }
}
