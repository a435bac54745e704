package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void everythingHoldsUnderEverySeed() {
    FaultCounts faults = new FaultCounts();
    long events = 0;
    int seeds = Integer.getInteger("novate.seeds", 5);
    long start = System.nanoTime();
    for (long seed = 0; seed < seeds; seed++) {
      Simulation.Outcome outcome = Simulation.run(seed);
      if (outcome.failure().isPresent()) System.out.println(seed + " " + outcome.failure());
      faults.add(outcome.faults());
      events += outcome.events();
    }
    System.out.println(events + " events, " + (System.nanoTime() - start) / 1e6 + " ms " + faults.byKind());
  }
}
