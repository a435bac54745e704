package novate.index;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    SortedMap<String, BigDecimal> capped = CappedWeights.of(weights, step.shareCap());
    List<WeightedPrice> points = new ArrayList<>();
    capped.forEach(
        (contributor, weight) -> {
          List<Quote> own = found(quotes.get(contributor), "no quotes of %s", contributor);
          points.add(new WeightedPrice(contributor, price(step, own), weight));
        });
    return points;
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
