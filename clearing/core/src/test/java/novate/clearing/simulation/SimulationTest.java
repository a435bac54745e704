package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import novate.clearing.simulation.Simulation.Outcome;
import org.junit.jupiter.api.Test;

/**
 * Days of the house under seeds: kills, take-overs, zombies, poison, bad prices, late quotes,
 * restatements. Rows P1 P3 P4 P5 P7 S1 S8 K3 K4 K5 K6 K11 K12 D1 D2 D3 D4 D5 D6 X1 X4 X5 X6 X7 X8
 * M5 M6 M10 M11 E1 E2 E4 E6 E7 E9 C2 C7 of the fault catalogue.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("novate.seeds", 2_000);

  @Test
  void everythingHoldsUnderEverySeedAndEveryFaultIsInjected() throws IOException {
    String facts = "\"begun\": \"%s\", \"asked_for\": %d".formatted(Instant.now(), SEEDS);
    write(facts + ", \"failures\": 1");
    SimulationTotals totals = SimulationTotals.ofSeeds(0, SEEDS, () -> {});
    System.out.printf(
        "simulation: seeds 0 to %d, %d events, %d failed%n",
        SEEDS - 1, totals.events(), totals.failed().size());
    facts += found(totals);
    write(facts + ", \"failures\": 1");
    assertThat(totals.failed()).isEmpty();
    assertThat(totals.faults()).allSatisfy((kind, count) -> assertThat(count).isPositive());
    assertThat(totals.events() / totals.seeds()).isGreaterThanOrEqualTo(1_000);
    write(facts + ", \"finished\": \"%s\", \"failures\": 0".formatted(Instant.now()));
  }

  private static String found(SimulationTotals totals) {
    StringBuilder json =
        new StringBuilder(
            ", \"seeds\": %d, \"events\": %d, \"failed\": %d"
                .formatted(totals.seeds(), totals.events(), totals.failed().size()));
    for (Map.Entry<FaultKind, Long> fault : totals.faults().entrySet()) {
      json.append(", \"fault.%s\": %d".formatted(fault.getKey(), fault.getValue()));
    }
    totals.checks().forEach((id, count) -> json.append(", \"checks.%s\": %d".formatted(id, count)));
    return json.toString();
  }

  /** For whoever gathers what was tried: a failure until all of it has passed. */
  private static void write(String facts) throws IOException {
    Path evidence = Path.of("target", "evidence");
    Files.createDirectories(evidence);
    Files.writeString(evidence.resolve("simulation.json"), "{" + facts + "}\n");
  }

  @Test
  void aSeedGivesTheSameHistoryTwice() {
    for (long seed : new long[] {1, 77, 4_711}) {
      Outcome once = Simulation.run(seed);
      Outcome again = Simulation.run(seed);
      assertThat(again.events()).isEqualTo(once.events());
      assertThat(again.faults().byKind()).isEqualTo(once.faults().byKind());
      assertThat(again.checks()).isEqualTo(once.checks());
    }
  }
}
