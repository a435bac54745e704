package novate.clearing.file;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.index.FixingOutcome.Published;
import novate.index.FixingRequest;
import novate.index.IndexEngine;
import novate.index.InputUse;
import novate.index.ManipulationCost;
import novate.index.Methodology;
import novate.index.Quote;
import novate.index.WeightedMedian.Reach;
import novate.market.IndexId;

/**
 * One fixing with everything that a stranger needs to make it again, and what it would take to bend
 * it.
 *
 * @param quotes the inputs by id, for those who draw them
 * @param influence lowest and highest value that each contributor can bring about alone; none when
 *     there is no value, or when the methodology bounds nobody
 * @param together lowest and highest value that so many contributors, those that matter most, can
 *     bring about together: 1, 2 and a quarter of the panel; empty where influence is none
 * @param cost of moving the value; none when there is no value
 * @param hashByFile SHA-256 of every file read
 */
public record FixingExplanation(
    IndexPrint print,
    Methodology methodology,
    SortedMap<String, Quote> quotes,
    Optional<SortedMap<String, Reach>> influence,
    SortedMap<Integer, Reach> together,
    Optional<ManipulationCost> cost,
    SortedMap<String, String> hashByFile) {

  /**
   * The explanation of one print of a file of quotes.
   *
   * @param move fraction of the value that the cost of manipulation is told for
   * @throws MarketDataMissingException when the file has nothing of that index and date
   */
  public static FixingExplanation of(
      Path file, QuoteTerms terms, IndexId index, LocalDate date, BigDecimal move) {
    InputFiles files = new InputFiles();
    IndexPrint print =
        QuotePrints.of(files, file, terms).stream()
            .filter(each -> each.key().index().equals(index) && each.key().date().equals(date))
            .findFirst()
            .orElseThrow(
                () ->
                    new MarketDataMissingException(
                        List.of("%s has nothing of index %s on %s".formatted(file, index, date))));
    FixingRequest request = print.request().orElseThrow();
    SortedMap<String, Quote> quotes = new TreeMap<>();
    request.quotes().forEach(quote -> quotes.put(quote.id(), quote));
    boolean hasValue = print.value().isPresent();
    Optional<SortedMap<String, Reach>> influence = hasValue ? influence(request) : Optional.empty();
    return new FixingExplanation(
        print,
        request.methodology(),
        quotes,
        influence,
        influence.isPresent() ? together(request, quarter(print)) : new TreeMap<>(),
        hasValue ? Optional.of(cost(request, print, move)) : Optional.empty(),
        files.hashByFile());
  }

  private static Optional<SortedMap<String, Reach>> influence(FixingRequest request) {
    try {
      return Optional.of(IndexEngine.influence(request));
    } catch (IllegalArgumentException unbounded) {
      // The engine refuses to name a bound where there is none; that is an answer, not a failure.
      return Optional.empty();
    }
  }

  private static SortedMap<Integer, Reach> together(FixingRequest request, int quarter) {
    SortedMap<Integer, Reach> together = new TreeMap<>();
    for (int contributors : new TreeSet<>(List.of(1, Math.min(2, quarter), quarter))) {
      together.put(contributors, IndexEngine.influenceOfPanel(request, contributors));
    }
    return together;
  }

  /** How many contributors are a quarter of the panel, at least one. */
  private static int quarter(IndexPrint print) {
    long contributors =
        print.outcome().inputs().stream()
            .filter(InputUse::isIncluded)
            .map(InputUse::contributor)
            .distinct()
            .count();
    return Math.max(1, Math.ceilDiv((int) contributors, 4));
  }

  /** Up to a quarter of the panel may collude. */
  private static ManipulationCost cost(FixingRequest request, IndexPrint print, BigDecimal move) {
    return ManipulationCost.of(
        request.quotes(),
        quotes ->
            IndexEngine.fix(
                        new FixingRequest(
                            request.methodology(),
                            request.index(),
                            request.date(),
                            quotes,
                            request.rates(),
                            request.cutOff(),
                            request.revision()))
                    instanceof Published made
                ? Optional.of(made.fixing().value())
                : Optional.empty(),
        move,
        quarter(print));
  }
}
