package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import novate.clearing.simulation.Simulation.Outcome;

/** Many seeds added up. */
public final class SimulationTotals {
  private final FaultCounts faults = new FaultCounts();
  private final SortedMap<String, Long> checks = new TreeMap<>();
  private final List<Outcome> failed = new ArrayList<>();
  private long seeds;
  private long events;

  private SimulationTotals() {}

  /**
   * Runs seeds on all processors of the machine; seeds share nothing, so the totals do not tell on
   * how many.
   *
   * @param afterEach called when a seed has run, from any thread
   */
  public static SimulationTotals ofSeeds(long from, long count, Runnable afterEach) {
    SimulationTotals totals = new SimulationTotals();
    LongStream.range(from, Math.addExact(from, count))
        .parallel()
        .mapToObj(
            seed -> {
              Outcome outcome = Simulation.run(seed);
              afterEach.run();
              return outcome;
            })
        .forEachOrdered(totals::add);
    return totals;
  }

  private void add(Outcome outcome) {
    seeds++;
    events += outcome.events();
    faults.add(outcome.faults());
    outcome.checks().forEach((invariant, count) -> checks.merge(invariant, count, Long::sum));
    if (outcome.failure().isPresent()) {
      failed.add(outcome);
    }
  }

  /** How many seeds were run. */
  public long seeds() {
    return seeds;
  }

  /** Records that processors took, over all seeds. */
  public long events() {
    return events;
  }

  /** How often each kind of fault was injected. */
  public Map<FaultKind, Long> faults() {
    return faults.byKind();
  }

  /** How often each invariant was checked, by its number. */
  public SortedMap<String, Long> checks() {
    return checks;
  }

  /** The seeds under which something did not hold. */
  public List<Outcome> failed() {
    return List.copyOf(failed);
  }
}
