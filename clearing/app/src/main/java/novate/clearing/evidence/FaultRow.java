package novate.clearing.evidence;

import static novate.market.Checks.require;

import java.util.List;

/**
 * A fault that the house is built against, or an invariant that holds under all of them.
 *
 * @param row its id in the catalogue, such as {@code K6}; {@code I} for invariants
 * @param fault what happens, or what holds, in a few words
 * @param tests that show what the house does then, {@code Class} or {@code Class#method}
 * @param reason why there are none, or what they leave open; empty when they say it all
 */
public record FaultRow(String row, String fault, List<String> tests, String reason) {
  /** Refuses a row that names neither a test nor a reason. */
  public FaultRow {
    tests = List.copyOf(tests);
    require(
        !tests.isEmpty() || !reason.isBlank(),
        "fault %s has neither a test nor a reason why not",
        row);
  }
}
