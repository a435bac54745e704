package novate.clearing.replay;

import java.util.Map;
import java.util.function.Predicate;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.market.Checks;

/** Judges of what one processor has written, up to the present ends of its partitions. */
record Streams(
    String writer, ReplayLog log, Map<Place, Long> requiredUntil, Cuts cuts, Findings findings) {

  /** How far what stands in a partition must follow from what is folded. */
  static long required(Map<Place, Long> requiredUntil, Place place) {
    return Checks.found(requiredUntil.get(place), "the end of %s was not asked for", place);
  }

  /** A judge of a partition that nobody else writes to. */
  SequenceJudge all(Place place) {
    return some(place, _ -> true);
  }

  /** A judge of those records of a partition that are of the writer. */
  SequenceJudge some(Place place, Predicate<Found> isOfWriter) {
    LogView view = log;
    return new SequenceJudge(
        new Cursor(log, place, 0, view.end(place), isOfWriter),
        required(requiredUntil, place),
        place + " by " + writer,
        cuts,
        findings);
  }
}
