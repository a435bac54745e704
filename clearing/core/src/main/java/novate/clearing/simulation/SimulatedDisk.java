package novate.clearing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionStore;
import org.jspecify.annotations.Nullable;

/**
 * The disk on which the keepers of a partition leave their store. A store that was not closed with
 * a mark is not there at the next start. One that was can still be lost, torn, or replaced by what
 * the disk held earlier, as happens when a machine dies before all is synced, or a backup is
 * brought back.
 */
final class SimulatedDisk {
  private static final int POSITIONS_MAX = 200;

  private @Nullable MemoryPositionStore last;
  private @Nullable MemoryPositionStore backup;

  /** The store as the last keeper left it; it is not left any more. */
  PositionStore open() {
    MemoryPositionStore store =
        last == null ? new MemoryPositionStore(POSITIONS_MAX) : last.reopened();
    last = store;
    return store;
  }

  /** Whether a keeper has left its store; the first one left is the backup. */
  boolean holdsStore() {
    MemoryPositionStore store = last;
    if (store == null || !store.isKept()) {
      return false;
    }
    if (backup == null) {
      backup = store.reopened();
      backup.close(store.reopened().mark().orElseThrow());
    }
    return true;
  }

  /** The store is gone. */
  void lose() {
    last = null;
  }

  /** The disk holds again what it held first. */
  void bringBack() {
    last = backup;
  }

  /**
   * One entry of the store is missing, or only a part of it is there.
   *
   * @return false when there is no entry
   */
  boolean tear(SplittableRandom random) {
    MemoryPositionStore store = last;
    if (store == null || store.size() == 0) {
      return false;
    }
    List<Long> keys = new ArrayList<>();
    store.forEach((key, _) -> keys.add(key));
    keys.sort(null);
    tear(store, keys.get(random.nextInt(keys.size())), random.nextInt(4));
    return true;
  }

  private static void tear(MemoryPositionStore store, long key, int way) {
    PositionEntry entry = new PositionEntry();
    store.get(key, entry);
    switch (way) {
      case 0 -> store.remove(key);
      case 1 -> entry.lots++;
      case 2 -> entry.cutSequence++;
      default -> entry.costTicks = ~entry.costTicks;
    }
    if (way > 0) {
      store.put(key, entry);
    }
  }
}
