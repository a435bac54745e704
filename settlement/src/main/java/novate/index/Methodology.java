package novate.index;

import static novate.market.Checks.require;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import novate.index.Step.Phase;
import novate.market.Hashing;

/**
 * How an index is fixed, as data: steps in the order they are taken.
 *
 * <p>Steps stand in the order of their {@link Phase}; filters may be any number, each other phase
 * has exactly one step. Because a gate asks for three contributors and a share cap is below one
 * half, one contributor never has half of the weight: alone it cannot move a fixing beyond the
 * prices of the others ({@link WeightedMedian#reach}).
 *
 * @param id names the methodology and its version, for example {@code eu-h100/1}
 */
public record Methodology(String id, List<Step> steps) {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

  /** Refuses an unreadable id, steps out of order and a phase without its one step. */
  public Methodology {
    steps = List.copyOf(steps);
    require(
        ID.matcher(id).matches(),
        "methodology id must be 1 to 64 visible ASCII characters, got '%s'",
        id);
    List<Phase> phases = steps.stream().map(Step::phase).toList();
    require(
        phases.equals(phases.stream().sorted().toList()),
        "steps of methodology %s must stand in the order %s, got %s",
        id,
        Arrays.toString(Phase.values()),
        phases);
    for (Phase phase : Phase.values()) {
      long count = phases.stream().filter(phase::equals).count();
      require(
          phase == Phase.FILTER || count == 1,
          "methodology %s needs exactly one step of phase %s, got %d",
          id,
          phase,
          count);
    }
  }

  /** The canonical text: the id and one line per step. Equal methodologies have equal texts. */
  public String text() {
    return steps.stream()
        .map(step -> step.text() + "\n")
        .collect(Collectors.joining("", "methodology " + id + "\n", ""));
  }

  /** SHA-256 of the canonical text in UTF-8, 64 lower-case hexadecimal digits. */
  public String hash() {
    return Hashing.sha256(text());
  }
}
