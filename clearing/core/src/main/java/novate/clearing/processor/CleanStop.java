package novate.clearing.processor;

import java.util.Optional;
import novate.clearing.position.PositionStore;
import novate.clearing.position.StoreMark;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import org.jspecify.annotations.Nullable;

/**
 * The two halves of a fast restart of one partition's keeper: what is said of its store when it
 * comes to rest, and whether that still holds when somebody starts on it.
 *
 * <p>A store is taken as it was left only when its content is what its mark says <em>and</em> the
 * changelog still ends with the very header that the mark names. It is not enough to read what was
 * written since: a position that somebody else took to zero meanwhile leaves a tombstone, which
 * compaction removes after a while, and the store would hold that position for ever. So whatever
 * does not fit exactly is an objection, and the store is filled from the start of the changelog.
 */
final class CleanStop {
  /** How far to look back for the last header at first; the markers of transactions lie between. */
  private static final long LOOK_BACK = 16;

  /**
   * Only markers of transactions may follow the header of a store that fits, so where more follows
   * somebody has written, and there is no need to read it all to know.
   */
  private static final long MARKERS_MAX = 1_000;

  private final int partition;
  private final Place changelog;
  private final LogView log;

  CleanStop(int partition, LogView log) {
    this.partition = partition;
    this.changelog = new Place(Topic.POSITIONS, partition);
    this.log = log;
  }

  /**
   * The mark of a store whose keeper has committed all it took; empty when the changelog does not
   * end with the keeper's header, because there is none yet or somebody else has taken over.
   */
  Optional<StoreMark> mark(PositionStore store, KeeperHeader header) {
    long end = log.end(changelog);
    Tail tail = new Tail();
    for (long back = LOOK_BACK; tail.last == null; back *= LOOK_BACK) {
      long from = Math.max(0, end - back);
      log.read(changelog, from, tail::add);
      if (from == 0) {
        break;
      }
    }
    return tail.isHeader(header)
        ? Optional.of(StoreMark.of(partition, header, tail.lastOffset(), store))
        : Optional.empty();
  }

  /** Why a store must not be taken as it was left; empty when it may. */
  Optional<String> objection(PositionStore store) {
    Optional<StoreMark> found = store.mark();
    if (found.isEmpty()) {
      return Optional.of("there is no mark");
    }
    StoreMark mark = found.get();
    if (mark.partition() != partition) {
      return objection("it is of partition %d, expected %d", mark.partition(), partition);
    }
    if (mark.entryCount() != store.size()) {
      return objection("it holds %d entries, its mark says %d", store.size(), mark.entryCount());
    }
    long sum = StoreMark.contentSum(store);
    if (mark.contentSum() != sum) {
      return objection("its content sum is %016x, its mark says %016x", sum, mark.contentSum());
    }
    return changelogObjection(mark);
  }

  private Optional<String> changelogObjection(StoreMark mark) {
    long end = log.end(changelog);
    long from = mark.headerOffset();
    if (from >= end) {
      return objection("its header stood at %d, the changelog ends at %d", from, end);
    }
    if (end - from > MARKERS_MAX) {
      return objection("its header stood at %d, the changelog went on to %d", from, end);
    }
    Tail tail = new Tail();
    log.read(changelog, from, tail::add);
    return tail.lastOffset() == from && tail.isHeader(mark.header())
        ? Optional.empty()
        : objection("the changelog does not end with its header at %d", from);
  }

  private static Optional<String> objection(String message, Object... values) {
    return Optional.of(message.formatted(values));
  }

  /** The last record of the changelog. */
  private static final class Tail {
    private @Nullable Found last;

    void add(Found found) {
      last = found;
    }

    long lastOffset() {
      return last == null ? -1 : last.offset();
    }

    boolean isHeader(KeeperHeader header) {
      return last != null && !last.isTombstone() && Wire.decode(last.value()).equals(header);
    }
  }
}
