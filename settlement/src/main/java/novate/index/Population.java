package novate.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import novate.index.QuoteRules.Attack;
import novate.index.StepTrace.Figure;

/** The quotes that are still in: of one day, of a window or of a segment. */
final class Population {
  private final FixingRun run;
  private final String scope;
  private List<Observation> in;
  private boolean isByPrice;

  Population(FixingRun run, String scope, List<Observation> in) {
    this.run = run;
    this.scope = scope;
    this.in = in;
  }

  List<Observation> in() {
    return in;
  }

  boolean isEmpty() {
    return in.isEmpty();
  }

  int contributors() {
    return count(Quote::contributor);
  }

  int families() {
    return count(Quote::family);
  }

  /** True when all prices are of one currency and one unit. */
  boolean isComparable() {
    return count(Quote::currency) <= 1
        && count(quote -> quote.unit().base()) <= 1
        && count(quote -> quote.unit().count().stripTrailingZeros()) <= 1;
  }

  private int count(Function<Quote, ?> part) {
    Set<Object> distinct = new HashSet<>();
    in.forEach(o -> distinct.add(part.apply(o.quote())));
    return distinct.size();
  }

  void take(Filter filter) {
    apply(filter, in.isEmpty() ? Ruling.excluding(_ -> "") : ruling(filter));
  }

  private Ruling ruling(Filter filter) {
    Optional<Attack> attack = run.attack();
    QuoteRules quoteRules = new QuoteRules(run.request());
    return switch (filter) {
      case Filter.Eligibility step -> quoteRules.eligibility(step);
      case Filter.Families step -> QuoteRules.families(step);
      case Filter.Normalise step -> quoteRules.normalise(step, attack);
      case Filter.PriceBand step -> QuoteRules.band(step);
      case Filter.Mad step -> OutlierRules.mad(step, byPrice());
      case Filter.Sigma step -> OutlierRules.sigma(step, byPrice());
      case Filter.Clamp step -> OutlierRules.clamp(step, byPrice());
      case Filter.CountTrim step -> OutlierRules.countTrim(step, byPrice());
      case Filter.Affiliates step -> TradeRules.affiliates(step);
      case Filter.Wash step -> TradeRules.wash(step, in);
    };
  }

  /** The quotes by price; they stay in that order, so that nothing is sorted twice. */
  private List<Observation> byPrice() {
    if (!isByPrice) {
      in = Observation.byPrice(in);
      isByPrice = true;
    }
    return in;
  }

  private void apply(Filter filter, Ruling ruling) {
    List<Observation> kept = new ArrayList<>(in.size());
    int before = in.size();
    boolean arePricesChanged = false;
    for (Observation o : in) {
      String reason = ruling.exclusion().apply(o);
      if (reason.isEmpty()) {
        BigDecimal price = ruling.price().apply(o);
        arePricesChanged |= price != o.price();
        kept.add(price == o.price() ? o : run.priced(o, price));
      } else {
        run.exclude(o, reason);
      }
    }
    in = kept;
    isByPrice &= !arePricesChanged;
    run.trace(scope, filter.text(), before, in.size(), ruling.figures());
  }

  /** Takes out what a rule names a reason for, under the name of a step. */
  void exclude(Function<Observation, String> rule) {
    List<Observation> kept = new ArrayList<>(in.size());
    for (Observation o : in) {
      String reason = rule.apply(o);
      if (reason.isEmpty()) {
        kept.add(o);
      } else {
        run.exclude(o, reason);
      }
    }
    in = kept;
  }

  void trace(Step step, int before, List<Figure> figures) {
    run.trace(scope, step.text(), before, in.size(), figures);
  }
}
