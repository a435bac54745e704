package novate.index;

import static novate.market.Checks.require;

import java.io.Reader;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.market.CurrencyCode;
import novate.market.InvalidInputException;
import novate.wire.CsvLines;
import novate.wire.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Exchange rates by pair and date. A rate stands until the next one of its pair; what was not
 * published is not made up: there are no cross rates over a third currency.
 */
public final class FxRates {
  private static final List<String> COLUMNS = List.of("date", "pair", "rate");

  private final SortedMap<CurrencyPair, NavigableMap<LocalDate, FxRate>> byPair = new TreeMap<>();

  /**
   * Takes the rates in any order.
   *
   * @throws IllegalArgumentException when a pair has two rates on a date; the other direction
   *     counts as the same pair, as two sources of one fact could differ
   */
  public FxRates(Collection<FxRate> rates) {
    for (FxRate rate : rates) {
      boolean isInverseKnown =
          byPair.getOrDefault(rate.pair().inverse(), new TreeMap<>()).containsKey(rate.date());
      FxRate before =
          byPair.computeIfAbsent(rate.pair(), _ -> new TreeMap<>()).put(rate.date(), rate);
      require(
          before == null && !isInverseKnown, "%s has two rates on %s", rate.pair(), rate.date());
    }
  }

  /** No rates: every quote must be in the currency of its index. */
  public static FxRates none() {
    return new FxRates(List.of());
  }

  /**
   * Reads {@code date,pair,rate}: the pair as {@code EUR/USD}, the rate in USD per EUR.
   *
   * @param source the file as its sender knows it, for the errors
   * @throws InvalidInputException with every error of the file
   */
  public static FxRates read(Reader reader, String source) {
    Set<String> seen = new HashSet<>();
    return new FxRates(
        CsvTable.read(
            reader,
            source,
            COLUMNS,
            row -> {
              var date = row.date("date");
              var pair = row.cell("pair", CurrencyPair::parse);
              var rate = row.decimal("rate");
              if (date.isReadable()
                  && pair.isReadable()
                  && (!seen.add(date.value() + " " + pair.value())
                      || seen.contains(date.value() + " " + pair.value().inverse()))) {
                row.refuse("pair", "has a rate on %s above".formatted(date.value()));
              }
              return row.build(() -> new FxRate(date.value(), pair.value(), rate.value()));
            }));
  }

  /** Writes what {@link #read} reads, by pair and date. */
  public void write(Appendable target) {
    CsvLines lines = new CsvLines(COLUMNS);
    byPair
        .values()
        .forEach(
            byDate ->
                byDate
                    .values()
                    .forEach(
                        rate ->
                            lines.text(rate.date()).text(rate.pair()).number(rate.rate()).end()));
    lines.writeTo(target);
  }

  /** Every currency that has a rate, in alphabetical order. */
  public SortedSet<CurrencyCode> currencies() {
    return byPair.keySet().stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The latest rate between two currencies dated on or before a date, in the direction in which it
   * was published; none when there is no such rate.
   */
  public Optional<FxRate> latest(CurrencyPair pair, LocalDate onOrBefore) {
    FxRate direct = latestOf(pair, onOrBefore);
    FxRate inverse = latestOf(pair.inverse(), onOrBefore);
    if (direct == null || (inverse != null && inverse.date().isAfter(direct.date()))) {
      return Optional.ofNullable(inverse);
    }
    return Optional.of(direct);
  }

  private @Nullable FxRate latestOf(CurrencyPair pair, LocalDate onOrBefore) {
    NavigableMap<LocalDate, FxRate> byDate = byPair.get(pair);
    Map.Entry<LocalDate, FxRate> entry = byDate == null ? null : byDate.floorEntry(onOrBefore);
    return entry == null ? null : entry.getValue();
  }
}
