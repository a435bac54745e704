package novate.clearing.house;

import java.time.LocalDate;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.market.IndexId;
import novate.wire.Wire;
import novate.wire.event.FixingPublished;

/** The revision of a fixing that whoever asks for another one has seen. */
public final class Revisions {
  private final String index;
  private final LocalDate date;
  private int highest;

  private Revisions(IndexId index, LocalDate date) {
    this.index = index.value();
    this.date = date;
  }

  /** The highest revision on the log now; zero when there is no value. */
  public static int read(Clients clients, IndexId index, LocalDate date) {
    Revisions revisions = new Revisions(index, date);
    try (LogTail tail = new LogTail(clients, Topic.FIXINGS)) {
      tail.catchUp(
          found -> {
            if (Wire.decode(found.value()) instanceof FixingPublished fixing) {
              revisions.take(fixing);
            }
          });
    }
    return revisions.highest;
  }

  private void take(FixingPublished fixing) {
    if (fixing.getIndexId().equals(index) && fixing.getFixingDate().equals(date)) {
      highest = Math.max(highest, fixing.getRevision());
    }
  }
}
