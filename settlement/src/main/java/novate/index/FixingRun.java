package novate.index;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import novate.index.QuoteRules.Attack;
import novate.index.StepTrace.Figure;
import novate.market.Fixing;
import novate.market.FixingQuality;

/**
 * One pass through a methodology: what went out and why, what each step computed, and the value.
 * What is known of an input stands at its place in the order of ids.
 */
final class FixingRun {
  private static final String POOL = "pool";

  private final FixingRequest request;
  private final Methodology methodology;
  private final Optional<Attack> attack;
  private final List<Quote> inputs;
  private final String[] exclusions;
  private final BigDecimal[] prices;
  private final BigDecimal[] weights;
  private final List<StepTrace> trace = new ArrayList<>();

  /**
   * @param inputs of the days of the window, by id, each id once
   * @param attack a contributor that moves its prices, to see how far it gets
   */
  FixingRun(FixingRequest request, List<Quote> inputs, Optional<Attack> attack) {
    this.request = request;
    this.methodology = request.methodology();
    this.inputs = inputs;
    this.attack = attack;
    this.exclusions = new String[inputs.size()];
    this.prices = new BigDecimal[inputs.size()];
    this.weights = new BigDecimal[inputs.size()];
    Arrays.fill(exclusions, "");
    Arrays.fill(weights, BigDecimal.ZERO);
  }

  FixingRequest request() {
    return request;
  }

  Optional<Attack> attack() {
    return attack;
  }

  void exclude(Observation observation, String reason) {
    exclusions[observation.place()] = reason;
    weights[observation.place()] = BigDecimal.ZERO;
  }

  Observation priced(Observation observation, BigDecimal price) {
    prices[observation.place()] = price;
    return new Observation(observation.place(), observation.quote(), price);
  }

  void weigh(List<Point> points, Average average) {
    for (Point point : points) {
      BigDecimal weight = average.usesSizes() ? point.size() : point.weight();
      point.members().forEach(o -> weights[o.place()] = weight);
    }
  }

  void trace(String scope, String step, int in, int out, List<Figure> figures) {
    trace.add(new StepTrace(scope, step, in, out, figures));
  }

  Refused refuse(Reason reason, String detail) {
    return new Refused(
        reason, "index %s %s: %s".formatted(request.index(), request.date(), detail));
  }

  /** A value before rounding, or why there is none. */
  sealed interface Result {}

  /** A value before rounding. */
  record Value(BigDecimal raw) implements Result {}

  /** No value. */
  record Refused(Reason reason, String detail) implements Result {}

  /** Takes all steps. */
  FixingOutcome outcome() {
    return switch (result()) {
      case Refused refused -> new Withheld(refused.reason(), refused.detail(), uses(), trace);
      case Value value -> new Published(fixing(value.raw()), uses(), trace);
    };
  }

  private Fixing fixing(BigDecimal raw) {
    Rounding rounding = methodology.the(Rounding.class);
    BigDecimal value = rounding.round(raw);
    int included = (int) Arrays.stream(exclusions).filter(String::isEmpty).count();
    trace(
        request.date().toString(),
        rounding.text(),
        included,
        included,
        List.of(Figure.of("unrounded", raw), new Figure("value", value.toPlainString())));
    return new Fixing(
        request.index(),
        request.date(),
        value,
        quality(),
        methodology.id(),
        methodology.hash(),
        request.revision());
  }

  private Result result() {
    Optional<DayValues> dayValues = methodology.first(DayValues.class);
    if (dayValues.isPresent()) {
      return ofDays(dayValues.get());
    }
    Optional<Window> window = methodology.first(Window.class);
    if (window.isPresent()) {
      return pooled(window.get());
    }
    Population day = day(request.date());
    methodology.steps().forEach(step -> takeIfFilter(day, step));
    return new ValueOf(this, methodology).make(day, 0);
  }

  private static void takeIfFilter(Population population, Step step) {
    if (step instanceof Filter filter) {
      population.take(filter);
    }
  }

  private Population day(LocalDate date) {
    List<Observation> own = new ArrayList<>();
    for (int place = 0; place < inputs.size(); place++) {
      Quote quote = inputs.get(place);
      if (quote.date().equals(date)) {
        BigDecimal price = attack.map(a -> a.moved(quote, quote.price())).orElse(quote.price());
        prices[place] = price;
        own.add(new Observation(place, quote, price));
      }
    }
    return new Population(this, date.toString(), own);
  }

