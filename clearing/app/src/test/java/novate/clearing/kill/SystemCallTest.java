package novate.clearing.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.clearing.house.Role;
import novate.clearing.report.DayReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults P2, S1 and S3 at the system calls of the parts that have files: the broker, whose files
 * are the log, and the keeper. Part of the long run only: {@code -Dnovate.system.calls=N} is the
 * most kills of each kind, 0 for none.
 */
class SystemCallTest {
  private static final int LIMIT = Integer.getInteger("novate.system.calls", 0);
  private static final int TRADES = 200;
  private static final Duration PACE_LIMIT = Duration.ofSeconds(20);

  /** The share of the kills that the trades leave for the end of day, in slices of trades. */
  private static final int END_OF_DAY_SLICES = 5;

  private static final String WRITES = "write,writev,pwrite64,pwritev";
  private static final String SYNCS = "fsync,fdatasync";
  private static final String RENAMES = "rename,renameat,renameat2";

  /** Everything that changes a file or its name. */
  private static final String CHANGES =
      WRITES + "," + SYNCS + "," + RENAMES + ",ftruncate,fallocate,unlink,unlinkat,msync";

  @TempDir private Path directory;

  @BeforeAll
  static void onlyInTheLongRun() {
    assumeTrue(LIMIT > 0, "system calls are disturbed in the long run only (-Plong)");
    assumeTrue(Strace.isUsable(), "strace is not installed, or may not trace here");
  }

  /**
   * P2 at up to {@code LIMIT} system calls in the course of a day, the end of day among them: the
   * broker is killed at its first change of a file since it was started, at the second, the third
   * ... Not at each call of a day: there are far too many.
   */
  @Test
  void aDayWhoseBrokerDiesAtSystemCallsInItsCourseIsTheUndisturbedDay() throws Exception {
    Evidence evidence = new Evidence("system-calls-broker");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    try (Parts parts = new Parts(directory);
        ExecutorService background = Executors.newSingleThreadExecutor()) {
      Client client = new Client(parts.clients(), TRADES, parts::requireUndisturbed);
      List.of(Role.values()).forEach(parts::start);
      parts.awaitAllAtWork();
      AtomicInteger kills = new AtomicInteger();
      Set<String> killedAt = new HashSet<>();
      AtomicInteger killsBefore = new AtomicInteger();
      Future<?> played =
          background.submit(
              () ->
                  client.play(
                      slice -> {
                        pace(slice, kills);
                        killsBefore.set(kills.get());
                      }));
      try {
        Deque<String> kinds = new ArrayDeque<>(List.of(RENAMES, WRITES, SYNCS));
        for (int round = 0; kills.get() < LIMIT && !played.isDone(); round++) {
          String calls = kinds.removeFirst();
          if (killBrokerAt(parts, calls, 1 + round / 3, played)) {
            kills.incrementAndGet();
            evidence.count("points", 1);
            evidence.count("points_" + calls.split(",", 2)[0], 1);
            killedAt.add(calls);
            kinds.addLast(calls);
          } else if (!calls.equals(RENAMES)) {
            kinds.addLast(calls); // What is never renamed while it works need not be waited for.
          }
        }
        played.get(Parts.PATIENCE.toSeconds() * 3, TimeUnit.SECONDS);
      } finally {
        background.shutdownNow();
      }
      evidence.count("points_from_the_last_trades_on", kills.get() - killsBefore.get());
      // The first of the kinds may be met by nothing, so it takes three to come to the others.
      if (LIMIT >= 3) {
        assertThat(killedAt).as("calls that it was killed at").contains(WRITES, SYNCS);
      }
      Verdict.require(parts.clients(), client, undisturbed);
    }
    evidence.put("asked_for", (long) LIMIT).write();
  }

  /**
   * The day goes on when the slice's share of the kills has come, or when there is nothing left to
   * kill at; the rest of the kills fall into the end of day.
   */
  private static void pace(int slice, AtomicInteger kills) {
    long deadlineNanos = System.nanoTime() + PACE_LIMIT.toNanos();
    int due = LIMIT * slice / (Client.SLICES + END_OF_DAY_SLICES);
    Parts.await("kill " + due, () -> kills.get() >= due || System.nanoTime() > deadlineNanos);
  }

  /** False when the day ended, or nothing came to the call in a while. */
  private static boolean killBrokerAt(Parts parts, String calls, int which, Future<?> played)
      throws InterruptedException {
    ProcessHandle target = parts.broker().process();
    Process strace = Strace.attach(target, calls, "signal=SIGKILL:when=" + which, parts.logFiles());
    try {
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
      while (target.isAlive() && !played.isDone() && System.nanoTime() < deadlineNanos) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } finally {
      strace.destroy();
      strace.waitFor();
    }
    boolean isKilled = !target.isAlive();
    if (isKilled) {
      parts.restartBroker();
    }
    parts.requireUndisturbed();
    return isKilled;
  }

  /** What became of a broker whose disk was broken; of the trace, the calls that were refused. */
  private record BrokenDisk(String fault, String refused, boolean hasEnded) {}

