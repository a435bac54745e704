package novate.clearing.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import novate.clearing.kill.Evidence;

/**
 * What became of every damage that was tried, for people and for the evidence. How many are tried
 * is said by the system property {@code novate.damages}; the profile {@code long} sets it to
 * 10,000.
 */
public final class DamageCount {
  private static final int DEFAULT = 500;

  /** What a damage came to. */
  public enum Outcome {
    /** It was not noticed, and nothing differs. */
    SAME,
    /** It was noticed and named, and everything was made anew from the log, the same. */
    REBUILT,
    /** It was noticed, and the start or the command refused by name. */
    REFUSED,
    /** Something differs and nobody was told. */
    WRONG
  }

  private final Evidence evidence;
  private final String what;

  /** Counts for a part of the house, in one test. */
  public DamageCount(String part, long seed) {
    this(new Evidence("damage-" + part), part, seed);
  }

  DamageCount(Evidence evidence, String part, long seed) {
    this.evidence = evidence.put("seed", seed);
    this.what = "%s, seed %d".formatted(part, seed);
    for (Outcome each : Outcome.values()) {
      evidence.count(name(each), 0);
    }
  }

  /** Number of damages to try of a share, in percent, of all. */
  public static int tries(int percent) {
    return Integer.getInteger("novate.damages", DEFAULT) * percent / 100;
  }

  /** Counts one damage; one that nobody was told of is written at once. */
  public void add(Damage damage, Outcome outcome) {
    evidence.count("damages", 1);
    evidence.count(tried(damage), 1);
    evidence.count(name(outcome), 1);
    if (outcome == Outcome.WRONG) {
      evidence.writeSoFar();
    }
  }

  /** Writes the evidence; every kind must have been tried, and nothing have gone wrong. */
  public void report(Iterable<Damage> kinds) {
    evidence.writeSoFar();
    for (Damage kind : kinds) {
      assertThat(evidence.counted(tried(kind))).as("%s of %s", kind, what).isPositive();
    }
    assertThat(evidence.counted(name(Outcome.WRONG))).as("wrong of %s", what).isZero();
    evidence.write();
  }

  private static String tried(Damage damage) {
    return "damages_" + name(damage);
  }

  private static String name(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }
}
