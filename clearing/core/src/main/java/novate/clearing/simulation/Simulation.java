package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;

/**
 * Days of a house under one seed. The same seed gives the same history, the same log and the same
 * verdict, on any machine.
 */
public final class Simulation {
  private static final int STEPS = 1_000;
  private static final int TRADES_PER_DAY = 60;

  /** One seed in so many lives longer than trades are remembered, with fewer of them a day. */
  static final int LONG_ONE_IN = 8;

  private static final int LONGER_BY_DAYS = 3;
  private static final int FEWER_TRADES = 3;
  private static final int SMALL_BATCH = 10;
  private static final int RESTARTS = 1_000;
  private static final int BATCH = 500;
  private static final int DRAIN_MAX = 3_000;

  private final SimulatedMarket market;
  private final MemoryLog log = new MemoryLog();
  private final FaultCounts faults = new FaultCounts();
  private final Outgoing outgoing = new Outgoing(log, faults);
  private final SplittableRandom random;
  private final boolean isLong;
  private final People people;
  private final SimulatedHouse house;
  private final Invariants invariants;

  /**
   * What became of a seed.
   *
   * @param events records that processors took
   * @param checks how often each invariant was checked, by its number
   * @param failure none when everything held
   */
  public record Outcome(
      long seed,
      long events,
      FaultCounts faults,
      SortedMap<String, Long> checks,
      Optional<Failure> failure) {}

  /**
   * What did not hold.
   *
   * @param invariant its number, or the class of an exception that nobody expects
   * @param history the shortest part of the seed's history found to break it too
   */
  public record Failure(String invariant, String detail, List<String> history) {}

  private Simulation(long seed) {
    SplittableRandom root = new SplittableRandom(seed);
    SplittableRandom marketRandom = root.split();
    isLong = Math.floorMod(seed, LONG_ONE_IN) == LONG_ONE_IN - 1;
    int days = 1 + root.nextInt(3) + (isLong ? LONGER_BY_DAYS : 0);
    int trades = isLong ? TRADES_PER_DAY / FEWER_TRADES : TRADES_PER_DAY;
    market = new SimulatedMarket(marketRandom, days);
    random = root.split();
    people = new People(market, log, outgoing, root.split(), faults, trades);
    house = new SimulatedHouse(log);
    invariants = new Invariants(log, market);
    people.begin();
  }

  /** Runs a seed; a failing one is made as short as can be. */
  public static Outcome run(long seed) {
    List<Step> history = history(seed);
    Outcome outcome = run(seed, history);
    return outcome.failure().isEmpty() ? outcome : shrunk(seed, history, outcome);
  }

  /** The invariant that a seed breaks first; its history is not made shorter. */
  static Optional<String> firstBroken(long seed) {
    return run(seed, history(seed)).failure().map(Failure::detail);
  }

  /** The log that a seed leaves behind. */
  static MemoryLog log(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.play(history(seed));
    return simulation.log;
  }

  private static List<Step> history(long seed) {
    return History.of(new SplittableRandom(~seed), SimulatedHouse.POSTS, STEPS);
  }

  private static Outcome run(long seed, List<Step> history) {
    Simulation simulation = new Simulation(seed);
    Optional<Failure> failure = Optional.empty();
    try {
      simulation.play(history);
    } catch (InvariantBrokenException broken) {
      failure = Optional.of(failure(broken.invariant(), broken, history));
    } catch (RuntimeException unexpected) {
      // A processor that dies of anything but what was done to it has a bug, whatever it throws.
      failure = Optional.of(failure(unexpected.getClass().getSimpleName(), unexpected, history));
    }
    return new Outcome(
        seed,
        simulation.house.takenCount(),
        simulation.faults,
        simulation.invariants.checksByInvariant(),
        failure);
  }

  private static Failure failure(String invariant, RuntimeException cause, List<Step> history) {
    return new Failure(
        invariant,
        String.valueOf(cause.getMessage()),
        history.stream().map(Step::toString).toList());
  }

  /** Leaves out ever smaller parts for as long as the same invariant breaks. */
  private static Outcome shrunk(long seed, List<Step> history, Outcome whole) {
    String invariant = whole.failure().orElseThrow().invariant();
    List<Step> shortest = history;
    Outcome best = whole;
    for (int size = history.size() / 2; size >= 1; size /= 2) {
      for (int from = 0; from < shortest.size(); ) {
        List<Step> less = new ArrayList<>(shortest.subList(0, from));
        less.addAll(shortest.subList(Math.min(from + size, shortest.size()), shortest.size()));
        Outcome outcome = run(seed, less);
        if (outcome.failure().map(Failure::invariant).filter(invariant::equals).isPresent()) {
          shortest = less;
          best = outcome;
        } else {
          from += size;
        }
      }
    }
    return best;
  }

