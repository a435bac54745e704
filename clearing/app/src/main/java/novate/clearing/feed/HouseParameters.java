package novate.clearing.feed;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.file.Parameters;
import novate.market.InputError;
import novate.market.InvalidInputException;
import novate.scenario.ParameterSet;

/**
 * Parameter sets as a house takes them: only those for which the log holds all that they need.
 *
 * <p>No history of factors and no quality of fixings is on the log. A set that simulates, or that
 * charges for wrong-way exposure or fixing quality, would stop every shard at its next margin
 * cycle, and the log keeps what it is given; so it is refused at the door. File mode takes it.
 */
final class HouseParameters {
  private HouseParameters() {}

  /**
   * Reads a parameter set.
   *
   * @throws InvalidInputException when the file is refused, or with everything in it that a house
   *     cannot margin by
   */
  static ParameterSet read(Reader reader, String source) {
    ParameterSet set = Parameters.read(reader, source);
    List<InputError> errors = new ArrayList<>();
    set.simulation()
        .ifPresent(
            simulation ->
                simulation
                    .simulatedSets()
                    .forEach(
                        each ->
                            errors.add(
                                error(
                                    source,
                                    "simulation",
                                    each.name(),
                                    "is simulated, and the log holds no history of factors"))));
    set.addOns()
        .wrongWay()
        .forEach(
            exposure ->
                errors.add(
                    error(
                        source,
                        "wrong_way",
                        exposure.account().value(),
                        "is measured by simulation, and the log holds no history of factors")));
    set.addOns()
        .addOns()
        .forEach(
            (commodity, addOns) -> {
              if (addOns.fixingQuality().isPresent()) {
                errors.add(
                    error(
                        source,
                        "fixing_quality",
                        commodity.value(),
                        "needs to know how far fixings can be trusted, which is not on the log"));
              }
            });
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
    return set;
  }

  private static InputError error(String source, String field, String value, String why) {
    return new InputError(
        source, 1, field, value, why + ": a house cannot margin by it, 'margin compute' can");
  }
}
