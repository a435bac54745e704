package novate.clearing.file;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.day.Methodologies;
import novate.index.FixingRequest;
import novate.index.FxRates;
import novate.index.IndexEngine;
import novate.index.Methodology;
import novate.index.Normalisation;
import novate.index.PrintKey;
import novate.index.Quote;
import novate.index.intake.QuoteScreen;
import novate.index.intake.UsualTarget;
import novate.market.IndexId;

/**
 * The prints of a file of quotes: every quote is looked at against the index's last value before
 * its date, or the middle of its own day, and what is accepted goes through the methodology as a
 * price per base unit in the currency of the index.
 */
final class QuotePrints {
  /** A rate of the day before a long weekend still stands. */
  private static final int FX_DAYS_MAX = 5;

  private QuotePrints() {}

  /** Every print, with what was looked at. */
  static List<IndexPrint> of(InputFiles files, Path file, QuoteTerms terms) {
    FxRates rates = terms.fx().map(path -> rates(files, path)).orElseGet(FxRates::none);
    SortedMap<IndexId, List<Quote>> byIndex =
        QuoteInput.read(files, file, terms.mapping().orElse(null)).stream()
            .collect(groupingBy(Quote::index, TreeMap::new, toList()));
    List<IndexPrint> prints = new ArrayList<>();
    byIndex.forEach(
        (index, own) -> {
          Methodology methodology =
              terms
                  .methodology()
                  .map(name -> MethodologyInput.read(files, name))
                  .orElseGet(() -> Methodologies.of(index));
          prints.addAll(prints(index, methodology, own, rates, terms));
        });
    prints.sort(Comparator.comparing(IndexPrint::key));
    return prints;
  }

  private static List<IndexPrint> prints(
      IndexId index, Methodology methodology, List<Quote> quotes, FxRates rates, QuoteTerms terms) {
    Normalisation normalisation = UsualTarget.of(quotes, rates, FX_DAYS_MAX);
    SortedMap<LocalDate, List<Quote>> byDate =
        quotes.stream().collect(groupingBy(Quote::date, TreeMap::new, toList()));
    SortedMap<LocalDate, List<Quote>> accepted = new TreeMap<>();
    List<IndexPrint> prints = new ArrayList<>();
    Optional<BigDecimal> last = Optional.empty();
    for (var day : byDate.entrySet()) {
      LocalDate date = day.getKey();
      QuoteScreen screen =
          QuoteScreen.of(
              day.getValue(), terms.limits(), normalisation, last, terms.asOf(), terms.released());
      accepted.put(date, screen.accepted());
      List<Quote> window =
          accepted.tailMap(date.minusDays(methodology.days() - 1L)).values().stream()
              .flatMap(List::stream)
              .toList();
      FixingRequest request =
          new FixingRequest(
              methodology, index, date, window, rates, cutOff(methodology, date, terms), 1);
      IndexPrint print =
          new IndexPrint(
              new PrintKey(date, index, 1),
              screen.in(IndexEngine.fix(request)),
              Optional.empty(),
              Optional.of(screen),
              Optional.of(request));
      prints.add(print);
      if (print.value().isPresent()) {
        last = print.value();
      }
    }
    return prints;
  }

  /** Ages are counted from the cut-off, or from the end of the date where none was given. */
  private static Optional<Instant> cutOff(
      Methodology methodology, LocalDate date, QuoteTerms terms) {
    Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return methodology.countsAges()
        ? Optional.of(terms.limits().cutOff().map(cutOff -> cutOff.on(date)).orElse(end))
        : Optional.empty();
  }

  private static FxRates rates(InputFiles files, Path path) {
    try (Reader reader = files.open(path)) {
      return FxRates.read(reader, path.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
