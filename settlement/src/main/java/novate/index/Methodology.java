package novate.index;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import novate.index.Step.Phase;
import novate.market.Hashing;

/**
 * How an index is fixed, as data: steps in the order they are taken, and what is done when they
 * give no value.
 *
 * <p>Every methodology says which families it takes, so that two never blend silently. Because a
 * gate asks for three contributors and a share cap is below one half, one contributor never has
 * half of capped weights: alone it cannot move such a fixing beyond the prices of the others
 * ({@link WeightedMedian#reach}).
 *
 * @param id names the methodology and its version, for example {@code eu-h100/1}
 * @param steps in the order of {@link Step.Phase}
 * @param fallbacks in the order in which they are tried; each kind once at most
 */
public record Methodology(String id, List<Step> steps, List<Fallback> fallbacks) {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\]]{1,64}");
  private static final Set<Phase> NEEDED = Set.of(Phase.GATE, Phase.AGGREGATION, Phase.ROUNDING);

  /** Refuses an unreadable id, steps missing, out of order or against each other. */
  public Methodology {
    steps = List.copyOf(steps);
    fallbacks = List.copyOf(fallbacks);
    require(
        ID.matcher(id).matches(),
        "methodology id must be 1 to 64 visible ASCII characters, got '%s'",
        id);
    StepOrder.require("methodology " + id, steps, StepOrder.METHODOLOGY, NEEDED);
    StepRules.check("methodology " + id, steps);
    long kinds = fallbacks.stream().map(Fallback::name).distinct().count();
    require(kinds == fallbacks.size(), "methodology %s names a fallback twice: %s", id, fallbacks);
  }

  /** Without fallbacks: a day without a value has none. */
  public Methodology(String id, List<Step> steps) {
    this(id, steps, List.of());
  }

  /** The same rule under another id. */
  public Methodology withId(String other) {
    return new Methodology(other, steps, fallbacks);
  }

  /** Calendar days whose quotes are looked at, the fixing's date included; 1 or more. */
  public int days() {
    return Stream.concat(
            first(Window.class).map(Window::days).stream(),
            first(DayValues.class).map(DayValues::days).stream())
        .findFirst()
        .orElse(1);
  }

  /** Whether a step counts ages of quotes, so that a fixing needs a cut-off to count from. */
  public boolean countsAges() {
    return first(Filter.Eligibility.class).flatMap(Filter.Eligibility::ageMax).isPresent();
  }

  /** The only step of a kind, if there is one. */
  <S extends Step> Optional<S> first(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The only step of a kind that every methodology has. */
  <S extends Step> S the(Class<S> kind) {
    return first(kind).orElseThrow();
  }

  /**
   * The canonical text, which {@link MethodologyFile#read} reads: the id, one line per step and one
   * per fallback. Equal methodologies have equal texts, whatever the file looked like.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("format: ").append(MethodologyFile.FORMAT).append('\n');
    text.append("id: \"").append(id).append("\"\n");
    append(text, "steps", steps, Step::text);
    if (!fallbacks.isEmpty()) {
      append(
          text,
          "fallbacks",
          fallbacks,
          fallback -> fallback.name() + ": " + CanonicalYaml.flow(fallback.fields()));
    }
    return text.toString();
  }

  private static <T> void append(
      StringBuilder text, String name, List<T> items, Function<T, String> line) {
    text.append(name).append(":\n");
    items.forEach(item -> text.append("  - ").append(line.apply(item)).append('\n'));
  }

  /** SHA-256 of the canonical text in UTF-8, 64 lower-case hexadecimal digits. */
  public String hash() {
    return Hashing.sha256(text());
  }
}
