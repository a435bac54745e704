package novate.sample;

import static novate.market.Checks.found;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Reads the files of the sample market, which lie in the jar. */
final class SampleFiles {
  private SampleFiles() {}

  /** Every row of a CSV file with a header, turned into a value. */
  static <T> List<T> rows(String market, String name, Function<NamedCsvRecord, T> toValue) {
    return read(
        market,
        name,
        reader -> {
          try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return rows.stream().map(toValue).toList();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The value that is read from one file. */
  static <T> T read(String market, String name, Function<Reader, T> toValue) {
    String path = market + "/" + name;
    try (InputStream bytes =
            found(SampleFiles.class.getResourceAsStream(path), "resource %s is missing", path);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      return toValue.apply(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
