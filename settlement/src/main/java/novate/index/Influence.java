package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import novate.index.FixingOutcome.Published;
import novate.index.QuoteRules.Attack;
import novate.index.WeightedMedian.Reach;

/**
 * How far each contributor can move a fixing by its prices alone.
 *
 * <p>The methodology itself is run on the attacked inputs: all prices of the contributor at the
 * edges of the price band, or, without one, below and above all others. Where a value still follows
 * when the price goes twice as far, nothing bounds it and that is an error. Medians, means, clamps
 * and count trims never fall when a price rises, so these two runs are the exact reach.
 *
 * <p>A filter that removes what is far off ({@code mad}, {@code sigma}) breaks that rule: a price
 * beyond its edge is out and moves nothing. There prices inside are tried too, {@value #STEPS} of
 * them, evenly over the prices that are in: a search, so that prices between two tried may reach a
 * little further.
 */
final class Influence {
  private static final int STEPS = 32;
  private static final Predicate<String> OUTLIERS =
      Pattern.compile("\\b(mad|sigma): \\{").asPredicate();

  private final FixingRequest request;
  private final List<Quote> inputs;

  Influence(FixingRequest request, List<Quote> inputs) {
    this.request = request;
    this.inputs = inputs;
  }

  SortedMap<String, Reach> reachByContributor() {
    SortedMap<String, Reach> reaches = new TreeMap<>();
    FixingOutcome honest = new FixingRun(request, inputs, Optional.empty()).outcome();
    if (!(honest instanceof Published published)) {
      return reaches;
    }
    BigDecimal value = published.fixing().value();
    List<BigDecimal> prices =
        published.inputs().stream()
            .filter(InputUse::isIncluded)
            .map(InputUse::usedPrice)
            .sorted()
            .toList();
    published.inputs().stream()
        .filter(use -> use.isIncluded() || isOutByPrice(use))
        .map(InputUse::contributor)
        .distinct()
        .forEach(name -> reaches.put(name, reach(value, name, prices)));
    return reaches;
  }

  private static boolean isOutByPrice(InputUse use) {
    return use.exclusion().endsWith("_price_band")
        || use.exclusion().endsWith("_outlier")
        || use.exclusion().startsWith("trimmed_");
  }

  /**
   * @param prices of what is in, ascending
   */
  private Reach reach(BigDecimal honest, String contributor, List<BigDecimal> prices) {
    BigDecimal lowest = prices.getFirst();
    BigDecimal width = prices.getLast().subtract(lowest);
    BigDecimal span = width.max(BigDecimal.ONE);
    BigDecimal low = extreme(honest, contributor, lowest, span.negate(), Filter.PriceBand::low);
    BigDecimal high = extreme(honest, contributor, prices.getLast(), span, Filter.PriceBand::high);
    Reach reach = new Reach(low.min(high), low.max(high));
    for (int i = 0; i <= STEPS && removesOutliers(); i++) {
      BigDecimal step = width.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(STEPS));
      BigDecimal value = value(honest, contributor, lowest.add(step));
      reach = new Reach(reach.low().min(value), reach.high().max(value));
    }
    return reach;
  }

  private boolean removesOutliers() {
    return request.methodology().text().lines().anyMatch(OUTLIERS);
  }

  private BigDecimal extreme(
      BigDecimal honest,
      String contributor,
      BigDecimal edge,
      BigDecimal span,
      Function<Filter.PriceBand, BigDecimal> side) {
    Optional<BigDecimal> band = request.methodology().first(Filter.PriceBand.class).map(side);
    if (band.isPresent()) {
      return value(honest, contributor, band.get());
    }
    BigDecimal near = value(honest, contributor, edge.add(span));
    BigDecimal far = value(honest, contributor, edge.add(span).add(span));
    require(
        near.compareTo(far) == 0,
        "nothing bounds the influence of contributor %s on index %s: at price %s the value is %s,"
            + " at %s it is %s",
        contributor,
        request.index(),
        edge.add(span),
        near,
        edge.add(span).add(span),
        far);
    return near;
  }

  /** A withheld fixing is no move: the fallback takes over, and no number was bent. */
  private BigDecimal value(BigDecimal honest, String contributor, BigDecimal price) {
    FixingOutcome attacked =
        new FixingRun(request, inputs, Optional.of(new Attack(contributor, price))).outcome();
    return attacked instanceof Published published ? published.fixing().value() : honest;
  }
}
