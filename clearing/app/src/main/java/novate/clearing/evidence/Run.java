package novate.clearing.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one run has left: counts and words by name.
 *
 * @param run name of its file without the extension
 * @param source the file
 * @param facts by name, each as text
 */
public record Run(String run, String source, SortedMap<String, String> facts) {
  /** Last words of the names of facts that count failures. */
  private static final Set<String> FAILURES =
      Set.of("failed", "failures", "lost", "doubled", "silent", "wrong", "open");

  private static final Pattern WORDS = Pattern.compile("[._-]");

  /** Keeps its own copy. */
  public Run {
    facts = new TreeMap<>(facts);
  }

  /** Counts of failures that are not zero, in words; empty when all is well. */
  public List<String> openFailures() {
    return facts.entrySet().stream()
        .filter(fact -> isOfFailures(fact.getKey()) && !fact.getValue().equals("0"))
        .map(fact -> "%s: %s is %s, expected 0".formatted(source, fact.getKey(), fact.getValue()))
        .map(failure -> failure + unfinished())
        .toList();
  }

  private String unfinished() {
    String begun = facts.get("begun");
    return begun == null || facts.containsKey("finished")
        ? ""
        : "; it began at %s and has not come to its end".formatted(begun);
  }

  /** The commit that it was of; nothing when it does not say. */
  public Optional<String> commit() {
    return Optional.ofNullable(facts.get("commit"));
  }

  private static boolean isOfFailures(String name) {
    String[] words = WORDS.split(name);
    return FAILURES.contains(words[words.length - 1]);
  }
}
