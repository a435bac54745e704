package novate.index;

import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import novate.market.InvalidInputException;
import novate.wire.CsvRow;
import novate.wire.CsvTable;

/**
 * The CSV layout of published constituents: {@code
 * date,series,revision,provider,source,tier,price_usd,weight,included,exclusion_reason,flags}.
 */
public final class ConstituentFile {
  private static final List<String> COLUMNS =
      List.of(
          "date",
          "series",
          "revision",
          "provider",
          "source",
          "tier",
          "price_usd",
          "weight",
          "included",
          "exclusion_reason",
          "flags");
  private static final Map<String, Boolean> INCLUDED = Map.of("0", false, "1", true);

  private ConstituentFile() {}

  /**
   * All constituents, in the order of the file.
   *
   * @param source the file as its sender knows it, for the errors
   * @throws InvalidInputException with every error: columns missing, unknown or twice; fields that
   *     cannot be read; a provider and source that come twice in one print
   */
  public static List<Constituent> read(Reader reader, String source) {
    Set<List<Object>> seen = new HashSet<>();
    return CsvTable.read(reader, source, COLUMNS, row -> constituent(row, seen));
  }

  private static Optional<Constituent> constituent(CsvRow row, Set<List<Object>> seen) {
    PrintCells print = PrintCells.of(row);
    var provider = row.text("provider");
    var through = row.textOrEmpty("source");
    var tier = row.textOrEmpty("tier");
    var price = row.decimal("price_usd");
    var weight = row.decimal("weight");
    var isIncluded = row.oneOf("included", INCLUDED);
    var exclusion = row.textOrEmpty("exclusion_reason");
    var flags = row.textOrEmpty("flags");
    if (print.isReadable()
        && provider.isReadable()
        && through.isReadable()
        && !seen.add(List.of(print.key(), provider.value(), through.value()))) {
      row.refuse("provider", "comes twice in " + print.key());
    }
    return row.build(
        () ->
            new Constituent(
                print.key(),
                provider.value(),
                through.value(),
                tier.value(),
                price.value(),
                weight.value(),
                isIncluded.value(),
                exclusion.value(),
                flags.value()));
  }
}
