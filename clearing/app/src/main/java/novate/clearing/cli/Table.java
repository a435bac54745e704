package novate.clearing.cli;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import novate.wire.CsvLines;

/**
 * Rows under a header, for people and for spreadsheets. Cells are kept as they go into CSV: plain
 * decimals, ISO dates; people get the same with thousands separators and numbers to the right.
 *
 * {@snippet :
 * Table table = new Table("Margin", Column.text("account"), Column.number("initial_margin"));
 * table.row("M01-H", money.decimal());
 * }
 */
final class Table {
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?=(\\d{3})+(?!\\d))");
  private static final String GAP = "  ";

  /** A column by its snake_case name; a number stands to the right. */
  record Column(String name, boolean isNumber) {
    /** A column of words, ids or dates. */
    static Column text(String name) {
      return new Column(name, false);
    }

    /** A column of plain decimals; an empty cell is no value. */
    static Column number(String name) {
      return new Column(name, true);
    }
  }

  private final String title;
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows yet.
   *
   * @param title stands above it for people; empty for none
   */
  Table(String title, Column... columns) {
    this.title = title;
    this.columns = List.of(columns);
  }

  /** Adds a row, one cell for each column, written with {@code toString}. */
  Table row(Object... cells) {
    require(
        cells.length == columns.size(),
        "row of %d cells under %d columns",
        cells.length,
        columns.size());
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    rows.add(row);
    return this;
  }

  /** True when no row was added. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Writes the table as CSV, header first. */
  void csv(Appendable target) {
    CsvLines lines = new CsvLines(columns.stream().map(Column::name).toList());
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        cell(lines, columns.get(c), row.get(c));
      }
      lines.end();
    }
    lines.writeTo(target);
  }

  private static void cell(CsvLines lines, Column column, String cell) {
    if (cell.isEmpty()) {
      lines.none();
    } else if (column.isNumber()) {
      lines.number(new BigDecimal(cell));
    } else {
      lines.text(cell);
    }
  }

  /** The table in fixed-width letters, each line ended by a line feed. */
  String text() {
    List<List<String>> shown = new ArrayList<>();
    shown.add(columns.stream().map(column -> column.name().replace('_', ' ')).toList());
    rows.forEach(row -> shown.add(shown(row)));
    int[] widths = widths(shown);
    StringBuilder text = new StringBuilder();
    if (!title.isEmpty()) {
      text.append(title).append('\n');
    }
    for (int r = 0; r < shown.size(); r++) {
      line(text, shown.get(r), widths);
      if (r == 0) {
        rule(text, widths);
      }
    }
    if (rows.isEmpty()) {
      text.append("(none)\n");
    }
    return text.toString();
  }

  private List<String> shown(List<String> row) {
    List<String> shown = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      shown.add(columns.get(c).isNumber() ? grouped(row.get(c)) : row.get(c));
    }
    return shown;
  }

  /** Thousands separators before the point only: {@code -1,234.5678}. */
  static String grouped(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    return THOUSANDS.matcher(whole).replaceAll(",") + number.substring(whole.length());
  }

  private int[] widths(List<List<String>> shown) {
    int[] widths = new int[columns.size()];
    for (List<String> row : shown) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return widths;
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      String padding = " ".repeat(widths[c] - cell.length());
      line.append(c == 0 ? "" : GAP);
      line.append(columns.get(c).isNumber() ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static void rule(StringBuilder text, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      text.append(c == 0 ? "" : GAP).append("-".repeat(widths[c]));
    }
    text.append('\n');
  }
}
