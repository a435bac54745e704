package novate.index;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import novate.index.StepTrace.Figure;

/** The filters that look at all prices at once. Every list is ascending by price, and not empty. */
final class OutlierRules {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final MathContext SHOWN = MathContext.DECIMAL64;

  private OutlierRules() {}

  /** The middle of ascending numbers, or the mean of the two middle ones; exact. */
  static BigDecimal median(List<BigDecimal> ascending) {
    BigDecimal lower = ascending.get((ascending.size() - 1) / 2);
    BigDecimal upper = ascending.get(ascending.size() / 2);
    return lower == upper ? lower : lower.add(upper).multiply(HALF);
  }

  private static BigDecimal medianPrice(List<Observation> ascending) {
    BigDecimal lower = ascending.get((ascending.size() - 1) / 2).price();
    BigDecimal upper = ascending.get(ascending.size() / 2).price();
    return lower == upper ? lower : lower.add(upper).multiply(HALF);
  }

  static Ruling mad(Filter.Mad step, List<Observation> ascending) {
    BigDecimal median = medianPrice(ascending);
    List<BigDecimal> distances = new ArrayList<>(ascending.size());
    for (Observation observation : ascending) {
      distances.add(observation.price().subtract(median).abs());
    }
    Collections.sort(distances);
    BigDecimal deviation = median(distances);
    BigDecimal low = median.subtract(step.k().multiply(deviation));
    BigDecimal high = median.add(step.k().multiply(deviation));
    return Ruling.excluding(
        o -> isWithin(o.price(), low, high) ? "" : "mad_outlier",
        Figure.of("median", median),
        Figure.of("mad", deviation),
        Figure.of("low", low),
        Figure.of("high", high));
  }

  private static boolean isWithin(BigDecimal price, BigDecimal low, BigDecimal high) {
    return price.compareTo(low) >= 0 && price.compareTo(high) <= 0;
  }

  static Ruling sigma(Filter.Sigma step, List<Observation> ascending) {
    int aside = Shares.floor(step.trim(), ascending.size());
    ScaleSums sums = new ScaleSums();
    ScaleSums squareSums = new ScaleSums();
    for (Observation observation : ascending.subList(aside, ascending.size() - aside)) {
      sums.add(observation.price());
      squareSums.add(observation.price().multiply(observation.price()));
    }
    BigDecimal sum = sums.total();
    BigDecimal squares = squareSums.total();
    BigDecimal count = BigDecimal.valueOf(ascending.size() - 2L * aside);
    BigDecimal scatter = count.multiply(squares).subtract(sum.multiply(sum));
    BigDecimal limit = step.k().multiply(step.k()).multiply(scatter);
    BigDecimal mean = sum.divide(count, SHOWN);
    BigDecimal deviation = scatter.sqrt(SHOWN).divide(count, SHOWN);
    BigDecimal reach = step.k().multiply(deviation);
    // Ascending prices are out at the ends only, so that the exact test is needed at the ends only.
    int first = 0;
    while (first < ascending.size() && isFar(ascending.get(first), count, sum, limit)) {
      first++;
    }
    int last = ascending.size() - 1;
    while (last >= first && isFar(ascending.get(last), count, sum, limit)) {
      last--;
    }
    List<Observation> within = ascending.subList(first, last + 1);
    return Ruling.excluding(
        o ->
            !within.isEmpty()
                    && isWithin(o.price(), within.getFirst().price(), within.getLast().price())
                ? ""
                : "sigma_outlier",
        Figure.of("set_aside_at_each_end", aside),
        Figure.of("trimmed_sum", sum),
        Figure.of("trimmed_mean", mean),
        Figure.of("sigma", deviation),
        Figure.of("low", mean.subtract(reach)),
        Figure.of("high", mean.add(reach)));
  }

  /** (t p - S)^2 > k^2 (t Q - S^2). */
  private static boolean isFar(
      Observation observation, BigDecimal count, BigDecimal total, BigDecimal limit) {
    BigDecimal distance = count.multiply(observation.price()).subtract(total);
    return distance.multiply(distance).compareTo(limit) > 0;
  }

  static Ruling clamp(Filter.Clamp step, List<Observation> ascending) {
    BigDecimal median = medianPrice(ascending);
    BigDecimal reach = median.multiply(step.percent()).abs().divide(HUNDRED);
    BigDecimal low = median.subtract(reach);
    BigDecimal high = median.add(reach);
    return new Ruling(
        _ -> "",
        o -> o.price().max(low).min(high),
        List.of(Figure.of("median", median), Figure.of("low", low), Figure.of("high", high)));
  }

  static Ruling countTrim(Filter.CountTrim step, List<Observation> ascending) {
    int size = ascending.size();
    int each = Math.min(step.count(size), size);
    Set<Integer> low = places(ascending.subList(0, each));
    Set<Integer> high = places(ascending.subList(size - each, size));
    return Ruling.excluding(
        o ->
            low.contains(o.place())
                ? "trimmed_low"
                : high.contains(o.place()) ? "trimmed_high" : "",
        Figure.of("at_each_end", each));
  }

  private static Set<Integer> places(List<Observation> observations) {
    Set<Integer> places = new HashSet<>();
    observations.forEach(o -> places.add(o.place()));
    return places;
  }
}
