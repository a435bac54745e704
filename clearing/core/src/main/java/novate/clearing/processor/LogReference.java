package novate.clearing.processor;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reference data of a log that is there as a whole, in simulation and in replay. Whatever a
 * processor may name stands on the log before the record that names it, so nothing is ever waited
 * for here: what is missing is an error. For all threads.
 */
public final class LogReference implements FoldedReference {
  private final LogView log;
  private final boolean isGrowing;
  private final ReferenceFold fold = new ReferenceFold();
  private final Map<Place, Long> next =
      new TreeMap<>(Map.of(new Place(Topic.REGISTRY, 0), 0L, new Place(Topic.PRICES, 0), 0L));

  private LogReference(LogView log, boolean isGrowing) {
    this.log = log;
    this.isGrowing = isGrowing;
    catchUp();
  }

  /**
   * Of a log that others write to: every question is answered from all that is committed by then.
   */
  public static LogReference ofGrowing(LogView log) {
    return new LogReference(log, true);
  }

  /** Of a log that was written: it is read once, and once more for what it did not have by then. */
  public static LogReference ofRecorded(LogView log) {
    return new LogReference(log, false);
  }

  private void catchUp() {
    next.replaceAll((place, from) -> log.read(place, from, fold::apply));
  }

  @Override
  public synchronized <T> T answer(
      Topic topic, Function<ReferenceFold, Optional<T>> question, String what) {
    if (isGrowing) {
      catchUp();
    }
    Optional<T> answer = question.apply(fold);
    if (answer.isEmpty() && !isGrowing) {
      catchUp();
      answer = question.apply(fold);
    }
    return answer.orElseThrow(
        () -> new IllegalStateException(what + ": named, and not in " + topic.topicName()));
  }
}
