package novate.clearing.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import novate.clearing.house.LocalHouse;
import novate.clearing.house.Pause;
import novate.clearing.house.Role;
import novate.clearing.report.DayReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault K1 for a house in one process: its broker ends, and nobody has to do anything about it. */
class BrokerEndsTest {
  private static final int TRADES = 200;
  private static final int KILL_EVERY = 15;
  private static final long SILENCE_MILLIS = 100_000;
  private static final boolean IS_LONG_RUN = Integer.getInteger("novate.system.calls", 0) > 0;

  @TempDir private Path directory;

  @Test
  void aHouseWhoseBrokerIsKilledStartsItAgainAndGoesOn() {
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    Evidence evidence = new Evidence("broker-ends");
    AtomicInteger kills = new AtomicInteger();
    try (LocalHouse house = LocalHouse.open(directory)) {
      Client client = new Client(house.clients(), TRADES, house.house()::requireAlive);
      client.play(
          slice -> {
            if (slice % KILL_EVERY == KILL_EVERY - 1) {
              house.brokerProcess().destroyForcibly();
              kills.incrementAndGet();
            }
          });
      Verdict.require(house.clients(), client, undisturbed);
    }
    evidence.put("kills_broker", kills.longValue()).write();
  }

  /**
   * Faults K1 and S8: beyond a minute every client of the log gives up by itself. Processors then
   * throw away what they know and begin again; nobody has to start them.
   */
  @Test
  void aBrokerThatIsSilentForLongerThanItsClientsWaitIsWaitedFor() throws Exception {
    assumeTrue(IS_LONG_RUN, "a minute of silence is part of the long run only (-Plong)");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    Evidence evidence = new Evidence("broker-silent");
    try (Parts parts = new Parts(directory)) {
      Client client = new Client(parts.clients(), TRADES, parts::requireUndisturbed);
      List.of(Role.values()).forEach(parts::start);
      parts.awaitAllAtWork();
      client.play(slice -> silence(slice, parts));
      parts.requireUndisturbed();
      Verdict.require(parts.clients(), client, undisturbed);
      // It fell silent just after trades were sent, so that somebody was about to commit.
      assertThat(List.of(Role.values()))
          .as("roles that waited")
          .anyMatch(role -> parts.words(role.name()).contains("is waited for"));
    }
    evidence.put("silences", 1L).write();
  }

  private static void silence(int slice, Parts parts) {
    if (slice == Client.SLICES / 4) {
      Parts.signal(parts.broker().process(), "STOP");
      Pause.millis(SILENCE_MILLIS);
      Parts.signal(parts.broker().process(), "CONT");
    }
  }
}
