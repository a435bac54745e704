package novate.market;

/**
 * One thing wrong with one field of a file that somebody handed in.
 *
 * @param source the file as the sender knows it
 * @param line line of the file, from 1; the header is line 1
 * @param field the column; empty when the whole line is wrong
 * @param value what was found there, as written
 * @param message what was expected
 */
public record InputError(String source, long line, String field, String value, String message) {
  @Override
  public String toString() {
    return "%s line %d, %s '%s': %s"
        .formatted(source, line, field.isEmpty() ? "line" : field, value, message);
  }
}
