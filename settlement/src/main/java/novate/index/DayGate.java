package novate.index;

import static novate.market.Checks.require;

import java.util.Map;

/**
 * Says which days of a {@link Window} are valid: the quotes of a day with too little are out
 * ({@code day_not_valid}).
 *
 * @param contributorsMin distinct contributors needed; at least 1
 * @param observationsMin quotes needed; at least 1
 * @param familiesMin distinct families needed; at least 1
 */
public record DayGate(int contributorsMin, int observationsMin, int familiesMin) implements Step {
  /** Refuses a gate that an empty day could pass. */
  public DayGate {
    require(
        contributorsMin >= 1 && observationsMin >= 1 && familiesMin >= 1,
        "a day gate needs at least 1 of each, got %d contributors, %d observations, %d families",
        contributorsMin,
        observationsMin,
        familiesMin);
  }

  @Override
  public Phase phase() {
    return Phase.DAY_GATE;
  }

  @Override
  public String name() {
    return "day_gate";
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields =
        CanonicalYaml.fields("contributors", contributorsMin, "observations", observationsMin);
    if (familiesMin > 1) {
      fields.put("families", familiesMin);
    }
    return fields;
  }
}
