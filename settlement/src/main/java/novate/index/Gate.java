package novate.index;

import static novate.market.Checks.require;

import java.util.Map;

/**
 * Refuses a value from too little; checked in the order of the fields, over the quotes still in.
 *
 * @param contributorsMin distinct contributors needed; at least 3, so that none decides alone
 * @param observationsMin quotes needed; at least 1
 * @param familiesMin distinct families needed; at least 1
 * @param daysMin valid days of the {@link Window} needed; 0 without one
 */
public record Gate(int contributorsMin, int observationsMin, int familiesMin, int daysMin)
    implements Step {
  /** Refuses a gate that lets two contributors make a price. */
  public Gate {
    require(contributorsMin >= 3, "a gate needs at least 3 contributors, got %d", contributorsMin);
    require(observationsMin >= 1, "a gate needs at least 1 observation, got %d", observationsMin);
    require(familiesMin >= 1, "a gate needs at least 1 family, got %d", familiesMin);
    require(daysMin >= 0, "a gate cannot need %d days", daysMin);
  }

  /** Any families, one day. */
  public Gate(int contributorsMin, int observationsMin) {
    this(contributorsMin, observationsMin, 1, 0);
  }

  @Override
  public Phase phase() {
    return Phase.GATE;
  }

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields =
        CanonicalYaml.fields("contributors", contributorsMin, "observations", observationsMin);
    if (familiesMin > 1) {
      fields.put("families", familiesMin);
    }
    if (daysMin > 0) {
      fields.put("days", daysMin);
    }
    return fields;
  }
}
