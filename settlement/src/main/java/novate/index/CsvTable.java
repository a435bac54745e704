package novate.index;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import novate.market.InputError;
import novate.market.InvalidInputException;

/**
 * A CSV file with named columns: with or without byte order mark, columns in any order, all of them
 * there and no other. Errors are collected over the whole file and thrown together.
 */
final class CsvTable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final List<String> header;
  private final List<CsvRecord> records;
  private final List<InputError> errors = new ArrayList<>();

  private CsvTable(String source, List<String> header, List<CsvRecord> records) {
    this.source = source;
    this.header = header;
    this.records = records;
  }

  /**
   * Reads the whole file.
   *
   * @throws InvalidInputException when it is no CSV or has no header
   * @throws UncheckedIOException when the reader fails
   */
  static CsvTable read(Reader reader, String source) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(withoutMark(reader))) {
      List<CsvRecord> records = csv.stream().toList();
      if (records.isEmpty()) {
        throw new InvalidInputException(
            List.of(new InputError(source, 1, "", "", "the file is empty; a header is needed")));
      }
      return new CsvTable(
          source, records.getFirst().getFields(), records.subList(1, records.size()));
    } catch (CsvParseException e) {
      throw new InvalidInputException(
          List.of(new InputError(source, 1, "", "", "cannot be read as CSV: " + e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The columns, as the file has them. */
  List<String> header() {
    return header;
  }

  /**
   * Builds one value per row.
   *
   * @param columns exactly those that must be there
   * @throws InvalidInputException with every error of the file
   */
  <T> List<T> rows(Set<String> columns, Function<CsvRow, T> build) {
    Map<String, Integer> places = places(columns);
    List<T> values = new ArrayList<>();
    if (errors.isEmpty()) {
      for (CsvRecord row : records) {
        build(row, places, build, values);
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
    return values;
  }

  private <T> void build(
      CsvRecord row, Map<String, Integer> places, Function<CsvRow, T> build, List<T> values) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != header.size()) {
      errors.add(
          new InputError(
              source,
              line,
              "",
              String.join(",", row.getFields()),
              "%d fields, the header has %d".formatted(row.getFieldCount(), header.size())));
      return;
    }
    int before = errors.size();
    try {
      T value = build.apply(new CsvRow(source, line, row.getFields(), places, errors));
      if (errors.size() == before) {
        values.add(value);
      }
    } catch (IllegalArgumentException e) {
      // The record refused itself. When a field was already reported, this is only its echo.
      if (errors.size() == before) {
        errors.add(
            new InputError(
                source,
                line,
                "",
                String.join(",", row.getFields()),
                String.valueOf(e.getMessage())));
      }
    }
  }

  private Map<String, Integer> places(Set<String> columns) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String column = header.get(i);
      if (!columns.contains(column)) {
        errors.add(new InputError(source, 1, column, column, "unknown column"));
      } else if (places.put(column, i) != null) {
        errors.add(new InputError(source, 1, column, column, "column comes twice"));
      }
    }
    Set<String> missing = new HashSet<>(columns);
    missing.removeAll(places.keySet());
    missing.stream()
        .sorted()
        .forEach(column -> errors.add(new InputError(source, 1, column, "", "column is missing")));
    return places;
  }

  private static Reader withoutMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader);
    int first = pushback.read();
    if (first != -1 && first != BYTE_ORDER_MARK) {
      pushback.unread(first);
    }
    return pushback;
  }
}
