package novate.pricing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import novate.market.OptionRight;

/** Files of published and judged values beside these tests. */
final class Rows {
  private Rows() {}

  static List<NamedCsvRecord> of(String file) throws Exception {
    try (Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(Rows.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return csv.stream().toList();
    }
  }

  static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }

  static OptionRight right(NamedCsvRecord row) {
    return row.getField("right").equals("C") ? OptionRight.CALL : OptionRight.PUT;
  }
}