  private List<LocalDate> dates(int days) {
    return request.date().minusDays(days - 1L).datesUntil(request.date().plusDays(1)).toList();
  }

  private Result pooled(Window window) {
    int place = methodology.steps().indexOf(window);
    List<Observation> pool = new ArrayList<>();
    int validDays = 0;
    for (LocalDate date : dates(window.days())) {
      Population day = day(date);
      methodology.steps().subList(0, place).forEach(step -> takeIfFilter(day, step));
      if (isValid(day)) {
        validDays++;
      }
      pool.addAll(day.in());
    }
    Population all = new Population(this, POOL, pool);
    all.trace(window, pool.size(), List.of(Figure.of("valid_days", validDays)));
    methodology
        .steps()
        .subList(place, methodology.steps().size())
        .forEach(step -> takeIfFilter(all, step));
    return new ValueOf(this, methodology).make(all, validDays);
  }

  /** A day without quotes is never valid. */
  private boolean isValid(Population day) {
    Optional<DayGate> gate = methodology.first(DayGate.class);
    boolean isValid =
        !day.isEmpty()
            && gate.map(
                    g ->
                        day.contributors() >= g.contributorsMin()
                            && day.in().size() >= g.observationsMin()
                            && day.families() >= g.familiesMin())
                .orElse(true);
    int before = day.in().size();
    List<Figure> figures =
        List.of(
            Figure.of("contributors", day.contributors()),
            Figure.of("observations", before),
            Figure.of("families", day.families()));
    if (!isValid) {
      day.exclude(_ -> "day_not_valid");
    }
    gate.ifPresent(g -> day.trace(g, before, figures));
    return isValid;
  }

  private Result ofDays(DayValues step) {
    SortedMap<LocalDate, BigDecimal> values = new TreeMap<>();
    List<Figure> figures = new ArrayList<>();
    for (LocalDate date : dates(step.days())) {
      Population day = day(date);
      methodology.steps().forEach(other -> takeIfFilter(day, other));
      switch (new ValueOf(this, methodology).make(day, 0)) {
        case Value value -> {
          values.put(date, value.raw());
          figures.add(Figure.of("value of " + date, value.raw()));
        }
        case Refused refused -> {
          figures.add(new Figure("no value of " + date, refused.reason().code()));
          day.exclude(_ -> "day_without_value");
        }
      }
    }
    int included = (int) Arrays.stream(exclusions).filter(String::isEmpty).count();
    trace(POOL, step.text(), inputs.size(), included, figures);
    if (values.size() < step.daysMin()) {
      return refuse(
          Reason.INSUFFICIENT_HISTORY,
          "%d days with a value, %d needed".formatted(values.size(), step.daysMin()));
    }
    return new Value(one(step, List.copyOf(values.values())));
  }

  private static BigDecimal one(DayValues step, List<BigDecimal> values) {
    return switch (step.of()) {
      case MEAN ->
          values.stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
      case MEDIAN -> OutlierRules.median(values.stream().sorted().toList());
    };
  }

  private FixingQuality quality() {
    Optional<BigDecimal> highest = Optional.empty();
    Optional<BigDecimal> lowest = Optional.empty();
    Set<String> contributors = new HashSet<>();
    int observations = 0;
    for (int place = 0; place < inputs.size(); place++) {
      if (exclusions[place].isEmpty()) {
        BigDecimal price = prices[place];
        highest = Optional.of(highest.map(price::max).orElse(price));
        lowest = Optional.of(lowest.map(price::min).orElse(price));
        contributors.add(inputs.get(place).contributor());
        observations++;
      }
    }
    return new FixingQuality(
        observations,
        contributors.size(),
        highest.orElseThrow().subtract(lowest.orElseThrow()),
        false);
  }

  private List<InputUse> uses() {
    List<InputUse> uses = new ArrayList<>(inputs.size());
    for (int place = 0; place < inputs.size(); place++) {
      Quote quote = inputs.get(place);
      boolean isIncluded = exclusions[place].isEmpty();
      uses.add(
          new InputUse(
              quote.id(),
              quote.contributor(),
              quote.price(),
              prices[place],
              isIncluded ? weights[place] : BigDecimal.ZERO,
              isIncluded,
              exclusions[place]));
    }
    return uses;
  }
}
