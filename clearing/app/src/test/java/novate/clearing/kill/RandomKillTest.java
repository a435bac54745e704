package novate.clearing.kill;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import novate.clearing.house.Role;
import novate.clearing.report.DayReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P1, K1 and K11: processors and the broker killed at random moments of a day. Per commit
 * ten; {@code -Dnovate.kills=300}, which the profile {@code long} sets, for more.
 */
class RandomKillTest {
  private static final int KILLS = Integer.getInteger("novate.kills", 10);
  private static final int KILLS_PER_DAY = 30;
  private static final int TRADES = 200;
  private static final long SEED = Long.getLong("novate.kills.seed", 20_261_030L);

  /** One of so many kills is of the broker. */
  private static final int BROKER_EVERY = 6;

  private static final long PACE_LIMIT_MILLIS = 10_000;

  private final Evidence evidence = new Evidence("kills");

  @TempDir private Path directory;

  @Test
  void aDayOfRandomKillsLosesAndDoublesNothing() throws Exception {
    System.out.println("random kills: " + KILLS + " from seed " + SEED);
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    int days = Math.ceilDiv(KILLS, KILLS_PER_DAY);
    int left = KILLS;
    evidence.put("seed", SEED).put("asked_for", (long) KILLS).writeSoFar();
    for (int i = 0; i < days; i++) {
      int kills = left / (days - i);
      day(directory.resolve("day-" + i), new Plan(SEED + i, kills), undisturbed);
      left -= kills;
      evidence.put("days", i + 1L).writeSoFar();
    }
    evidence.write();
  }

  private void day(Path place, Plan plan, DayReport undisturbed) throws Exception {
    try (Parts parts = new Parts(place);
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Client client = new Client(parts.clients(), TRADES, parts::requireUndisturbed);
      for (Role role : Role.values()) {
        parts.start(role);
      }
      Future<?> played = background.submit(() -> client.play(plan::await));
      try {
        plan.run(parts, played);
        played.get(Parts.PATIENCE.toSeconds() * 3, TimeUnit.SECONDS);
      } finally {
        background.shutdownNow();
      }
      Verdict.require(parts.clients(), client, undisturbed);
      evidence.count("acknowledged_messages", client.acknowledged().size());
    }
  }

  /** When and whom to kill, by seed; the client waits for it, so that kills meet work. */
  private final class Plan {
    private final SplittableRandom random;
    private final long seed;
    private final int kills;
    private final AtomicInteger begun = new AtomicInteger();

    Plan(long seed, int kills) {
      this.random = new SplittableRandom(seed);
      this.seed = seed;
      this.kills = kills;
    }

    /** Two thirds of the kills meet trades; the rest is left for the cycles. */
    void await(int slice) {
      int due = kills * slice * 2 / (3 * Client.SLICES);
      long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PACE_LIMIT_MILLIS);
      Parts.await(
          "kill " + due + " of seed " + seed,
          () -> begun.get() >= due || System.nanoTime() > deadlineNanos);
    }

    void run(Parts parts, Future<?> played) throws InterruptedException {
      int brokerAt = random.nextInt(BROKER_EVERY);
      for (int kill = 0; kill < kills; kill++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(100, 1_500));
        boolean isBroker = kill % BROKER_EVERY == brokerAt;
        Role role = Role.values()[random.nextInt(Role.values().length)];
        begun.incrementAndGet();
        if (isBroker) {
          parts.killBroker();
        } else {
          parts.kill(role);
          parts.start(role);
        }
        parts.requireUndisturbed();
        evidence.count("kills", 1);
        evidence.count("kills_" + (isBroker ? "broker" : role.name().toLowerCase(Locale.ROOT)), 1);
        evidence.count(played.isDone() ? "kills_after_the_day" : "kills_while_the_day_ran", 1);
      }
    }
  }
}
