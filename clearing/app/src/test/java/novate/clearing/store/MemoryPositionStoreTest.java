package novate.clearing.store;

import novate.clearing.position.MemoryPositionStore;
import novate.clearing.position.PositionStore;

class MemoryPositionStoreTest extends PositionStoreContract {
  @Override
  PositionStore store(long capacity) {
    return new MemoryPositionStore(capacity);
  }

  @Override
  PositionStore reopened(PositionStore closed) {
    return ((MemoryPositionStore) closed).reopened();
  }
}
