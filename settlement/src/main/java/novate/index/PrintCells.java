package novate.index;

import static novate.market.Checks.require;

import java.time.LocalDate;
import novate.market.IndexId;
import novate.wire.CsvRow;
import novate.wire.CsvRow.Cell;

/** The three columns that name a print: date, series and revision. */
record PrintCells(Cell<LocalDate> date, Cell<IndexId> index, Cell<Integer> revision) {
  static PrintCells of(CsvRow row) {
    return new PrintCells(
        row.date("date"),
        row.cell("series", IndexId::new),
        row.cell(
            "revision",
            text -> {
              long value = CsvRow.parseWhole(text);
              require(value >= 1 && value <= Integer.MAX_VALUE, "must be 1 or more");
              return (int) value;
            }));
  }

  boolean isReadable() {
    return date.isReadable() && index.isReadable() && revision.isReadable();
  }

  PrintKey key() {
    return new PrintKey(date.value(), index.value(), revision.value());
  }
}
