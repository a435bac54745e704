package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one value of the points. */
public sealed interface Aggregation extends Step {
  /** What happens when a slot or a segment has no data. */
  enum WhenEmpty {
    /** No value is made. */
    WITHHOLD,
    /** It is left out and the others share its weight. */
    SKIP
  }

  @Override
  default Phase phase() {
    return Phase.AGGREGATION;
  }

  /** True when this needs the weights of a {@link Weighting}. */
  boolean usesWeights();

  /** An average over all points. */
  record Simple(Average average) implements Aggregation {
    @Override
    public boolean usesWeights() {
      return average.usesWeights();
    }

    @Override
    public String name() {
      return average.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<String, Object> fields() {
      return Map.of();
    }
  }

  /**
   * The mean of what is left when floor(trim * n) points are dropped at each end; every point
   * counts once.
   *
   * @param trim share dropped at each end; above 0, below 1/2
   */
  record TrimmedMean(BigDecimal trim) implements Aggregation {
    /** Refuses a share that drops nothing or everything. */
    public TrimmedMean {
      Shares.requireBelowHalf("trim", trim);
      require(trim.signum() > 0, "trim must be above 0, got %s", trim);
    }

    @Override
    public boolean usesWeights() {
      return false;
    }

    @Override
    public String name() {
      return "trimmed_mean";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("trim", trim);
    }
  }

  /**
   * The mean of the slots' averages. Slots cut the time from {@code from} (included) to {@code to}
   * (excluded) of the day into equal parts, or, without a time, the points in order of time and
   * quote id into parts whose counts differ by one at most, the larger ones first.
   *
   * @param time from when to when; none cuts by count
   */
  record Partitioned(int slots, Optional<Hours> time, Average each, WhenEmpty whenEmpty)
      implements Aggregation {
    /** Refuses one slot, which parts nothing. */
    public Partitioned {
      require(slots >= 2 && slots <= 1440, "slots must be 2 to 1440, got %d", slots);
    }

    @Override
    public boolean usesWeights() {
      return each.usesWeights();
    }

    @Override
    public String name() {
      return "partitioned";
    }

    @Override
    public Map<String, Object> fields() {
      Map<String, Object> fields = CanonicalYaml.fields("slots", slots);
      fields.put("by", time.isPresent() ? "time" : "count");
      time.ifPresent(
          hours -> {
            fields.put("from", hours.from().toString());
            fields.put("to", hours.to().toString());
            fields.put("zone", hours.zone().getId());
          });
      fields.put("each", each.name().toLowerCase(Locale.ROOT));
      fields.put("when_empty", whenEmpty.name().toLowerCase(Locale.ROOT));
      return fields;
    }
  }

  /** Hours of a day in a zone, from included, to excluded. */
  record Hours(LocalTime from, LocalTime to, ZoneId zone) {
    /** Refuses hours that end before they begin. */
    public Hours {
      require(from.isBefore(to), "hours from %s to %s end before they begin", from, to);
    }
  }

  /**
   * Named populations with an average of their own each, combined by declared weights.
   *
   * <pre>value = sum over segments with a value of weight * value, by the sum of their weights
   * </pre>
   *
   * <p>A quote belongs to the first segment that takes it; a quote of none is out ({@code
   * no_segment}).
   */
  record Segments(List<Segment> segments, WhenEmpty whenEmpty) implements Aggregation {
    /** Refuses a single segment and two of one name. */
    public Segments {
      segments = List.copyOf(segments);
      require(segments.size() >= 2, "segments must name two at least, got %d", segments.size());
      Set<String> names = new HashSet<>();
      for (Segment segment : segments) {
        require(names.add(segment.name()), "segment %s stands twice", segment.name());
      }
    }

    @Override
    public boolean usesWeights() {
      return false;
    }

    @Override
    public String name() {
      return "segments";
    }

    @Override
    public Map<String, Object> fields() {
      List<Object> all = new ArrayList<>();
      segments.forEach(segment -> all.add(segment.fields()));
      return CanonicalYaml.fields(
          "of", all, "when_empty", whenEmpty.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * One population of {@link Segments}.
   *
   * @param where which quotes are of it
   * @param weight above zero; in proportion to the others'
   * @param observationsMin quotes, after its own filters, under which it is empty; at least 1
   * @param steps its filters, at most one weighting, and one average
   */
  record Segment(
      String name, Selector where, BigDecimal weight, int observationsMin, List<Step> steps) {
    /** Refuses steps that a segment cannot take. */
    public Segment {
      steps = List.copyOf(steps);
      Selector.Names.requireWritable(List.of(name));
      require(weight.signum() > 0, "weight of segment %s must be above zero, got %s", name, weight);
      require(
          observationsMin >= 1,
          "segment %s needs at least 1 observation, got %d",
          name,
          observationsMin);
      requireSteps(name, steps);
    }

    private static void requireSteps(String name, List<Step> steps) {
      StepOrder.require("segment " + name, steps, StepOrder.SEGMENT, Set.of(Phase.AGGREGATION));
      for (Step step : steps) {
        require(
            !(step instanceof Segments) && !(step instanceof Filter.Families),
            "segment %s cannot hold the step %s",
            name,
            step.name());
      }
    }

    private Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("where", where.fields());
      fields.put("weight", weight);
      if (observationsMin > 1) {
        fields.put("observations", observationsMin);
      }
      List<Object> all = new ArrayList<>();
      steps.forEach(step -> all.add(Map.of(step.name(), step.fields())));
      fields.put("steps", all);
      return fields;
    }
  }
}
