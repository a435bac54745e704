package novate.clearing.kill;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import novate.clearing.house.LocalHouse;
import novate.clearing.report.DayReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault K1 for a house in one process: its broker ends, and nobody has to do anything about it. */
class BrokerEndsTest {
  private static final int TRADES = 200;
  private static final int KILL_EVERY = 15;

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
    evidence.put("kills_broker", kills.longValue()).put("failures", 0L).write();
  }
}
