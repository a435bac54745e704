package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.market.CombinedCommodityId;

/**
 * The stress scenarios of a house, as data.
 *
 * @param id for example {@code stress-compute/1}
 * @param commodities every combined commodity its author thought of; of any other the library has
 *     nothing to say, and a stress that silently left it out would be too small
 * @param scenarios in the order they are shown
 */
public record StressLibrary(
    String id, SortedSet<CombinedCommodityId> commodities, List<StressScenario> scenarios) {
  /** Keeps its own copies; ids are unique, and only known commodities are moved. */
  public StressLibrary {
    commodities = new TreeSet<>(commodities);
    scenarios = List.copyOf(scenarios);
    require(!scenarios.isEmpty(), "stress library %s has no scenario", id);
    Set<String> ids = new HashSet<>();
    for (StressScenario scenario : scenarios) {
      require(ids.add(scenario.id()), "scenario %s stands twice", scenario.id());
      for (CombinedCommodityId moved : scenario.shocks().keySet()) {
        require(
            commodities.contains(moved),
            "scenario %s moves %s, which library %s does not know",
            scenario.id(),
            moved,
            id);
      }
    }
  }

  /** The scenario of an id; throws, naming those there are, when there is none. */
  public StressScenario scenario(String scenarioId) {
    return found(
        scenarios.stream().filter(each -> each.id().equals(scenarioId)).findFirst().orElse(null),
        "library %s has no scenario '%s'; it has %s",
        id,
        scenarioId,
        scenarios.stream().map(StressScenario::id).collect(Collectors.joining(", ")));
  }

  /**
   * Does nothing when the library was written with this commodity in mind.
   *
   * @throws IllegalArgumentException naming the commodity when it was not
   */
  public void requireKnown(CombinedCommodityId commodity) {
    require(
        commodities.contains(commodity),
        "stress library %s knows no commodity %s; it knows %s",
        id,
        commodity,
        commodities);
  }

  /** The same library with more scenarios behind its own. */
  public StressLibrary with(List<StressScenario> more) {
    return new StressLibrary(
        id, commodities, Stream.of(scenarios, more).flatMap(List::stream).toList());
  }
}
