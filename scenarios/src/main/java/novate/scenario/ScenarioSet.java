package novate.scenario;

import static novate.market.Checks.require;

import java.util.List;

/** A named list of scenarios; a risk array has one value for each, in this order. */
public record ScenarioSet(String id, List<Scenario> scenarios) {
  /** Numbers run from 1 and every pair exists and points back. */
  public ScenarioSet {
    scenarios = List.copyOf(scenarios);
    for (int i = 0; i < scenarios.size(); i++) {
      Scenario scenario = scenarios.get(i);
      require(
          scenario.number() == i + 1, "scenario %d stands in place %d", scenario.number(), i + 1);
      require(
          scenario.pair() >= 1
              && scenario.pair() <= scenarios.size()
              && scenarios.get(scenario.pair() - 1).pair() == scenario.number(),
          "scenario %d and its pair %d do not point at each other",
          scenario.number(),
          scenario.pair());
    }
  }

  /** Scenarios in the set. */
  public int size() {
    return scenarios.size();
  }
}
