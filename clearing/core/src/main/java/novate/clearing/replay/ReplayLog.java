package novate.clearing.replay;

import java.util.List;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogViewOver;
import novate.clearing.processor.Place;

/** The committed log, read in pieces, so that none of it has to be held as a whole. One thread. */
public interface ReplayLog extends LogViewOver, AutoCloseable {
  /**
   * Some records in the order of their offsets.
   *
   * @param next the offset to go on from
   */
  record Page(List<Found> records, long next) {
    /** Keeps its own copy. */
    public Page {
      records = List.copyOf(records);
    }
  }

  /**
   * The committed records from an offset on, as many as are read at once, but none at or beyond
   * {@code until}. When there are no more before it, {@code next} is {@code until} or beyond.
   */
  Page page(Place place, long from, long until);

  @Override
  void close();
}
