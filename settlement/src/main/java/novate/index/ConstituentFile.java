package novate.index;

import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import novate.market.InvalidInputException;

/**
 * The CSV layout of published constituents: {@code
 * date,series,revision,provider,source,tier,price_usd,weight,included,exclusion_reason,flags}.
 */
public final class ConstituentFile {
  private static final Set<String> COLUMNS =
      Set.of(
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
    return CsvTable.read(reader, source)
        .rows(
            COLUMNS,
            row -> {
              Constituent constituent = constituent(row);
              if (row.isClean()
                  && !seen.add(
                      List.of(constituent.key(), constituent.provider(), constituent.source()))) {
                row.report("provider", "comes twice in " + constituent.key());
              }
              return constituent;
            });
  }

  private static Constituent constituent(CsvRow row) {
    return new Constituent(
        row.printKey(),
        row.filled("provider"),
        row.text("source"),
        row.text("tier"),
        row.decimal("price_usd"),
        row.decimal("weight"),
        row.oneOf("included", INCLUDED),
        row.text("exclusion_reason"),
        row.text("flags"));
  }
}
