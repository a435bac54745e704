package novate.index;

import static novate.index.CappedWeights.at;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.index.CappedWeights.Scaled;
import novate.index.StepTrace.Figure;

/**
 * The points of an aggregation.
 *
 * @param figures the total weight of each contributor
 */
record Points(List<Point> points, List<Figure> figures) {

  /** Every quote a point of weight one. */
  static Points unweighted(List<Observation> in) {
    List<Point> points = new ArrayList<>(in.size());
    in.forEach(o -> points.add(Point.of(o, BigDecimal.ONE)));
    return new Points(points, List.of());
  }

  /**
   * The points of a weighting.
   *
   * @param in of each contributor quotes of its strongest class only, where points are by
   *     contributor; of one family, where families matter
   * @return nothing when the caps cannot hold
   */
  static Optional<Points> of(Weighting step, Filter.Families families, List<Observation> in) {
    Map<String, List<Observation>> unordered = new HashMap<>();
    for (Observation o : in) {
      unordered.computeIfAbsent(o.quote().contributor(), _ -> new ArrayList<>()).add(o);
    }
    SortedMap<String, List<Observation>> byContributor = new TreeMap<>(unordered);
    SortedMap<String, BigDecimal> weights = new TreeMap<>();
    byContributor.forEach((contributor, own) -> weights.put(contributor, raw(step, own)));
    Optional<SortedMap<String, Scaled>> scaled = scaled(step, families, byContributor, weights);
    return scaled.map(
        all -> {
          List<Figure> figures = new ArrayList<>();
          List<Point> points =
              switch (step) {
                case Weighting.ByContributor by -> contributors(by, byContributor, weights, all);
                case Weighting.ByOffer by -> offers(by, in, weights, all);
              };
          Map<String, BigDecimal> total = new HashMap<>();
          points.forEach(p -> total.merge(p.contributor(), p.weight(), BigDecimal::add));
          new TreeMap<>(total)
              .forEach((name, weight) -> figures.add(Figure.of("weight of " + name, weight)));
          return new Points(points, figures);
        });
  }

  private static BigDecimal raw(Weighting step, List<Observation> own) {
    return switch (step) {
      case Weighting.ByContributor by -> at(by.classWeights(), own.getFirst().quote().quoteClass());
      case Weighting.ByOffer by -> {
        BigDecimal sum = BigDecimal.ZERO;
        for (Observation o : own) {
          sum = sum.add(by.weight(o.quote()));
        }
        yield sum;
      }
    };
  }

  private static Optional<SortedMap<String, Scaled>> scaled(
      Weighting step,
      Filter.Families families,
      SortedMap<String, List<Observation>> byContributor,
      SortedMap<String, BigDecimal> weights) {
    boolean isByFamily = !families.weights().isEmpty() || step.familyCap().isPresent();
    if (!isByFamily || weights.isEmpty()) {
      return Optional.of(CappedWeights.of(weights, step.shareCapIfAny()));
    }
    SortedMap<String, SortedMap<String, BigDecimal>> byFamily = new TreeMap<>();
    byContributor.forEach(
        (contributor, own) ->
            byFamily
                .computeIfAbsent(own.getFirst().quote().family(), _ -> new TreeMap<>())
                .put(contributor, at(weights, contributor)));
    return step.familyCap()
        .map(cap -> CappedWeights.underFamilyCap(byFamily, cap, step.shareCapIfAny()))
        .orElseGet(
            () -> CappedWeights.ofFamilies(byFamily, families.weights(), step.shareCapIfAny()));
  }

  private static List<Point> contributors(
      Weighting.ByContributor step,
      SortedMap<String, List<Observation>> byContributor,
      SortedMap<String, BigDecimal> weights,
      SortedMap<String, Scaled> scaled) {
    List<Point> points = new ArrayList<>();
    byContributor.forEach(
        (contributor, own) -> {
          BigDecimal size =
              own.stream().map(o -> o.quote().size()).reduce(BigDecimal.ZERO, BigDecimal::add);
          BigDecimal weight = at(scaled, contributor).of(at(weights, contributor));
          points.add(new Point(contributor, price(step, own), weight, size, own));
        });
    return points;
  }

  /**
   * A contributor's weight W spread over its offers: w_i * W / w. Where W is no multiple of w, all
   * weights are multiplied by w instead of dividing these by it.
   */
  private static List<Point> offers(
      Weighting.ByOffer step,
      List<Observation> in,
      SortedMap<String, BigDecimal> weights,
      SortedMap<String, Scaled> scaled) {
    Map<String, BigDecimal> factors = new HashMap<>();
    scaled.forEach(
        (contributor, own) -> {
          BigDecimal factor = own.value();
          for (Map.Entry<String, Scaled> other : scaled.entrySet()) {
            if (other.getValue().isFixed() && !other.getKey().equals(contributor)) {
              factor = factor.multiply(at(weights, other.getKey()).stripTrailingZeros());
            }
          }
          factors.put(contributor, factor.stripTrailingZeros());
        });
    List<Point> points = new ArrayList<>(in.size());
    for (Observation o : in) {
      BigDecimal factor = at(factors, o.quote().contributor());
      points.add(Point.of(o, step.weight(o.quote()).multiply(factor)));
    }
    return points;
  }

  private static BigDecimal price(Weighting.ByContributor step, List<Observation> own) {
    return switch (step.price()) {
      case MEDIAN ->
          OutlierRules.median(
              own.stream().map(Observation::price).sorted(Comparator.naturalOrder()).toList());
      case LOWEST -> own.stream().map(Observation::price).reduce(BigDecimal::min).orElseThrow();
      case SIZE_WEIGHTED_MEAN -> sizeWeightedMean(own);
    };
  }

  private static BigDecimal sizeWeightedMean(List<Observation> own) {
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (Observation o : own) {
      cash = cash.add(o.price().multiply(o.quote().size()));
      size = size.add(o.quote().size());
    }
    return cash.divide(size, MathContext.DECIMAL128);
  }
}
