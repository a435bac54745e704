package novate.index;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import novate.index.WeightedMedian.Reach;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.IndexId;
import org.jspecify.annotations.Nullable;

/** One pass through a methodology: what is still in, what went out and why, and the value. */
final class FixingRun {
  private final Methodology methodology;
  private final IndexId index;
  private final LocalDate date;
  private final List<Quote> inputs;
  private final Map<String, String> exclusionById = new HashMap<>();
  private List<Quote> included;
  private List<WeightedPrice> points = List.of();
  private @Nullable Refusal refusal;
  private @Nullable BigDecimal value;
  private Function<BigDecimal, BigDecimal> rounding = Function.identity();

  private record Refusal(Reason reason, String detail) {}

  /**
   * @param inputs by id, each id once
   */
  FixingRun(Methodology methodology, IndexId index, LocalDate date, List<Quote> inputs) {
    this.methodology = methodology;
    this.index = index;
    this.date = date;
    this.inputs = inputs;
    this.included = inputs;
  }

  /** Takes the next step; after a refusing gate nothing more happens. */
  void take(Step step) {
    if (refusal != null) {
      return;
    }
    switch (step) {
      case Step.Eligibility eligibility -> exclude(quote -> ineligible(eligibility, quote));
      case Step.PriceBand band -> exclude(quote -> outside(band, quote));
      case Step.ContributorWeights weights -> weigh(weights);
      case Step.Gate gate -> refusal = refusal(gate);
      case Step.MedianOfContributors _ -> value = WeightedMedian.of(points);
      case Step.Rounding round -> rounding = raw -> raw.setScale(round.decimals(), round.mode());
    }
  }

  FixingOutcome outcome() {
    if (refusal != null) {
      return new Withheld(refusal.reason(), refusal.detail(), uses());
    }
    BigDecimal made = found(value, "methodology %s made no value", methodology.id());
    Fixing fixing =
        new Fixing(
            index, date, rounding.apply(made), quality(), methodology.id(), methodology.hash(), 1);
    return new Published(fixing, uses());
  }

  SortedMap<String, Reach> influence() {
    SortedMap<String, Reach> reachByContributor = new TreeMap<>();
    if (refusal == null) {
      for (WeightedPrice point : points) {
        Reach reach = WeightedMedian.reach(points, point.contributor());
        reachByContributor.put(
            point.contributor(),
            new Reach(rounding.apply(reach.low()), rounding.apply(reach.high())));
      }
    }
    return reachByContributor;
  }

  /** Takes out every quote that the rule names a reason for; an empty reason keeps it. */
  private void exclude(Function<Quote, String> rule) {
    List<Quote> kept = new ArrayList<>();
    for (Quote quote : included) {
      String reason = rule.apply(quote);
      if (reason.isEmpty()) {
        kept.add(quote);
      } else {
        exclusionById.put(quote.id(), reason);
      }
    }
    included = kept;
  }

  private static String ineligible(Step.Eligibility step, Quote quote) {
    if (!step.classes().contains(quote.quoteClass())) {
      return "class_not_eligible";
    }
    return step.keepsSpec(quote.spec().text()) ? "" : "spec_not_eligible";
  }

  private static String outside(Step.PriceBand band, Quote quote) {
    if (quote.price().compareTo(band.low()) < 0) {
      return "below_price_band";
    }
    return quote.price().compareTo(band.high()) > 0 ? "above_price_band" : "";
  }

  private void weigh(Step.ContributorWeights step) {
    Map<String, QuoteClass> strongest = new HashMap<>();
    for (Quote quote : included) {
      strongest.merge(
          quote.contributor(), quote.quoteClass(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    exclude(quote -> quote.quoteClass() == strongest.get(quote.contributor()) ? "" : "outranked");
    points =
        ContributorPoints.of(
            step,
            included.stream()
                .collect(
                    Collectors.groupingBy(Quote::contributor, TreeMap::new, Collectors.toList())));
  }

  private @Nullable Refusal refusal(Step.Gate gate) {
    if (points.size() < gate.contributorsMin()) {
      return new Refusal(
          Reason.INSUFFICIENT_SOURCES,
          "index %s %s: %d contributors, %d needed"
              .formatted(index, date, points.size(), gate.contributorsMin()));
    }
    if (included.size() < gate.observationsMin()) {
      return new Refusal(
          Reason.INSUFFICIENT_OBSERVATIONS,
          "index %s %s: %d quotes, %d needed"
              .formatted(index, date, included.size(), gate.observationsMin()));
    }
    return null;
  }

  private FixingQuality quality() {
    BigDecimal highest = included.stream().map(Quote::price).reduce(BigDecimal::max).orElseThrow();
    BigDecimal lowest = included.stream().map(Quote::price).reduce(BigDecimal::min).orElseThrow();
    return new FixingQuality(included.size(), points.size(), highest.subtract(lowest), false);
  }

  private List<InputUse> uses() {
    Map<String, BigDecimal> weightByContributor =
        points.stream()
            .collect(Collectors.toMap(WeightedPrice::contributor, WeightedPrice::weight));
    return inputs.stream().map(quote -> use(quote, weightByContributor)).toList();
  }

  private InputUse use(Quote quote, Map<String, BigDecimal> weightByContributor) {
    String exclusion = exclusionById.getOrDefault(quote.id(), "");
    BigDecimal weight =
        exclusion.isEmpty()
            ? weightByContributor.getOrDefault(quote.contributor(), BigDecimal.ZERO)
            : BigDecimal.ZERO;
    return new InputUse(
        quote.id(), quote.contributor(), quote.price(), weight, exclusion.isEmpty(), exclusion);
  }
}
