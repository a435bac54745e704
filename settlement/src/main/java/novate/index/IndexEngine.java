package novate.index;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import novate.index.WeightedMedian.Reach;
import novate.market.IndexId;

/** Takes a methodology's steps over the quotes of one index and date. */
public final class IndexEngine {
  private IndexEngine() {}

  /**
   * One print of an index for a date: the value, or why there is none; every input with what became
   * of it; and what each step computed. The order of the quotes does not matter.
   *
   * @throws IllegalArgumentException when two inputs of one date have the same id
   */
  public static FixingOutcome fix(FixingRequest request) {
    return new FixingRun(request, inputs(request), Optional.empty()).outcome();
  }

  /** The first print, without exchange rates and without a cut-off. */
  public static FixingOutcome fix(
      Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    return fix(new FixingRequest(methodology, index, date, quotes));
  }

  /**
   * The published influence of each contributor: the lowest and highest value it could bring about
   * by moving its prices, all of them and in every day of the window, to anything that passes the
   * filters; rounded like the fixing. Empty when the value is withheld.
   *
   * @throws IllegalArgumentException when nothing bounds a contributor's influence
   */
  public static SortedMap<String, Reach> influence(FixingRequest request) {
    return new Influence(request, inputs(request)).reachByContributor();
  }

  /**
   * The lowest and highest value that k contributors can bring about together: upwards the k with
   * the most weight at or below the value, downwards the k with the most at or above it. Exact for
   * weighted medians of contributors; for other rules it is an attack that was tried, not a bound.
   *
   * @throws IllegalArgumentException when there is no value, or nothing bounds what they can do
   */
  public static Reach influenceOfPanel(FixingRequest request, int k) {
    return new Influence(request, inputs(request)).reachOfPanel(k);
  }

  /** The influence on a first print, without exchange rates and without a cut-off. */
  public static SortedMap<String, Reach> influence(
      Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    return influence(new FixingRequest(methodology, index, date, quotes));
  }

  private static List<Quote> inputs(FixingRequest request) {
    LocalDate first = request.date().minusDays(request.methodology().days() - 1L);
    List<Quote> inputs = new ArrayList<>();
    for (Quote quote : request.quotes()) {
      if (quote.index().equals(request.index())
          && !quote.date().isBefore(first)
          && !quote.date().isAfter(request.date())) {
        inputs.add(quote);
      }
    }
    inputs.sort(Comparator.comparing(Quote::id));
    for (int i = 1; i < inputs.size(); i++) {
      require(
          !inputs.get(i).id().equals(inputs.get(i - 1).id()),
          "quote %s of index %s %s comes twice",
          inputs.get(i).id(),
          request.index(),
          request.date());
    }
    return inputs;
  }
}
