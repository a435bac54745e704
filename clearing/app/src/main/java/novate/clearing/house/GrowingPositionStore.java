package novate.clearing.house;

import java.util.Optional;
import novate.clearing.position.PositionEntry;
import novate.clearing.position.PositionStore;
import novate.clearing.position.PositionStoreFullException;
import novate.clearing.position.StoreMark;
import novate.clearing.store.ChroniclePositionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A map file that is rebuilt twice as large when it is full: the partition pauses for the copy, and
 * no novated leg is refused. An alarm is logged from 70 % on, once per size.
 */
final class GrowingPositionStore implements PositionStore {
  private static final Logger LOG = LoggerFactory.getLogger(GrowingPositionStore.class);
  private static final int FACTOR = 2;

  private ChroniclePositionStore store;
  private boolean isAlarmed;

  GrowingPositionStore(ChroniclePositionStore store) {
    this.store = store;
  }

  @Override
  public boolean get(long key, PositionEntry into) {
    return store.get(key, into);
  }

  @Override
  public void put(long key, PositionEntry entry) {
    try {
      store.put(key, entry);
    } catch (PositionStoreFullException full) {
      grow();
      store.put(key, entry);
    }
    if (!isAlarmed && store.isNearlyFull()) {
      isAlarmed = true;
      LOG.warn(
          "positions: {} of {} places taken; rebuilt larger at the next cut", size(), capacity());
    }
  }

  @Override
  public void makeRoom() {
    if (store.isNearlyFull()) {
      grow();
    }
  }

  private void grow() {
    store = store.enlarged(FACTOR);
    isAlarmed = false;
    LOG.warn("positions: rebuilt with {} places for {}", capacity(), size());
  }

  @Override
  public void remove(long key) {
    store.remove(key);
  }

  @Override
  public long size() {
    return store.size();
  }

  @Override
  public void forEach(EntryVisitor visitor) {
    store.forEach(visitor);
  }

  @Override
  public long capacity() {
    return store.capacity();
  }

  @Override
  public Optional<StoreMark> mark() {
    return store.mark();
  }

  @Override
  public void discard(String reason) {
    LOG.warn("positions: {} entries are discarded and rebuilt: {}", size(), reason);
    store.discard(reason);
  }

  @Override
  public void close(StoreMark mark) {
    store.close(mark);
  }

  @Override
  public void close() {
    store.close();
  }
}
