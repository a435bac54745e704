package novate.wire;

import static novate.market.Checks.found;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import novate.market.InputError;
import novate.market.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * CSV read with nothing taken for granted: with or without a byte order mark, the header in any
 * order, every column known and present once, and every error reported, not the first.
 *
 * {@snippet :
 * List<Member> members = CsvTable.read(reader, "members.csv", List.of("member_id", "name"), row -> {
 *   var id = row.cell("member_id", MemberId::new);
 *   var name = row.text("name");
 *   return row.build(() -> new Member(id.value(), name.value()));
 * });
 * }
 */
public final class CsvTable {
  /** A field longer than this is refused before it is held in memory as a whole. */
  private static final int FIELD_CHARS_MAX = 64 * 1024;

  /** After so many errors the rest of a file is not read: it is another file than was meant. */
  private static final int ERRORS_MAX = 10_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final List<String> columns;
  private final List<InputError> errors = new ArrayList<>();

  private CsvTable(String source, List<String> columns) {
    this.source = source;
    this.columns = columns;
  }

  /**
   * What the rows of a file make; empty lines are passed over.
   *
   * @param reader characters of the file; not closed
   * @param source the file as its sender knows it, for error messages
   * @param columns the columns; each must be in the header and no other may
   * @param row reads the cells of one row and builds what they make
   * @throws InvalidInputException with every error of the header or of all rows
   * @throws UncheckedIOException when the reader fails
   */
  public static <T> List<T> read(
      Reader reader, String source, List<String> columns, Function<CsvRow, Optional<T>> row) {
    CsvTable table = new CsvTable(source, columns);
    List<T> values = table.values(reader, row);
    if (!table.errors.isEmpty()) {
      throw new InvalidInputException(table.errors);
    }
    return values;
  }

  private <T> List<T> values(Reader reader, Function<CsvRow, Optional<T>> rowReader) {
    List<T> values = new ArrayList<>();
    long line = 1;
    try {
      Iterator<CsvRecord> records = csv().ofCsvRecord(withoutMark(reader)).iterator();
      Map<String, Integer> header = header(records.hasNext() ? records.next() : null);
      while (errors.size() < ERRORS_MAX && !header.isEmpty() && records.hasNext()) {
        CsvRecord csvRecord = records.next();
        line = csvRecord.getStartingLineNumber();
        row(csvRecord, header).flatMap(rowReader).ifPresent(values::add);
      }
    } catch (CsvParseException e) {
      error(line, "", "", "after this line the file is not CSV: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + source, e);
    }
    if (errors.size() >= ERRORS_MAX) {
      error(line, "", "", "too many errors: the rest of the file was not read");
    }
    return values;
  }

  private static CsvReader.CsvReaderBuilder csv() {
    return CsvReader.builder()
        .maxBufferSize(FIELD_CHARS_MAX)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  private static Reader withoutMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader);
    int first = pushback.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      pushback.unread(first);
    }
    return pushback;
  }

  /** Places by column; empty, with the errors noted, when the header is not the one expected. */
  private Map<String, Integer> header(@Nullable CsvRecord csvRecord) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> names = csvRecord == null ? List.of() : csvRecord.getFields();
    for (int i = 0; i < names.size(); i++) {
      String column = names.get(i);
      if (!columns.contains(column)) {
        error(1, "", column, "unknown column; the columns are " + String.join(",", columns));
      } else if (places.put(column, i) != null) {
        error(1, column, column, "stands twice in the header");
      }
    }
    Set<String> missing = new TreeSet<>(columns);
    missing.removeAll(places.keySet());
    missing.forEach(column -> error(1, column, "", "is missing in the header"));
    return errors.isEmpty() ? places : Map.of();
  }

  private Optional<CsvRow> row(CsvRecord csvRecord, Map<String, Integer> header) {
    long line = csvRecord.getStartingLineNumber();
    if (csvRecord.getFieldCount() != header.size()) {
      error(
          line,
          "",
          "",
          "has %d fields, the header has %d".formatted(csvRecord.getFieldCount(), header.size()));
      return Optional.empty();
    }
    return Optional.of(
        new CsvRow(
            line,
            column -> csvRecord.getField(found(header.get(column), "no column %s", column)),
            (column, value, message) -> error(line, column, value, message)));
  }

  private void error(long line, String column, String value, String message) {
    errors.add(new InputError(source, line, column, value, message));
  }
}
