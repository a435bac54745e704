package novate.clearing.kill;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import novate.clearing.cli.ExitCode;
import novate.clearing.house.Role;
import novate.clearing.report.DayReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P5 and K3: a role is stopped in the middle of its work, another takes its place, and the
 * stopped one wakes with all it knew and what it had not committed. It finds itself fenced and
 * ends; nothing that it wrote shows.
 */
class ZombieTest {
  private static final int TRADES = 200;
  private static final int STOP_AT = 6;
  private static final int WAKE_AT = 12;

  /** Per commit the one writer of legs; with {@code -Dnovate.zombies=all} every role at once. */
  private static final Set<Role> ROLES =
      System.getProperty("novate.zombies", "one").equals("all")
          ? EnumSet.allOf(Role.class)
          : EnumSet.of(Role.NOVATOR);

  private final Map<Role, Process> zombies = new EnumMap<>(Role.class);
  private long legsWhenStopped;

  @TempDir private Path directory;

  @Test
  void aStoppedProcessWhosePlaceIsTakenFindsItselfFencedAndEnds() throws Exception {
    Evidence evidence = new Evidence("zombies");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    try (Parts parts = new Parts(directory)) {
      Client client = new Client(parts.clients(), TRADES, () -> {});
      List.of(Role.values()).forEach(parts::start);
      client.play(slice -> at(slice, parts));
      for (Role role : ROLES) {
        Process zombie = found(zombies.get(role), "%s was not stopped", role);
        assertThat(zombie.waitFor(Parts.PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .as(role + " ends")
            .isTrue();
        assertThat(zombie.exitValue())
            .as(parts.words(role.name()))
            .isEqualTo(ExitCode.CONFLICT.code());
        assertThat(parts.words(role.name())).contains("another process has taken its place");
      }
      Verdict.require(parts.clients(), client, undisturbed);
    }
    evidence
        .put("zombies", (long) ROLES.size())
        .put("zombies_fenced", (long) zombies.size())
        .write();
  }

  private void at(int slice, Parts parts) {
    if (slice == STOP_AT) {
      // One that is stopped before it has begun would, woken, be the successor and not the zombie.
      parts.awaitAllAtWork();
      for (Role role : ROLES) {
        Parts.signal(parts.process(role), "STOP");
        zombies.put(role, parts.process(role));
        parts.startSecond(role);
      }
      legsWhenStopped = Verdict.legs(parts.clients());
    } else if (slice == WAKE_AT) {
      Parts.await("others at work", () -> Verdict.legs(parts.clients()) > legsWhenStopped);
      zombies.values().forEach(zombie -> Parts.signal(zombie, "CONT"));
    }
  }
}
