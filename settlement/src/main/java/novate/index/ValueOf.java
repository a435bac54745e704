package novate.index;

import static novate.index.CappedWeights.at;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.index.Aggregation.Hours;
import novate.index.Aggregation.Partitioned;
import novate.index.Aggregation.Segment;
import novate.index.Aggregation.Segments;
import novate.index.Aggregation.WhenEmpty;
import novate.index.Averages.Made;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingRun.Refused;
import novate.index.FixingRun.Result;
import novate.index.FixingRun.Value;
import novate.index.StepTrace.Figure;

/** From filtered quotes to a value before rounding: weights, gate, aggregation. */
final class ValueOf {
  private final FixingRun run;
  private final Methodology methodology;
  private final Filter.Families families;

  ValueOf(FixingRun run, Methodology methodology) {
    this.run = run;
    this.methodology = methodology;
    this.families = methodology.the(Filter.Families.class);
  }

  /**
   * @param validDays of the window; 0 without one
   */
  Result make(Population in, int validDays) {
    boolean isNormalised = methodology.first(Filter.Normalise.class).isPresent();
    if (!isNormalised && !in.isComparable()) {
      return run.refuse(
          Reason.MIXED_UNITS,
          "quotes are in several currencies or units, and methodology %s does not normalise"
              .formatted(methodology.id()));
    }
    Aggregation aggregation = methodology.the(Aggregation.class);
    if (aggregation instanceof Segments segments) {
      assign(segments, in);
    }
    Optional<Weighting> weighting = methodology.first(Weighting.class);
    Optional<Points> points = points(weighting, in, families);
    Optional<Refused> refused = gate(in, validDays);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (points.isEmpty()) {
      return run.refuse(
          Reason.CAPS_CANNOT_HOLD,
          "%d contributors of %d families cannot keep under the caps"
              .formatted(in.contributors(), in.families()));
    }
    return switch (aggregation) {
      case Segments segments -> segments(segments, in);
      default -> average(aggregation, points.get().points(), in);
    };
  }

  private Optional<Points> points(
      Optional<Weighting> weighting, Population in, Filter.Families taken) {
    if (weighting.isEmpty()) {
      return Optional.of(Points.unweighted(in.in()));
    }
    int before = in.in().size();
    Weighting step = weighting.get();
    if (step instanceof Weighting.ByContributor) {
      keepStrongest(in);
    }
    if (step.familyCap().isPresent() || !taken.weights().isEmpty()) {
      keepOneFamily(in);
    }
    Optional<Points> points = Points.of(step, taken, in.in());
    in.trace(step, before, points.map(Points::figures).orElse(List.of()));
    return points;
  }

