package novate.clearing.kill;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Faults P3 and P4: every role dies at every one of its named crash points in the course of one
 * day, between its sends, offsets and commits too: at the first and second visit of each place
 * around a commit, in the long run also at the third.
 */
class CrashPointTest {
  private static final int TRADES = 200;
  private static final int VISITS = Integer.getInteger("novate.crash.visits", 2);
  private static final long PACE_LIMIT_MILLIS = VISITS > 2 ? 15_000 : 2_000;
  private static final List<String> COMMIT = List.of("after-send", "before-commit", "after-commit");

  /** One after the other, so that five starts in a row end before there is any progress. */
  private static final List<String> RECOVERY =
      List.of("in-restore", "restored", "in-restore", "restored", "in-restore");

  /** What the processors name themselves, in the order of an end of day; the ledger dies twice. */
  private static final Map<Role, List<String>> OWN =
      Map.of(
          Role.NOVATOR, List.of(),
          Role.SHARD, List.of(),
          Role.DESK, List.of("before-ledger", "before-ledger"),
          Role.CONDUCTOR,
              List.of("before-cut", "before-exercise", "before-restate", "before-value"));

  private final Map<Role, Deque<String>> toCome = new EnumMap<>(Role.class);
  private final List<String> hit = new ArrayList<>();
  private final AtomicInteger hitCount = new AtomicInteger();

  @TempDir private Path directory;

  @Test
  void aDayInWhichEveryRoleDiesAtEachOfItsCrashPointsIsTheUndisturbedDay() throws Exception {
    Evidence evidence = new Evidence("crash-points");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    for (Role role : Role.values()) {
      toCome.put(role, new ArrayDeque<>(points(role)));
    }
    int pointCount = toCome.values().stream().mapToInt(Deque::size).sum();
    evidence.put("asked_for", (long) pointCount).writeSoFar();
    try (Parts parts = new Parts(directory);
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Client client = new Client(parts.clients(), TRADES, parts::requireUndisturbed);
      List.of(Role.values()).forEach(role -> next(parts, role));
      Future<?> played = background.submit(() -> client.play(slice -> pace(slice, pointCount)));
      try {
        while (!played.isDone()) {
          List.of(Role.values()).forEach(role -> watch(parts, role));
          TimeUnit.MILLISECONDS.sleep(20);
        }
        played.get();
      } finally {
        background.shutdownNow();
      }
      assertThat(toCome.values()).as("points that nobody came to").allMatch(Deque::isEmpty);
      Verdict.require(parts.clients(), client, undisturbed);
    }
    assertThat(hit).hasSize(pointCount);
    evidence
        .put("crash_points", (long) hit.size())
        .put("crash_points_named", hit.stream().map(CrashPointTest::name).distinct().count())
        .put("recovery_depth", (long) RECOVERY.size())
        .put("points", String.join(" ", hit))
        .write();
  }

  private static String name(String point) {
    return point.split("#", 2)[0];
  }

  private static List<String> points(Role role) {
    List<String> points = new ArrayList<>();
    String prefix = role.name().toLowerCase(Locale.ROOT) + "/";
    for (int visit = 1; visit <= VISITS; visit++) {
      for (String point : COMMIT) {
        points.add(prefix + point + "#" + visit);
      }
    }
    // Those of recovery come when there is something to recover, and before the day is over.
    List<String> own = found(OWN.get(role), "%s has no places of its own", role);
    points.addAll(own.subList(0, own.size() / 2));
    recovery(role).forEach(point -> points.add(prefix + point));
    points.addAll(own.subList(own.size() / 2, own.size()));
    return points;
  }

  /** Per commit only the keeper, which has most to restore, dies five times in a row. */
  private static List<String> recovery(Role role) {
    int depth = role == Role.SHARD || VISITS > 1 ? RECOVERY.size() : 2;
    return RECOVERY.subList(0, depth);
  }

  private void pace(int slice, int pointCount) {
    int due = pointCount * slice / Client.SLICES;
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PACE_LIMIT_MILLIS);
    Parts.await(
        "crash point " + due, () -> hitCount.get() >= due || System.nanoTime() > deadlineNanos);
  }

  /** The place a role is to die at now stays at the head until it has died there. */
  private void watch(Parts parts, Role role) {
    parts.requireAlive(role);
    if (!parts.process(role).isAlive()) {
      hit.add(toCome(role).removeFirst());
      hitCount.incrementAndGet();
      next(parts, role);
    }
  }

  private Deque<String> toCome(Role role) {
    return found(toCome.get(role), "%s has no places", role);
  }

  private void next(Parts parts, Role role) {
    String point = toCome(role).peekFirst();
    if (point == null) {
      parts.start(role);
    } else {
      parts.start(role, point);
    }
  }
}
