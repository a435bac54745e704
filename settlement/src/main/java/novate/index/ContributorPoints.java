package novate.index;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.index.Step.ContributorWeights;

/** One weighted price per contributor from the quotes of its strongest class. */
final class ContributorPoints {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private ContributorPoints() {}

  /**
   * @param quotes by contributor, each contributor's all of one class; none empty
   */
  static List<WeightedPrice> of(ContributorWeights step, SortedMap<String, List<Quote>> quotes) {
    SortedMap<String, BigDecimal> weights = new TreeMap<>();
    quotes.forEach(
        (contributor, own) ->
            weights.put(contributor, step.classWeights().get(own.getFirst().quoteClass())));
    SortedMap<String, BigDecimal> capped = capped(weights, step.shareCap());
    List<WeightedPrice> points = new ArrayList<>();
    capped.forEach(
        (contributor, weight) -> {
          List<Quote> own = found(quotes.get(contributor), "no quotes of %s", contributor);
          points.add(new WeightedPrice(contributor, price(step, own), weight));
        });
    return points;
  }

  /**
   * Weights in which no share exceeds the cap, exact: with C the set of capped contributors and U
   * the sum of the others' weights,
   *
   * <pre>capped weight = cap * U        other weight = w * (1 - |C| * cap)</pre>
   *
   * <p>so that each capped share is exactly the cap without any division. C starts empty and takes
   * in whoever is above the cap until none is.
   */
  static SortedMap<String, BigDecimal> capped(
      SortedMap<String, BigDecimal> weights, BigDecimal cap) {
    SortedMap<String, BigDecimal> free = new TreeMap<>(weights);
    while (true) {
      BigDecimal cappedCount = BigDecimal.valueOf(weights.size() - free.size());
      BigDecimal rest = BigDecimal.ONE.subtract(cappedCount.multiply(cap));
      BigDecimal atCap =
          cap.multiply(free.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      if (free.isEmpty() || rest.signum() <= 0) {
        return equal(weights);
      }
      if (!free.values().removeIf(weight -> weight.multiply(rest).compareTo(atCap) > 0)) {
        SortedMap<String, BigDecimal> result = new TreeMap<>();
        for (String contributor : weights.keySet()) {
          BigDecimal weight = free.get(contributor);
          result.put(contributor, weight == null ? atCap : weight.multiply(rest));
        }
        return result;
      }
    }
  }

  private static SortedMap<String, BigDecimal> equal(Map<String, BigDecimal> weights) {
    SortedMap<String, BigDecimal> result = new TreeMap<>();
    weights.keySet().forEach(contributor -> result.put(contributor, BigDecimal.ONE));
    return result;
  }

  private static BigDecimal price(ContributorWeights step, List<Quote> own) {
    return switch (step.price()) {
      case MEDIAN -> median(own);
      case SIZE_WEIGHTED_MEAN -> sizeWeightedMean(own);
    };
  }

  private static BigDecimal median(List<Quote> own) {
    List<BigDecimal> ascending =
        own.stream().map(Quote::price).sorted(Comparator.naturalOrder()).toList();
    BigDecimal lower = ascending.get((ascending.size() - 1) / 2);
    BigDecimal upper = ascending.get(ascending.size() / 2);
    return lower.add(upper).multiply(HALF);
  }

  private static BigDecimal sizeWeightedMean(List<Quote> own) {
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (Quote quote : own) {
      cash = cash.add(quote.price().multiply(quote.size()));
      size = size.add(quote.size());
    }
    return cash.divide(size, MathContext.DECIMAL128);
  }
}
