package novate.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import novate.clearing.processor.Topic;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedDaysTest {
  private static final SimulatedDays UNDISTURBED = SimulatedDays.undisturbed();

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void twoDaysCloseAndSettleWhatExpires() {
    assertThat(UNDISTURBED.records(Topic.CONTROL, CycleClosed.class)).hasSize(2);
    assertThat(UNDISTURBED.records(Topic.CONTROL, CycleBroken.class)).isEmpty();
    assertThat(UNDISTURBED.positions()).isNotEmpty();
    assertThat(UNDISTURBED.records(Topic.CYCLES, CycleResult.class)).hasSize(10);
    assertThat(UNDISTURBED.records(Topic.LEDGER, LedgerEntryPosted.class)).isNotEmpty();
    assertThat(UNDISTURBED.rejects()).hasSize(4);
  }

  /**
   * Whoever is killed, taken over or comes back as a zombie: nothing is lost, nothing is doubled.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void disturbedDaysEndWithTheSameDigest(long seed) {
    SimulatedDays disturbed = SimulatedDays.disturbed(seed);
    assertThat(disturbed.kills()).isPositive();
    assertThat(disturbed.takeOvers()).isPositive();
    assertThat(disturbed.rejects()).as("seed %d", seed).isEqualTo(UNDISTURBED.rejects());
    assertThat(disturbed.digest()).as("seed %d", seed).isEqualTo(UNDISTURBED.digest());
  }
}