  private static void keepStrongest(Population in) {
    Map<String, QuoteClass> strongest = new HashMap<>();
    for (Observation o : in.in()) {
      strongest.merge(
          o.quote().contributor(), o.quote().quoteClass(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    in.exclude(
        o -> o.quote().quoteClass() == strongest.get(o.quote().contributor()) ? "" : "outranked");
  }

  /** A contributor stands in the family of most of its quotes, the first by name of several. */
  private static void keepOneFamily(Population in) {
    Map<String, TreeMap<String, Integer>> counts = new HashMap<>();
    for (Observation o : in.in()) {
      counts
          .computeIfAbsent(o.quote().contributor(), _ -> new TreeMap<>())
          .merge(o.quote().family(), 1, Integer::sum);
    }
    Map<String, String> family = new HashMap<>();
    counts.forEach(
        (contributor, own) -> {
          int most = own.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
          own.entrySet().stream()
              .filter(e -> e.getValue() == most)
              .findFirst()
              .ifPresent(e -> family.put(contributor, e.getKey()));
        });
    in.exclude(
        o -> o.quote().family().equals(family.get(o.quote().contributor())) ? "" : "other_family");
  }

  private Optional<Refused> gate(Population in, int validDays) {
    Gate gate = methodology.the(Gate.class);
    int contributors = in.contributors();
    int observations = in.in().size();
    int counted = in.families();
    in.trace(
        gate,
        observations,
        List.of(
            Figure.of("contributors", contributors),
            Figure.of("observations", observations),
            Figure.of("families", counted),
            Figure.of("days", validDays)));
    if (contributors < gate.contributorsMin()) {
      return refusal(
          Reason.INSUFFICIENT_SOURCES, contributors, "contributors", gate.contributorsMin());
    }
    if (observations < gate.observationsMin()) {
      return refusal(
          Reason.INSUFFICIENT_OBSERVATIONS, observations, "quotes", gate.observationsMin());
    }
    if (counted < gate.familiesMin()) {
      return refusal(Reason.INSUFFICIENT_FAMILIES, counted, "families", gate.familiesMin());
    }
    if (validDays < gate.daysMin()) {
      return refusal(Reason.INSUFFICIENT_HISTORY, validDays, "valid days", gate.daysMin());
    }
    return Optional.empty();
  }

  private Optional<Refused> refusal(Reason reason, int found, String what, int needed) {
    return Optional.of(run.refuse(reason, "%d %s, %d needed".formatted(found, what, needed)));
  }

  /** An average of points, at least one. */
  private Result average(Aggregation step, List<Point> points, Population in) {
    int before = in.in().size();
    return switch (step) {
      case Aggregation.Simple simple -> {
        run.weigh(points, simple.average());
        Made made = Averages.of(simple.average(), points);
        in.trace(step, before, made.figures());
        yield new Value(made.value());
      }
      case Aggregation.TrimmedMean trimmed -> {
        run.weigh(points, Average.MEAN);
        Made made = Averages.trimmedMean(trimmed.trim(), points);
        in.trace(step, before, made.figures());
        yield new Value(made.value());
      }
      case Partitioned partitioned -> partitioned(partitioned, points, in);
      case Segments _ ->
          throw new IllegalStateException("segments %s are no average".formatted(step.name()));
    };
  }

  private Result partitioned(Partitioned step, List<Point> points, Population in) {
    int before = in.in().size();
    List<List<Point>> slots =
        step.time().map(hours -> byTime(step, hours, points, in)).orElse(byCount(step, points));
    run.weigh(slots.stream().flatMap(List::stream).toList(), step.each());
    List<Figure> figures = new ArrayList<>();
    List<BigDecimal> values = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      String name = "slot " + (slot + 1);
      if (slots.get(slot).isEmpty()) {
        figures.add(new Figure(name, "empty"));
      } else {
        BigDecimal value = Averages.of(step.each(), slots.get(slot)).value();
        values.add(value);
        figures.add(Figure.of(name, value));
      }
    }
    boolean isRefused =
        values.isEmpty()
            || (values.size() < slots.size() && step.whenEmpty() == WhenEmpty.WITHHOLD);
    if (isRefused) {
      in.trace(step, before, figures);
      return run.refuse(
          Reason.EMPTY_SLOT, "%d of %d slots have data".formatted(values.size(), slots.size()));
    }
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
    figures.add(Figure.of("mean_of_slots", mean));
    in.trace(step, before, figures);
    return new Value(mean);
  }

  private static List<List<Point>> byTime(
      Partitioned step, Hours hours, List<Point> points, Population in) {
    List<List<Point>> slots = empty(step.slots());
    for (Point point : points) {
      slot(step, hours, only(point)).ifPresent(slot -> slots.get(slot).add(point));
    }
    in.exclude(o -> slot(step, hours, o).isPresent() ? "" : "outside_slots");
    return slots;
  }

  /** floor((t - from) * slots / (to - from)) of a time of the quote's date in the slots' zone. */
  private static Optional<Integer> slot(Partitioned step, Hours hours, Observation o) {
    ZonedDateTime time = o.quote().time().atZone(hours.zone());
    LocalTime local = time.toLocalTime();
    boolean isInside =
        time.toLocalDate().equals(o.quote().date())
            && !local.isBefore(hours.from())
            && local.isBefore(hours.to());
    if (!isInside) {
      return Optional.empty();
    }
    long since = local.toNanoOfDay() - hours.from().toNanoOfDay();
    long all = hours.to().toNanoOfDay() - hours.from().toNanoOfDay();
    return Optional.of((int) (Math.multiplyExact(since, (long) step.slots()) / all));
  }

  private static List<List<Point>> byCount(Partitioned step, List<Point> points) {
    List<Point> inTime = new ArrayList<>(points);
    inTime.sort((a, b) -> Observation.BY_TIME.compare(only(a), only(b)));
    List<List<Point>> slots = empty(step.slots());
    int each = inTime.size() / step.slots();
    int larger = inTime.size() % step.slots();
    int first = 0;
    for (int slot = 0; slot < step.slots(); slot++) {
      int count = slot < larger ? each + 1 : each;
      slots.get(slot).addAll(inTime.subList(first, first + count));
      first += count;
    }
    return slots;
  }

  /** Slots hold offers: points of one quote. */
  private static Observation only(Point point) {
    return point.members().getFirst();
  }

  private static List<List<Point>> empty(int slots) {
    List<List<Point>> all = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      all.add(new ArrayList<>());
    }
    return all;
  }

  private static void assign(Segments step, Population in) {
    in.exclude(o -> segment(step, o).isPresent() ? "" : "no_segment");
  }

  private static Optional<Segment> segment(Segments step, Observation o) {
    return step.segments().stream()
        .filter(segment -> segment.where().exclusion(o.quote()).isEmpty())
        .findFirst();
  }

  private Result segments(Segments step, Population in) {
    Map<Segment, List<Observation>> bySegment = new LinkedHashMap<>();
    step.segments().forEach(segment -> bySegment.put(segment, new ArrayList<>()));
    for (Observation o : in.in()) {
      segment(step, o).ifPresent(segment -> at(bySegment, segment).add(o));
    }
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    List<Figure> figures = new ArrayList<>();
    int before = in.in().size();
    for (Segment segment : step.segments()) {
      Result own = segment(segment, at(bySegment, segment));
      switch (own) {
        case Value value -> {
          sum = sum.add(segment.weight().multiply(value.raw()));
          total = total.add(segment.weight());
          figures.add(Figure.of("value of " + segment.name(), value.raw()));
        }
        case Refused refused -> {
          if (step.whenEmpty() == WhenEmpty.WITHHOLD || refused.reason() != Reason.EMPTY_SEGMENT) {
            return refused;
          }
          figures.add(new Figure("no value of " + segment.name(), refused.detail()));
        }
      }
    }
    if (total.signum() == 0) {
      return run.refuse(Reason.EMPTY_SEGMENT, "no segment has data");
    }
    BigDecimal value = sum.divide(total, MathContext.DECIMAL128);
    figures.add(Figure.of("sum_of_weight_times_value", sum));
    figures.add(Figure.of("total_weight", total));
    figures.add(Figure.of("value", value));
    in.trace(step, before, figures);
    return new Value(value);
  }

  private Result segment(Segment segment, List<Observation> own) {
    Population in = new Population(run, "segment " + segment.name(), own);
    for (Step step : segment.steps()) {
      if (step instanceof Filter filter) {
        in.take(filter);
      }
    }
    Optional<Weighting> weighting = first(segment, Weighting.class);
    Optional<Points> points = points(weighting, in, Filter.Families.all());
    if (in.in().size() < segment.observationsMin()) {
      String detail =
          "segment %s has %d quotes, %d needed"
              .formatted(segment.name(), in.in().size(), segment.observationsMin());
      in.exclude(_ -> "segment_too_small");
      return run.refuse(Reason.EMPTY_SEGMENT, detail);
    }
    if (points.isEmpty()) {
      return run.refuse(
          Reason.CAPS_CANNOT_HOLD,
          "segment %s cannot keep under the caps".formatted(segment.name()));
    }
    return average(first(segment, Aggregation.class).orElseThrow(), points.get().points(), in);
  }

  private static <S extends Step> Optional<S> first(Segment segment, Class<S> kind) {
    return segment.steps().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
