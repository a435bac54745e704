package novate.index;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import novate.index.WeightedMedian.Reach;
import novate.market.IndexId;

/** Takes a methodology's steps over the quotes of one index and date. */
public final class IndexEngine {
  private IndexEngine() {}

  /**
   * The first print (revision 1) of an index for a date.
   *
   * <p>Inputs are the quotes of that index and date; others in the list are not looked at. The
   * order of the list does not matter.
   *
   * @throws IllegalArgumentException when two inputs have the same id
   */
  public static FixingOutcome fix(
      Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    return run(methodology, index, date, quotes).outcome();
  }

  /**
   * The published influence of each contributor: the lowest and highest value it could bring about
   * by moving its price alone to anything that passes the filters; rounded like the fixing. Empty
   * when a gate withholds the value.
   */
  public static SortedMap<String, Reach> influence(
      Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    return run(methodology, index, date, quotes).influence();
  }

  private static FixingRun run(
      Methodology methodology, IndexId index, LocalDate date, List<Quote> quotes) {
    List<Quote> inputs =
        quotes.stream()
            .filter(quote -> quote.index().equals(index) && quote.date().equals(date))
            .sorted(Comparator.comparing(Quote::id))
            .toList();
    Set<String> ids = new HashSet<>();
    for (Quote quote : inputs) {
      require(ids.add(quote.id()), "quote %s of index %s %s comes twice", quote.id(), index, date);
    }
    FixingRun run = new FixingRun(methodology, index, date, inputs);
    methodology.steps().forEach(run::take);
    return run;
  }
}
