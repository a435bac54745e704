package novate.index;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import novate.index.Step.Phase;
import novate.market.Checks;

/** In which order steps may stand. */
final class StepOrder {
  /** A rule, with one letter per phase, and how it is told. */
  record Rule(Pattern pattern, String told) {}

  /** Of a whole methodology. */
  static final Rule METHODOLOGY =
      new Rule(
          Pattern.compile("F*(D?WF*)?P?GAV?R"),
          "filters, [day_gate, window, filters], [weights], gate, aggregation, [day_values],"
              + " rounding");

  /** Of one segment. */
  static final Rule SEGMENT = new Rule(Pattern.compile("F*P?A"), "filters, [weights], aggregation");

  private StepOrder() {}

  /**
   * Refuses steps that are missing, too many or out of order.
   *
   * @param owner who the steps belong to, for the message
   * @param needed phases of which exactly one step must be there
   */
  static void require(String owner, List<Step> steps, Rule rule, Set<Phase> needed) {
    for (Phase phase : Phase.values()) {
      long count = steps.stream().filter(step -> step.phase() == phase).count();
      if (needed.contains(phase)) {
        Checks.require(
            count == 1, "%s needs exactly one step of phase %s, got %d", owner, phase, count);
      } else {
        Checks.require(
            phase == Phase.FILTER || count <= 1,
            "%s takes one step of phase %s at most, got %d",
            owner,
            phase,
            count);
      }
    }
    String letters = steps.stream().map(step -> letter(step.phase())).collect(Collectors.joining());
    Checks.require(
        rule.pattern().matcher(letters).matches(),
        "steps of %s must stand in the order %s; got %s",
        owner,
        rule.told(),
        steps.stream()
            .map(step -> step.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }

  private static String letter(Phase phase) {
    return switch (phase) {
      case FILTER -> "F";
      case DAY_GATE -> "D";
      case WINDOW -> "W";
      case WEIGHTING -> "P";
      case GATE -> "G";
      case AGGREGATION -> "A";
      case DAY_VALUES -> "V";
      case ROUNDING -> "R";
    };
  }
}
