package novate.validation;

import static novate.market.Checks.require;

import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;
import novate.market.InvalidInputException;
import novate.validation.PriceSeries.Observation;
import novate.wire.CsvLines;
import novate.wire.CsvRow;
import novate.wire.CsvTable;
import novate.wire.Decimals;

/**
 * A price history as CSV, both ways: {@code commodity,tenor,date,price,volatility}. A tenor is a
 * contract period ({@code 2026-12}) or {@code SPOT}; the volatility may be empty.
 */
public final class HistoryFile {
  private static final List<String> COLUMNS =
      List.of("commodity", "tenor", "date", "price", "volatility");

  private HistoryFile() {}

  /** One row. */
  private record Row(
      CombinedCommodityId commodity, Tenor tenor, LocalDate date, Observation observation) {}

  /**
   * Reads a history; rows may stand in any order.
   *
   * @throws InvalidInputException with every error of the file: a date twice in a series is one
   */
  public static TenorHistory read(Reader reader, String source) {
    SortedMap<CombinedCommodityId, SortedMap<Tenor, SortedMap<LocalDate, Observation>>> series =
        new TreeMap<>();
    CsvTable.read(
        reader,
        source,
        COLUMNS,
        row ->
            row(row)
                .filter(
                    read -> {
                      Observation before =
                          series
                              .computeIfAbsent(read.commodity(), _ -> new TreeMap<>())
                              .computeIfAbsent(read.tenor(), _ -> new TreeMap<>())
                              .putIfAbsent(read.date(), read.observation());
                      if (before != null) {
                        row.refuse("date", "stands twice in its series");
                      }
                      return before == null;
                    }));
    List<PriceSeries> list = new ArrayList<>();
    series.forEach(
        (commodity, byTenor) ->
            byTenor.forEach(
                (tenor, observations) ->
                    list.add(new PriceSeries(commodity, tenor, observations))));
    require(!list.isEmpty(), "%s: has no prices", source);
    return new TenorHistory(list);
  }

  private static Optional<Row> row(CsvRow row) {
    var commodity = row.cell("commodity", CombinedCommodityId::new);
    var tenor = row.cell("tenor", Tenor::new);
    var date = row.date("date");
    var price = row.decimal("price");
    var volatility = row.optional("volatility", Decimals::parseDouble);
    return row.build(
        () ->
            new Row(
                commodity.value(),
                tenor.value(),
                date.value(),
                new Observation(
                    price.value(),
                    volatility.value().map(OptionalDouble::of).orElse(OptionalDouble.empty()))));
  }

  /** Writes a history, series by series, by date; {@link #read} gives the same back. */
  public static void write(TenorHistory history, Appendable target) {
    CsvLines lines = new CsvLines(COLUMNS);
    for (PriceSeries series : history.series()) {
      for (Map.Entry<LocalDate, Observation> entry : series.observations().entrySet()) {
        Observation seen = entry.getValue();
        lines
            .text(series.commodity())
            .text(series.tenor())
            .text(entry.getKey())
            .number(seen.price());
        if (seen.volatility().isPresent()) {
          lines.number(seen.volatility().getAsDouble());
        } else {
          lines.none();
        }
        lines.end();
      }
    }
    lines.writeTo(target);
  }
}
