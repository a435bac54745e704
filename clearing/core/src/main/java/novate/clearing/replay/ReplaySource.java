package novate.clearing.replay;

import java.util.ArrayList;
import java.util.List;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;

/** Where the log is read; every thread reads by a view of its own. */
@FunctionalInterface
public interface ReplaySource {
  /**
   * A view of the log, which finds what a processor has committed.
   *
   * @param processorId the only id that the view is asked about
   */
  ReplayLog open(String processorId);

  /** A log that is in memory anyhow: a page is all of a partition. */
  static ReplaySource inMemory(LogView log) {
    return _ -> new Whole(log);
  }

  /** Reads whole partitions at once. */
  record Whole(LogView log) implements ReplayLog {
    @Override
    public Page page(Place place, long from, long until) {
      List<Found> records = new ArrayList<>();
      log.read(
          place,
          from,
          found -> {
            if (found.offset() < until) {
              records.add(found);
            }
          });
      return new Page(records, until);
    }

    @Override
    public void close() {}
  }
}
