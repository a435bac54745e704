package novate.clearing.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.clearing.trade.Novator;
import novate.wire.Wire;
import novate.wire.event.NovatorCheckpoint;
import org.apache.avro.specific.SpecificRecord;

/**
 * The novator's checkpoints of the last business dates. The first of them says where a novator that
 * restarts has to begin: of what stands before it nothing can be busted, corrected or sent again.
 */
final class Checkpoints {
  /** Where they stand. */
  static final Place PLACE = new Place(Topic.CHECKPOINTS, 0);

  /** How far to look back at first; the markers of transactions lie between. */
  private static final long LOOK_BACK = 16;

  private final List<NovatorCheckpoint> last;

  private Checkpoints(List<NovatorCheckpoint> last) {
    this.last = last;
  }

  /** Reads those of the dates that are open for busts and corrections, or as many as there are. */
  static Checkpoints read(LogView log) {
    long end = log.end(PLACE);
    for (long back = LOOK_BACK; ; back *= LOOK_BACK) {
      long from = Math.max(0, end - back);
      List<NovatorCheckpoint> found = new ArrayList<>();
      log.read(PLACE, from, each -> found.add(checkpoint(each)));
      if (from == 0 || found.size() >= Novator.DATES_OPEN) {
        return new Checkpoints(
            found.subList(Math.max(0, found.size() - Novator.DATES_OPEN), found.size()));
      }
    }
  }

  private static NovatorCheckpoint checkpoint(Found found) {
    SpecificRecord record = Wire.decode(found.value());
    if (record instanceof NovatorCheckpoint checkpoint) {
      return checkpoint;
    }
    throw new IllegalStateException("%s is a %s".formatted(found, record.getSchema().getName()));
  }

  /**
   * Where to begin; empty when that is the start of the log, because no date was opened yet or some
   * were opened by a novator that wrote no checkpoints.
   */
  Optional<NovatorCheckpoint> first() {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    long opened = last.getLast().getDatesBefore() + 1;
    return last.size() == Math.min(opened, Novator.DATES_OPEN)
        ? Optional.of(last.getFirst())
        : Optional.empty();
  }

  /** How many dates before the last one a refusal was made, by its offset in rejects. */
  int datesAgo(long offset) {
    return (int) last.stream().filter(checkpoint -> offset < checkpoint.getRejectsOffset()).count();
  }
}
