package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import novate.clearing.simulation.Step.Kind;

/** A seeded list of what happens, in order: mostly work, and sometimes a fault. */
final class History {
  static final List<String> CRASH_POINTS =
      List.of("before-cut", "before-exercise", "before-restate", "before-value", "before-ledger");

  private static final List<Kind> DISK_FAULTS =
      List.of(Kind.LOSE_STORE, Kind.TEAR_STORE, Kind.BRING_BACK_STORE);

  private static final int FAULT_ONE_IN = 12;

  private History() {}

  static List<Step> of(SplittableRandom random, int posts, int length) {
    List<Step> steps = new ArrayList<>(length);
    // In some histories a few processors are slow: they get every tenth turn.
    boolean[] isSlow = new boolean[posts];
    for (int post = 0; post < posts; post++) {
      isSlow[post] = random.nextInt(10) == 0;
      if (isSlow[post]) {
        steps.add(new Step(Kind.SLOW, post, 0));
      }
    }
    // One processor has it harder than the others.
    int victim = random.nextInt(posts);
    for (int i = 0; i < length; i++) {
      int post = random.nextInt(3) == 0 ? victim : random.nextInt(posts);
      if (random.nextInt(FAULT_ONE_IN) == 0) {
        Step fault = fault(random, post, posts);
        steps.add(fault);
        if (fault.kind() == Kind.STOP && random.nextInt(3) == 0) {
          // A disk is damaged while nobody works on it.
          Kind damage = DISK_FAULTS.get(random.nextInt(DISK_FAULTS.size()));
          steps.add(new Step(damage, fault.post(), 0));
        }
      } else if (!isSlow[post] || random.nextInt(10) == 0) {
        steps.add(work(random, post));
      }
    }
    return List.copyOf(steps);
  }

  private static Step work(SplittableRandom random, int post) {
    int chance = random.nextInt(100);
    if (chance < 12) {
      return new Step(Kind.SEND, 0, random.nextInt(1, 20));
    }
    if (chance < 20) {
      return new Step(Kind.ACT, 0, 0);
    }
    // Novator and conductor have more to do than each of the others.
    int worker = chance < 45 ? random.nextInt(2) : post;
    int records = random.nextBoolean() ? 1 : random.nextInt(1, 40);
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Step(Kind.FOLD, worker, records);
      case 2 -> new Step(Kind.COMMIT, worker, 0);
      default -> new Step(Kind.WORK, worker, records);
    };
  }

  private static Step fault(SplittableRandom random, int post, int posts) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Step(Kind.KILL, post, 0);
      case 2 -> {
        int point = random.nextInt(CRASH_POINTS.size());
        yield new Step(Kind.KILL_AT_POINT, point < 4 ? 1 : 3 + 2 * random.nextInt(8), point);
      }
      case 3 -> new Step(Kind.START_AND_DIE, post, random.nextInt(60));
      case 4 -> new Step(Kind.START_WITHOUT_ROOM, post, 0);
      case 5 -> new Step(Kind.TAKE_OVER, post, 0);
      case 6 -> new Step(Kind.STOP, post, 0);
      case 7 -> new Step(Kind.STOP, 2 + 2 * random.nextInt(posts / 2 - 1), 0);
      default -> new Step(Kind.WAKE_ZOMBIE, post, 0);
    };
  }
}