  private void play(List<Step> history) {
    for (Step step : history) {
      play(step);
      invariants.check();
    }
    drain();
    invariants.sweep(people.trades().bookable());
  }

  private void play(Step step) {
    switch (step.kind()) {
      case SEND -> outgoing.send(step.number(), random);
      case ACT -> people.act();
      case SLOW -> faults.count(FaultKind.SLOW_PROCESSOR);
      case WORK -> {
        house.start(step.post());
        house.worker(step.post()).work(step.number());
      }
      case FOLD -> {
        house.start(step.post());
        house.worker(step.post()).fold(step.number());
      }
      case COMMIT -> house.worker(step.post()).commit();
      case KILL -> kill(house.worker(step.post()));
      case KILL_AT_POINT -> {
        if (house.worker(step.post()).isAlive()) {
          house
              .worker(step.post())
              .killAt(
                  History.CRASH_POINTS.get(step.number()),
                  () -> faults.count(FaultKind.KILLED_AT_CRASH_POINT));
        }
      }
      case START_AND_DIE -> {
        kill(house.worker(step.post()));
        house.worker(step.post()).startAndDie(step.number());
        faults.count(
            house.worker(step.post()).isAlive()
                ? FaultKind.KILLED_ONCE_RECOVERED
                : FaultKind.KILLED_IN_RECOVERY);
        house.worker(step.post()).kill();
      }
      case START_WITHOUT_ROOM -> {
        if (!house.worker(step.post()).isAlive()) {
          house.startWithoutRoom(step.post());
          faults.count(FaultKind.POSITIONS_FULL);
        }
      }
      case STOP -> {
        house.worker(step.post()).stop();
        if (house.diskWithStore(step.post()).isPresent()) {
          faults.count(FaultKind.STOPPED_CLEANLY);
        }
      }
      case LOSE_STORE, TEAR_STORE, BRING_BACK_STORE ->
          house.diskWithStore(step.post()).ifPresent(disk -> damage(disk, step.kind()));
      case TAKE_OVER -> {
        house.takeOver(step.post());
        faults.count(FaultKind.TAKEN_OVER);
      }
      case WAKE_ZOMBIE -> {
        if (house.wake(step.post())) {
          faults.count(FaultKind.ZOMBIE_WOKE);
        }
      }
    }
  }

  private void damage(SimulatedDisk disk, Step.Kind kind) {
    if (kind == Step.Kind.LOSE_STORE) {
      disk.lose();
      faults.count(FaultKind.STORE_LOST);
    } else if (kind == Step.Kind.BRING_BACK_STORE) {
      disk.bringBack();
      faults.count(FaultKind.STORE_BROUGHT_BACK);
    } else if (disk.tear(random)) {
      faults.count(FaultKind.STORE_TORN);
    }
  }

  private void kill(SimulatedProcess process) {
    if (process.isAlive()) {
      faults.count(
          process.isCommitOpen() ? FaultKind.KILLED_BEFORE_COMMIT : FaultKind.PROCESSOR_KILLED);
      process.kill();
    }
  }

  /**
   * Nothing goes wrong any more: everything is sent, and everybody works until all dates close. In
   * a long life they are restarted all the while, so that somebody starts on every date.
   */
  private void drain() {
    for (int i = 0; i < DRAIN_MAX; i++) {
      people.act();
      boolean isBusy = !outgoing.isEmpty();
      outgoing.sendAll();
      if (isLong && i < RESTARTS) {
        kill(house.worker(random.nextInt(SimulatedHouse.POSTS)));
      }
      for (int post = 0; post < SimulatedHouse.POSTS; post++) {
        house.start(post);
        house.worker(post).commit();
        isBusy |= house.worker(post).fold(isLong ? SMALL_BATCH : BATCH);
        house.worker(post).commit();
      }
      invariants.check();
      if (!isBusy && people.isDone()) {
        return;
      }
    }
    throw new InvariantBrokenException(
        "I10", "the house never comes to rest: " + people.standing());
  }
}
