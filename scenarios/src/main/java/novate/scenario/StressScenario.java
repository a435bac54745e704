package novate.scenario;

import static novate.market.Checks.require;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CombinedCommodityId;

/**
 * One extreme but plausible event, told in words and as moves of the market.
 *
 * @param id for commands and files: {@code list-cut-44}
 * @param title a few words for a table
 * @param narrative two to four plain sentences: what happens, to whom, and when it did happen
 * @param shocks by combined commodity; one that is not named does not move
 */
public record StressScenario(
    String id, String title, String narrative, SortedMap<CombinedCommodityId, StressShock> shocks) {
  private static final int TITLE_CHARS = 60;

  /** Keeps its own copy; an event without any shock is refused. */
  public StressScenario {
    shocks = new TreeMap<>(shocks);
    require(
        id.matches("[a-z0-9]+(-[a-z0-9]+)*") && id.length() <= 64,
        "id of a stress scenario must be lower-case words joined by hyphens, got '%s'",
        id);
    require(
        !title.isBlank() && title.length() <= TITLE_CHARS,
        "title of scenario %s must have 1 to %d characters",
        id,
        TITLE_CHARS);
    require(!narrative.isBlank(), "scenario %s has no narrative", id);
    require(!shocks.isEmpty(), "scenario %s moves nothing", id);
  }

  /** What happens to a combined commodity; none when it does not move. */
  public Optional<StressShock> shock(CombinedCommodityId commodity) {
    return Optional.ofNullable(shocks.get(commodity));
  }
}
