package novate.clearing.position;

import static novate.market.Checks.require;

import java.util.HashMap;
import java.util.Map;

/** Positions in plain memory: for tests, and as the judge of other stores. */
public final class MemoryPositionStore implements PositionStore {
  private final Map<Long, PositionEntry> entryByKey = new HashMap<>();
  private final long capacity;

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
  public void close() {
    entryByKey.clear();
  }
}
