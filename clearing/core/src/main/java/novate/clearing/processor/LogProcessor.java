package novate.clearing.processor;

import java.util.Map;
import java.util.SequencedMap;

/**
 * One processor of the house as the log sees it: a fold of its inputs that writes in transactions.
 * It does no I/O of its own, so the same object works on a real log and in simulation.
 *
 * <p>It is driven so: {@link #restore} once; then, again and again, {@link #take} for records that
 * it is {@link #isReady} for, {@link #settle}, and a commit of what was written together with
 * {@link #places}. One that fails, or whose commit is refused, is thrown away: a new one restores.
 */
public interface LogProcessor extends AutoCloseable {
  /** Names it on the log: of several with one id, the last that was started may write. */
  String id();

  /** Folds what the log already has, and returns its inputs with the offsets to go on from. */
  SequencedMap<Place, Long> restore(LogView log);

  /** Whether the record at an offset of an input may be taken now; if not, it is offered again. */
  default boolean isReady(Place input, long offset) {
    return true;
  }

  /** Folds a record. */
  void take(Found found, Outbox outbox);

  /**
   * Called after each batch, an empty one too.
   *
   * @param positions offset of the next record of each input; it may lie beyond the last taken one
   */
  default void settle(Map<Place, Long> positions, LogView log, Outbox outbox) {}

  /**
   * The offsets to commit with what was written, so that both stand or neither; none when the
   * processor finds its place in its own output.
   */
  default Map<Place, Long> places(Map<Place, Long> positions) {
    return Map.of();
  }

  /** Called when a batch is committed. */
  default void committed() {}

  /**
   * Called when it is told to stop, before {@link #close}, and not when it fails: all that was
   * written is committed and can be read. It may keep what makes its next start short.
   */
  default void rest(LogView log) {}

  /** Lets go of what it holds outside the log; what it knows can be folded again. */
  @Override
  default void close() {}
}
