package novate.index;

import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import novate.market.InvalidInputException;
import novate.wire.CsvRow;
import novate.wire.CsvTable;
import novate.wire.Decimals;

/**
 * The CSV layout of published index values: {@code
 * date,series,revision,value_usd,value_eur,fx_rate,fx_date,n_sources,n_executable,flags,methodology_version}.
 * Only the USD value is taken: some EUR values rest on an exchange rate dated after the print.
 */
public final class PublishedFile {
  private static final List<String> COLUMNS =
      List.of(
          "date",
          "series",
          "revision",
          "value_usd",
          "value_eur",
          "fx_rate",
          "fx_date",
          "n_sources",
          "n_executable",
          "flags",
          "methodology_version");

  private PublishedFile() {}

  /**
   * All published lines, in the order of the file.
   *
   * @param source the file as its sender knows it, for the errors
   * @throws InvalidInputException with every error of the file, a print that comes twice included
   */
  public static List<PublishedValue> read(Reader reader, String source) {
    Set<PrintKey> seen = new HashSet<>();
    return CsvTable.read(reader, source, COLUMNS, row -> published(row, seen));
  }

  private static Optional<PublishedValue> published(CsvRow row, Set<PrintKey> seen) {
    PrintCells print = PrintCells.of(row);
    var value = row.optional("value_usd", Decimals::parse);
    var sources = row.count("n_sources");
    var flags = row.textOrEmpty("flags");
    var methodology = row.text("methodology_version");
    if (print.isReadable() && !seen.add(print.key())) {
      row.refuse("revision", print.key() + " comes twice");
    }
    return row.build(
        () ->
            new PublishedValue(
                print.key(), value.value(), sources.value(), flags.value(), methodology.value()));
  }
}
