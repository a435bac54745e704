package novate.clearing.registry;

import java.util.ArrayList;
import java.util.List;
import novate.market.InputError;
import novate.scenario.ParameterSet;

/**
 * Parameter sets as a house takes them: only those for which the log holds all that they need.
 *
 * <p>No history of factors, no quality of fixings and no open interest is on the log. A set that
 * simulates, that charges for wrong-way exposure or fixing quality, or whose rate ladder has bands
 * of open interest, would stop every shard at its next margin cycle. A manual add-on would be left
 * out of a cycle in which its account holds nothing, as a house values those that hold something.
 * The log keeps what it is given; so such a set is refused at the door and, should a log hold it
 * all the same, when the log is read. File mode takes it.
 */
public final class HouseParameters {
  private HouseParameters() {}

  /**
   * Everything in a parameter set that a house cannot margin by; empty when it can.
   *
   * @param source names the set in the errors
   */
  public static List<InputError> errors(ParameterSet set, String source) {
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
    set.addOns()
        .ladders()
        .forEach(
            (commodity, ladder) -> {
              if (!ladder.openInterest().isEmpty()) {
                errors.add(
                    error(
                        source,
                        "open_interest",
                        commodity.value(),
                        "needs to know how much is open in a contract, which is not on the log"));
              }
            });
    set.addOns()
        .manual()
        .forEach(
            manual ->
                errors.add(
                    error(
                        source,
                        "manual_add_ons",
                        manual.account().value(),
                        "is due from an account that may hold nothing, and a house values accounts"
                            + " that hold something")));
    return errors;
  }

  private static InputError error(String source, String field, String value, String why) {
    return new InputError(
        source, 1, field, value, why + ": a house cannot margin by it, 'margin compute' can");
  }
}
