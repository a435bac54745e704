package novate.clearing.position;

import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Positions in plain memory: for tests, and as the judge of other stores. */
public final class MemoryPositionStore implements PositionStore {
  private final Map<Long, PositionEntry> entryByKey = new HashMap<>();
  private final long capacity;
  private @Nullable StoreMark mark;
  private boolean isKept;

  /**
   * An empty store.
   *
   * @param capacity number of entries it takes; above zero
   */
  public MemoryPositionStore(long capacity) {
    require(capacity > 0, "capacity must be above zero, got %d", capacity);
    this.capacity = capacity;
  }

  @Override
  public boolean get(long key, PositionEntry into) {
    PositionEntry found = entryByKey.get(key);
    if (found == null) {
      return false;
    }
    into.copyFrom(found);
    return true;
  }

  @Override
  public void put(long key, PositionEntry entry) {
    PositionEntry found = entryByKey.get(key);
    if (found != null) {
      found.copyFrom(entry);
      return;
    }
    if (entryByKey.size() >= capacity) {
      throw new PositionStoreFullException("store in memory is full: " + capacity + " entries");
    }
    entryByKey.put(key, new PositionEntry().copyFrom(entry));
  }

  @Override
  public void remove(long key) {
    entryByKey.remove(key);
  }

  @Override
  public long size() {
    return entryByKey.size();
  }

  @Override
  public void forEach(EntryVisitor visitor) {
    entryByKey.forEach(visitor::visit);
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public Optional<StoreMark> mark() {
    return Optional.ofNullable(mark);
  }

  @Override
  public void discard(String reason) {
    entryByKey.clear();
  }

  @Override
  public void close(StoreMark now) {
    mark = now;
    isKept = true;
  }

  @Override
  public void close() {
    if (!isKept) {
      entryByKey.clear();
    }
  }

  /** Whether it was closed with a mark, so that the next process finds what it held. */
  public boolean isKept() {
    return isKept;
  }

  /**
   * The store as the next process finds it, if this one stood on a disk: what it held and the mark
   * that says so when it was closed with one, otherwise nothing.
   */
  public MemoryPositionStore reopened() {
    MemoryPositionStore next = new MemoryPositionStore(capacity);
    if (isKept) {
      forEach(next::put);
      next.mark = mark;
    }
    return next;
  }
}
