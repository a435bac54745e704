package novate.margin.simulation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.FactorId;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ReturnKind;
import novate.wire.CsvRow;
import novate.wire.CsvTable;

/**
 * The levels of named factors over dates, without holes: a factor has a level on every date from
 * its first. Which dates those are (the common business days of the markets) is the choice of
 * whoever hands them in. A young factor is known by its first date.
 */
public final class FactorHistory {
  private static final List<String> COLUMNS = List.of("factor", "date", "level");

  /** Levels from a date on; {@code first} is the place of that date. */
  private record Series(int first, double[] levels) {}

  private final List<LocalDate> dates;
  private final SortedMap<FactorId, Series> seriesByFactor;

  private FactorHistory(List<LocalDate> dates, SortedMap<FactorId, Series> seriesByFactor) {
    this.dates = dates;
    this.seriesByFactor = seriesByFactor;
  }

  /**
   * The history of these levels, in any order; the dates are all that occur.
   *
   * @throws IllegalArgumentException naming factor and date of a level that is missing after the
   *     factor's first or stands twice
   */
  public static FactorHistory of(List<FactorLevel> levels) {
    SortedMap<FactorId, SortedMap<LocalDate, Double>> levelsByFactor = new TreeMap<>();
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (FactorLevel each : levels) {
      dates.add(each.date());
      Double before =
          levelsByFactor
              .computeIfAbsent(each.factor(), _ -> new TreeMap<>())
              .put(each.date(), each.level());
      require(before == null, "factor %s has two levels on %s", each.factor(), each.date());
    }
    levelsByFactor.forEach(
        (factor, byDate) -> {
          List<LocalDate> missing = missing(byDate, dates);
          require(
              missing.isEmpty(),
              "factor %s has no level on %s and %d dates in all after its first",
              factor,
              missing.isEmpty() ? "" : missing.getFirst(),
              missing.size());
        });
    List<LocalDate> allDates = List.copyOf(dates);
    SortedMap<FactorId, Series> seriesByFactor = new TreeMap<>();
    levelsByFactor.forEach(
        (factor, byDate) ->
            seriesByFactor.put(
                factor,
                new Series(
                    allDates.size() - byDate.size(),
                    byDate.values().stream().mapToDouble(Double::doubleValue).toArray())));
    return new FactorHistory(allDates, seriesByFactor);
  }

  private static List<LocalDate> missing(
      SortedMap<LocalDate, Double> byDate, SortedSet<LocalDate> dates) {
    return dates.tailSet(byDate.firstKey()).stream()
        .filter(date -> !byDate.containsKey(date))
        .toList();
  }

  /**
   * Reads a history from CSV with the columns {@code factor,date,level}.
   *
   * @param source what a refusal calls the file
   * @throws InvalidInputException with every error of the file: a cell that cannot be read, a level
   *     that stands twice; then every hole, at the line of the level before it
   */
  public static FactorHistory read(Reader reader, String source) {
    record Row(FactorLevel level, long line) {}
    Set<List<Object>> seen = new HashSet<>();
    List<Row> rows =
        CsvTable.read(
            reader,
            source,
            COLUMNS,
            row -> {
              CsvRow.Cell<FactorId> factor = row.cell("factor", FactorId::new);
              CsvRow.Cell<LocalDate> date = row.date("date");
              CsvRow.Cell<Double> level = row.number("level");
              if (factor.isReadable()
                  && date.isReadable()
                  && !seen.add(List.of(factor.value(), date.value()))) {
                row.refuse("date", "the factor has two levels on it");
              }
              return row.build(
                  () ->
                      new Row(
                          new FactorLevel(factor.value(), date.value(), level.value()),
                          row.line()));
            });
    List<FactorLevel> levels = rows.stream().map(Row::level).toList();
    SortedMap<FactorId, SortedMap<LocalDate, Long>> lines = new TreeMap<>();
    for (Row row : rows) {
      lines
          .computeIfAbsent(row.level().factor(), _ -> new TreeMap<>())
          .put(row.level().date(), row.line());
    }
    List<InputError> holes = holes(lines, source);
    if (!holes.isEmpty()) {
      throw new InvalidInputException(holes);
    }
    return of(levels);
  }

  private static List<InputError> holes(
      SortedMap<FactorId, SortedMap<LocalDate, Long>> linesByFactor, String source) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    linesByFactor.values().forEach(lines -> dates.addAll(lines.keySet()));
    List<InputError> holes = new ArrayList<>();
    for (Map.Entry<FactorId, SortedMap<LocalDate, Long>> factor : linesByFactor.entrySet()) {
      SortedMap<LocalDate, Long> lines = factor.getValue();
      long line = 0;
      for (LocalDate date : dates.tailSet(lines.firstKey())) {
        Long found = lines.get(date);
        if (found == null) {
          holes.add(
              new InputError(
                  source,
                  line,
                  "factor",
                  factor.getKey().value(),
                  "has no level on %s, a date of other factors".formatted(date)));
        } else {
          line = found;
        }
      }
    }
    return holes;
  }

  /** The history as it was known at the end of a date: nothing later is in it. */
  public FactorHistory until(LocalDate last) {
    List<LocalDate> kept = dates.stream().filter(date -> !date.isAfter(last)).toList();
    SortedMap<FactorId, Series> series = new TreeMap<>();
    seriesByFactor.forEach(
        (factor, each) -> {
          int count = kept.size() - each.first();
          if (count > 0) {
            series.put(factor, new Series(each.first(), Arrays.copyOf(each.levels(), count)));
          }
        });
    return new FactorHistory(kept, series);
  }

  /** All dates, ascending. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** All factors, by id. */
  public Set<FactorId> factors() {
    return Collections.unmodifiableSet(seriesByFactor.keySet());
  }

  /** The first date of a factor; throws when it is unknown. */
  public LocalDate firstDate(FactorId factor) {
    return dates.get(series(factor).first());
  }

  /**
   * The one-day moves of a factor.
   *
   * @throws IllegalArgumentException when the factor is unknown, or a logarithm is asked of a level
   *     of zero or below, naming factor and date
   */
  public FactorReturns returns(FactorId factor, ReturnKind kind) {
    Series series = series(factor);
    double[] levels = series.levels();
    double[] returns = new double[levels.length - 1];
    for (int i = 0; i < levels.length; i++) {
      require(
          kind == ReturnKind.ABSOLUTE || levels[i] > 0,
          "factor %s on %s is %s: it has no logarithm, its returns must be absolute",
          factor,
          dates.get(series.first() + i),
          levels[i]);
      if (i > 0) {
        returns[i - 1] =
            switch (kind) {
              case LOG -> StrictMath.log(levels[i] / levels[i - 1]);
              case ABSOLUTE -> levels[i] - levels[i - 1];
            };
      }
    }
    return new FactorReturns(factor, series.first() + 1, returns);
  }

  private Series series(FactorId factor) {
    return found(seriesByFactor.get(factor), "the history has no factor %s", factor);
  }
}
