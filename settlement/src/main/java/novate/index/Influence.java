package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.index.FixingOutcome.Published;
import novate.index.QuoteRules.Attack;
import novate.index.WeightedMedian.Reach;

/**
 * How far each contributor can move a fixing by its prices alone.
 *
 * <p>The methodology itself is run on the attacked inputs: all prices of the contributor at the
 * edges of the price band, or, without one, below and above all others. Where a value still follows
 * when the price goes twice as far, nothing bounds it and that is an error.
 */
final class Influence {
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
    List<InputUse> included =
        published.inputs().stream().filter(InputUse::isIncluded).toList();
    BigDecimal lowest = included.stream().map(InputUse::usedPrice).reduce(BigDecimal::min).orElseThrow();
    BigDecimal highest =
        included.stream().map(InputUse::usedPrice).reduce(BigDecimal::max).orElseThrow();
    BigDecimal span = highest.subtract(lowest).max(BigDecimal.ONE);
    included.stream()
        .map(InputUse::contributor)
        .distinct()
        .forEach(
            contributor ->
                reaches.put(
                    contributor,
                    new Reach(
                        extreme(value, contributor, lowest, span.negate(), Filter.PriceBand::low),
                        extreme(value, contributor, highest, span, Filter.PriceBand::high))));
    return reaches;
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
