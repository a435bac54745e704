package novate.index;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Optional;

/** Steps that contradict each other, named. */
final class StepRules {
  private StepRules() {}

  /** Refuses steps that stand in order but against each other. */
  static void check(String owner, List<Step> steps) {
    requireFamilies(owner, steps);
    Gate gate = only(steps, Gate.class).orElseThrow();
    Aggregation aggregation = only(steps, Aggregation.class).orElseThrow();
    Optional<Window> window = only(steps, Window.class);
    requireWindow(owner, steps, gate, window);
    require(
        !(aggregation instanceof Aggregation.Segments) || only(steps, Weighting.class).isEmpty(),
        "%s: weights stand inside the segments, not beside them",
        owner);
    requireWeights(owner, steps);
    if (aggregation instanceof Aggregation.Segments segments) {
      for (Aggregation.Segment segment : segments.segments()) {
        requireWeights(owner + ", segment " + segment.name(), segment.steps());
      }
    }
    for (Step step : steps) {
      require(
          !(step instanceof Filter.Normalise)
              || steps.stream().noneMatch(other -> isPriceRuleBefore(steps, other, step)),
          "%s: normalise must stand before every step that compares prices",
          owner);
    }
  }

  private static void requireFamilies(String owner, List<Step> steps) {
    long count = steps.stream().filter(Filter.Families.class::isInstance).count();
    require(
        count == 1,
        "%s must say once, in a step families, which families it takes: two never blend silently;"
            + " got %d",
        owner,
        count);
    Filter.Families families = only(steps, Filter.Families.class).orElseThrow();
    require(
        families.weights().isEmpty() || only(steps, Weighting.class).isPresent(),
        "%s: weights of families %s need a step weights_by_contributor or weights_by_offer",
        owner,
        families.weights().keySet());
    require(
        families.weights().isEmpty()
            || only(steps, Weighting.class).flatMap(Weighting::familyCap).isEmpty(),
        "%s: families have weights %s and a family_cap; one of them must go",
        owner,
        families.weights().keySet());
  }

  private static void requireWindow(
      String owner, List<Step> steps, Gate gate, Optional<Window> window) {
    require(
        window.isEmpty() || only(steps, DayValues.class).isEmpty(),
        "%s: window pools quotes and day_values takes each day by itself; one of them must go",
        owner);
    int days = window.map(Window::days).orElse(0);
    require(
        gate.daysMin() <= days,
        "%s: gate needs %d valid days of a window of %d",
        owner,
        gate.daysMin(),
        days);
  }

  private static void requireWeights(String owner, List<Step> steps) {
    Optional<Weighting> weighting = only(steps, Weighting.class);
    Aggregation aggregation = only(steps, Aggregation.class).orElseThrow();
    require(
        !aggregation.usesWeights() || weighting.isPresent(),
        "%s: %s needs a step weights_by_contributor or weights_by_offer",
        owner,
        aggregation.name());
    require(
        aggregation.usesWeights() || !(weighting.orElse(null) instanceof Weighting.ByOffer),
        "%s: weights_by_offer does nothing, as %s does not use weights",
        owner,
        aggregation.name());
    require(
        !(weighting.orElse(null) instanceof Weighting.ByContributor)
            || !(aggregation instanceof Aggregation.Partitioned),
        "%s: weights_by_contributor leaves one point per contributor, which partitioned cannot"
            + " part",
        owner);
  }

  private static boolean isPriceRuleBefore(List<Step> steps, Step other, Step normalise) {
    boolean comparesPrices =
        other instanceof Filter.PriceBand
            || other instanceof Filter.Mad
            || other instanceof Filter.Sigma
            || other instanceof Filter.Clamp
            || other instanceof Filter.CountTrim
            || other instanceof Filter.Normalise && other != normalise
            || other instanceof Window;
    return comparesPrices && steps.indexOf(other) < steps.indexOf(normalise);
  }

  private static <S extends Step> Optional<S> only(List<Step> steps, Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
