package novate.index;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import novate.market.InvalidInputException;

/**
 * The CSV layout of published index values: {@code
 * date,series,revision,value_usd,value_eur,fx_rate,fx_date,n_sources,n_executable,flags,methodology_version}.
 * Only the USD value is taken: some EUR values rest on an exchange rate dated after the print.
 */
public final class PublishedFile {
  private static final Set<String> COLUMNS =
      Set.of(
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
    return CsvTable.read(reader, source)
        .rows(
            COLUMNS,
            row -> {
              PublishedValue published = published(row);
              if (row.isClean() && !seen.add(published.key())) {
                row.report("revision", published.key() + " comes twice");
              }
              return published;
            });
  }

  private static PublishedValue published(CsvRow row) {
    Optional<BigDecimal> value =
        row.text("value_usd").isEmpty() ? Optional.empty() : Optional.of(row.decimal("value_usd"));
    return new PublishedValue(
        row.printKey(),
        value,
        row.read("n_sources", "must be a count", 0, Integer::parseUnsignedInt),
        row.text("flags"),
        row.filled("methodology_version"));
  }
}