  /** S3 and S1: the disk fails, then is full; the broker stops, and goes on when it may. */
  @Test
  void aBrokerWhoseDiskFailsOrIsFullStopsAndTheDayGoesOnAfterwards() throws Exception {
    Evidence evidence = new Evidence("disk-faults");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    Map<Integer, String> faultBySlice =
        new TreeMap<>(
            Map.of(
                4, SYNCS + ":error=EIO",
                10, WRITES + ":error=ENOSPC:when=3",
                24, WRITES + ":error=EIO:when=2",
                30, WRITES + ":error=ENOSPC"));
    try (Parts parts = new Parts(directory)) {
      Client client = new Client(parts.clients(), TRADES, parts::requireUndisturbed);
      List.of(Role.values()).forEach(parts::start);
      parts.awaitAllAtWork();
      List<Thread> faults = new ArrayList<>();
      List<BrokenDisk> broken = Collections.synchronizedList(new ArrayList<>());
      client.play(
          slice -> {
            String fault = faultBySlice.get(slice);
            if (fault != null) {
              Path trace = directory.resolve("trace-" + slice);
              faults.add(
                  Thread.ofPlatform()
                      .start(() -> broken.add(breakDisk(parts, fault, trace, evidence))));
            }
          });
      for (Thread fault : faults) {
        fault.join();
      }
      assertThat(broken).hasSameSizeAs(faultBySlice.keySet());
      for (BrokenDisk each : broken) {
        assertThat(each.refused()).as("calls refused by " + each.fault()).isNotEmpty();
        if (each.fault().contains("EIO")) {
          assertThat(each.hasEnded()).as("the broker ended at " + each.fault()).isTrue();
        }
      }
      Verdict.require(parts.clients(), client, undisturbed);
    }
    evidence.put("asked_for", (long) LIMIT).write();
  }

  private static BrokenDisk breakDisk(Parts parts, String fault, Path trace, Evidence evidence) {
    synchronized (parts) {
      String[] parted = fault.split(":", 2);
      ProcessHandle target = parts.broker().process();
      Process strace = Strace.attach(target, parted[0], parted[1], parts.logFiles(), trace);
      try {
        TimeUnit.SECONDS.sleep(6);
        strace.destroy(); // From here on there is space again.
        strace.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (fault.contains("EIO")) {
        target.onExit().completeOnTimeout(target, 20, TimeUnit.SECONDS).join();
      }
      evidence.count("disk_faults", 1);
      boolean hasEnded = !target.isAlive();
      if (hasEnded) {
        evidence.count("disk_faults_that_stopped_the_broker", 1);
        parts.restartBroker();
      }
      return new BrokenDisk(fault, injected(trace), hasEnded);
    }
  }

  /**
   * P2 and S1 for the keeper, which touches files when it starts, and its marks when it stops in
   * order: killed, or refused, at each.
   */
  @Test
  void aKeeperThatDiesOrIsRefusedAtEachChangeOfItsFilesStartsTheNextTime() throws Exception {
    Evidence evidence = new Evidence("system-calls-keeper");
    DayReport undisturbed = UndisturbedDay.of(TRADES);
    try (Parts parts = new Parts(directory)) {
      Client client = new Client(parts.clients(), TRADES, () -> {});
      for (Role role : Role.values()) {
        if (role != Role.SHARD) {
          parts.start(role);
        }
      }
      // At the first call, at the second ... until a start has no more of them. The very first
      // finds no files, each other one those of its predecessor. One that is refused may still
      // close its other stores in order, so that their marks are there at the next start.
      for (String fault : List.of("signal=SIGKILL", "error=ENOSPC", "error=EIO")) {
        int calls = 1;
        while (calls <= LIMIT && disturbKeeper(parts, fault + ":when=" + calls, evidence)) {
          calls++;
        }
        assertThat(calls).as(fault + " came to some call").isGreaterThan(3);
      }
      parts.start(Role.SHARD);
      client.play(_ -> {});
      parts.requireAlive(Role.SHARD);
      Verdict.require(parts.clients(), client, undisturbed);
    }
    evidence.put("asked_for", (long) LIMIT).write();
  }

  /** False when the keeper came to work: it has fewer such calls. */
  private boolean disturbKeeper(Parts parts, String fault, Evidence evidence) throws Exception {
    Path keeper = directory.resolve(Role.SHARD.name());
    List<Path> files = new ArrayList<>();
    for (int p = 0; p < 8; p++) {
      Path own = keeper.resolve("positions").resolve(Integer.toString(p));
      for (String name :
          List.of(
              "novate.lock",
              "header.txt",
              "header.txt.draft",
              "positions-1.map",
              "closed.txt",
              "closed.txt.draft")) {
        files.add(own.resolve(name));
      }
    }
    Path trace = directory.resolve("trace");
    Files.deleteIfExists(trace);
    long startsBefore = readyCount(parts);
    Process shard = parts.startTraced(Role.SHARD, Strace.before(CHANGES, fault, files, trace));
    Parts.await("the keeper's threads", () -> !shard.isAlive() || readyCount(parts) > startsBefore);
    boolean isEnded = shard.waitFor(8, TimeUnit.SECONDS);
    String met = injected(trace);
    if (isEnded) {
      evidence.count("keeper_points", 1);
      evidence.count("keeper_" + fault.split(":", 2)[0].split("=", 2)[1], 1);
      assertThat(met).as("ended by itself with " + parts.words(Role.SHARD.name())).isNotEmpty();
      return true;
    }
    shard.descendants().forEach(ProcessHandle::destroyForcibly);
    shard.destroyForcibly().waitFor();
    return !met.isEmpty();
  }

  private static long readyCount(Parts parts) {
    return parts.words(Role.SHARD.name()).lines().filter(line -> line.contains("ready")).count();
  }

  /** The lines of a trace on calls that were disturbed; none where there is no trace. */
  private static String injected(Path trace) {
    if (!Files.exists(trace)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(trace)) {
      return lines
          .filter(line -> line.contains("INJECTED") || line.contains("killed by SIGKILL"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
