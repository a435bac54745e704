package novate.wire;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** CSV written: numbers plain, text made safe for spreadsheets, lines ended by one line feed. */
public final class CsvLines {
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
  private final int columnCount;
  private List<String> row = new ArrayList<>();

  /** Starts with the header. */
  public CsvLines(List<String> columns) {
    columnCount = columns.size();
    csv.writeRecord(columns);
  }

  /** Adds a cell of text: an id, a name, a word, a date. */
  public CsvLines text(Object value) {
    return cell(CsvText.escaped(value.toString()));
  }

  /** Adds a decimal. */
  public CsvLines number(BigDecimal value) {
    return cell(Decimals.format(value));
  }

  /** Adds a number of the pricing model. */
  public CsvLines number(double value) {
    return cell(Decimals.format(value));
  }

  /** Adds a whole number. */
  public CsvLines number(long value) {
    return cell(Long.toString(value));
  }

  /** Adds a cell without a value. */
  public CsvLines none() {
    return cell("");
  }

  /**
   * Ends the row.
   *
   * @throws IllegalStateException when it has more or fewer cells than the header
   */
  public void end() {
    if (row.size() != columnCount) {
      throw new IllegalStateException(
          "row of %d cells under %d columns".formatted(row.size(), columnCount));
    }
    csv.writeRecord(row);
    row = new ArrayList<>();
  }

  /**
   * Hands over everything written.
   *
   * @throws UncheckedIOException when the target fails
   */
  public void writeTo(Appendable target) {
    try {
      csv.flush();
      target.append(text.getBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CsvLines cell(String field) {
    row.add(field);
    return this;
  }
}
