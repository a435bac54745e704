package novate.validation;

import java.util.List;
import novate.scenario.ParameterSet;

/**
 * What a history says about a parameter set.
 *
 * @param values every number looked at: by commodity scan ranges, then spread charges, then credits
 * @param parameters the set with the proposed values, all else as it is
 */
public record CalibrationProposal(
    CalibrationPolicy policy, List<ProposedValue> values, ParameterSet parameters) {
  /** Keeps its own copy. */
  public CalibrationProposal {
    values = List.copyOf(values);
  }
}
