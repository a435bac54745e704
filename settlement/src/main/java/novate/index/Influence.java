package novate.index;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    List<BigDecimal> prices = prices(published);
    published.inputs().stream()
        .filter(use -> use.isIncluded() || isOutByPrice(use))
        .map(InputUse::contributor)
        .distinct()
        .forEach(name -> reaches.put(name, reach(value, Set.of(name), prices)));
    return reaches;
  }

  /**
   * How far the k contributors that matter most can move the value together: upwards those with the
   * most weight at or below it, downwards those with the most at or above it.
   */
  Reach reachOfPanel(int k) {
    FixingOutcome honest = new FixingRun(request, inputs, Optional.empty()).outcome();
    if (!(honest instanceof Published published)) {
      throw new IllegalArgumentException("a fixing without a value cannot be moved");
    }
    BigDecimal value = published.fixing().value();
    List<BigDecimal> prices = prices(published);
    Reach low = reach(value, heaviest(published, k, price -> price.compareTo(value) >= 0), prices);
    Reach high = reach(value, heaviest(published, k, price -> price.compareTo(value) <= 0), prices);
    return new Reach(low.low().min(high.low()), high.high().max(low.high()));
  }

  /** The k contributors with the most weight on one side. */
  private Set<String> heaviest(Published published, int k, Predicate<BigDecimal> side) {
    SortedMap<String, List<InputUse>> used =
        published.inputs().stream()
            .filter(InputUse::isIncluded)
            .collect(groupingBy(InputUse::contributor, TreeMap::new, toList()));
    SortedMap<String, BigDecimal> weights = new TreeMap<>();
    used.forEach((contributor, uses) -> weights.put(contributor, weight(uses, side)));
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
        .limit(k)
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  /** A contributor that is one point counts whole where its median stands; else quote by quote. */
  private BigDecimal weight(List<InputUse> uses, Predicate<BigDecimal> side) {
    if (request.methodology().first(Weighting.ByContributor.class).isPresent()) {
      BigDecimal point =
          OutlierRules.median(uses.stream().map(InputUse::usedPrice).sorted().toList());
      return side.test(point) ? uses.getFirst().weight() : BigDecimal.ZERO;
    }
    return uses.stream()
        .filter(use -> side.test(use.usedPrice()))
        .map(InputUse::weight)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<BigDecimal> prices(Published published) {
    return published.inputs().stream()
        .filter(InputUse::isIncluded)
        .map(InputUse::usedPrice)
        .sorted()
        .toList();
  }

  private static boolean isOutByPrice(InputUse use) {
    return use.exclusion().endsWith("_price_band")
        || use.exclusion().endsWith("_outlier")
        || use.exclusion().startsWith("trimmed_");
  }

  /**
   * @param prices of what is in, ascending
   */
  private Reach reach(BigDecimal honest, Set<String> contributors, List<BigDecimal> prices) {
    BigDecimal lowest = prices.getFirst();
    BigDecimal width = prices.getLast().subtract(lowest);
    BigDecimal span = width.max(BigDecimal.ONE);
    BigDecimal low = extreme(honest, contributors, lowest, span.negate(), Filter.PriceBand::low);
    BigDecimal high = extreme(honest, contributors, prices.getLast(), span, Filter.PriceBand::high);
    Reach reach = new Reach(low.min(high), low.max(high));
    for (int i = 0; i <= STEPS && removesOutliers(); i++) {
      BigDecimal step = width.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(STEPS));
      BigDecimal value = value(honest, contributors, lowest.add(step));
      reach = new Reach(reach.low().min(value), reach.high().max(value));
    }
    return reach;
  }

  private boolean removesOutliers() {
    return request.methodology().text().lines().anyMatch(OUTLIERS);
  }

  private BigDecimal extreme(
      BigDecimal honest,
      Set<String> contributors,
      BigDecimal edge,
      BigDecimal span,
      Function<Filter.PriceBand, BigDecimal> side) {
    Optional<BigDecimal> band = request.methodology().first(Filter.PriceBand.class).map(side);
    if (band.isPresent()) {
      return value(honest, contributors, band.get());
    }
    BigDecimal near = value(honest, contributors, edge.add(span));
    BigDecimal far = value(honest, contributors, edge.add(span).add(span));
    require(
        near.compareTo(far) == 0,
        "nothing bounds the influence of %s on index %s: at price %s the value is %s,"
            + " at %s it is %s",
        contributors,
        request.index(),
        edge.add(span),
        near,
        edge.add(span).add(span),
        far);
    return near;
  }

  /** A withheld fixing is no move: the fallback takes over, and no number was bent. */
  private BigDecimal value(BigDecimal honest, Set<String> contributors, BigDecimal price) {
    FixingOutcome attacked =
        new FixingRun(request, inputs, Optional.of(new Attack(contributors, price))).outcome();
    return attacked instanceof Published published ? published.fixing().value() : honest;
  }
}
