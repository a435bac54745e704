package novate.margin.scan;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;

/** One published risk array of {@code span-arrays.csv}, in whole dollars. */
@SuppressWarnings("ArrayRecordComponent") // read-only test data, compared as an array
record PublishedArrays(
    String id,
    double priceScanRange,
    double extremeMultiplier,
    double coverFraction,
    double size,
    long[] array,
    long scanRisk,
    int active) {

  static PublishedArrays find(String id) {
    try (Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(
                    PublishedArrays.class.getResourceAsStream("span-arrays.csv")),
                StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return csv.stream()
          .filter(row -> row.getField("id").equals(id))
          .map(PublishedArrays::read)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PublishedArrays read(NamedCsvRecord row) {
    return new PublishedArrays(
        row.getField("id"),
        Double.parseDouble(row.getField("price_scan_range")),
        Double.parseDouble(row.getField("extreme_mult")),
        Double.parseDouble(row.getField("extreme_cover")),
        Double.parseDouble(row.getField("size")),
        IntStream.rangeClosed(1, 16)
            .mapToLong(i -> Long.parseLong(row.getField("a" + i)))
            .toArray(),
        Long.parseLong(row.getField("scan_risk")),
        Integer.parseInt(row.getField("active")));
  }
}
