package novate.clearing.processor;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** The committed log, for a processor that restores its state or must know where the log ends. */
public interface LogView {
  /**
   * Hands every committed record from an offset to the present end to the visitor, and returns the
   * offset to go on from.
   */
  long read(Place place, long from, Consumer<Found> visitor);

  /** The offset behind the last committed record. */
  long end(Place place);

  /**
   * The offset behind the last record written, be its transaction still open. Who has written in
   * committed transactions of its own has read all of it only there: what stands behind somebody
   * else's open transaction is not seen yet.
   */
  long written(Place place);

  /** How far a processor has committed an input; none before its first time. */
  OptionalLong committed(String processorId, Place place);
}
