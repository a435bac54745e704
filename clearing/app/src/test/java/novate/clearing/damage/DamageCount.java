package novate.clearing.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of every damage that was tried, for people and for the evidence. How many are tried
 * is said by the system property {@code novate.damages}; the profile {@code long} sets it to
 * 10,000.
 */
public final class DamageCount {
  private static final Path EVIDENCE = Path.of("target", "evidence", "damage.json");
  private static final int DEFAULT = 500;
  private static final SortedMap<String, Long> COUNTS = new TreeMap<>();

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

  private final String part;
  private final long seed;

  /** Counts for a part of the house. */
  public DamageCount(String part, long seed) {
    this.part = part;
    this.seed = seed;
    COUNTS.put("seed_" + part, seed);
    COUNTS.putIfAbsent("seed", seed);
  }

  /** Number of damages to try of a share, in percent, of all. */
  public static int tries(int percent) {
    return Integer.getInteger("novate.damages", DEFAULT) * percent / 100;
  }

  /** Counts one damage. */
  public void add(Damage damage, Outcome outcome) {
    COUNTS.merge("damages", 1L, Long::sum);
    COUNTS.merge("damages_" + part, 1L, Long::sum);
    COUNTS.merge("damages_" + name(damage), 1L, Long::sum);
    COUNTS.merge("damages_" + part + "_" + name(damage), 1L, Long::sum);
    for (Outcome each : Outcome.values()) {
      long one = each == outcome ? 1 : 0;
      COUNTS.merge(name(each), one, Long::sum);
      COUNTS.merge(part + "_" + name(each), one, Long::sum);
    }
  }

  /** Writes the evidence and shows this part of it; every kind must have been tried. */
  public void report(Iterable<Damage> kinds) {
    StringBuilder json = new StringBuilder("{");
    COUNTS.forEach(
        (key, count) ->
            json.append(json.length() == 1 ? "\n" : ",\n")
                .append("  \"%s\": %d".formatted(key, count)));
    try {
      Files.createDirectories(EVIDENCE.getParent());
      Files.writeString(EVIDENCE, json.append("\n}\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SortedMap<String, Long> own = new TreeMap<>(COUNTS);
    own.keySet().removeIf(key -> !key.contains(part));
    System.out.println("damages, seed " + seed + ": " + own);
    for (Damage kind : kinds) {
      assertThat(COUNTS.getOrDefault("damages_" + part + "_" + name(kind), 0L))
          .as("%s of %s, seed %d", kind, part, seed)
          .isPositive();
    }
  }

  private static String name(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }
}
