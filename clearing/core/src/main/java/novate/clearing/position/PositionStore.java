package novate.clearing.position;

/**
 * The positions of one partition, for one writer and no other reader. Keys are made by {@link
 * PositionKey}. What is stored is a view of the log and lives as long as the process.
 */
public interface PositionStore extends AutoCloseable {

  /** What is done with each entry of a store. */
  @FunctionalInterface
  interface EntryVisitor {
    /** Takes one entry, which is the visitor's only until it returns. It must not write. */
    void visit(long key, PositionEntry entry);
  }

  /**
   * Copies the entry of a key into {@code into} and returns true; or returns false and leaves
   * {@code into} as it was.
   */
  boolean get(long key, PositionEntry into);

  /**
   * Stores a copy of an entry in place of what the key had.
   *
   * @throws PositionStoreFullException if the key is new and there is no place for it; nothing has
   *     changed then
   */
  void put(long key, PositionEntry entry);

  /** Removes the entry of a key, if there is one. */
  void remove(long key);

  /** Number of entries. */
  long size();

  /** Hands every entry to the visitor, in no order. */
  void forEach(EntryVisitor visitor);

  /** Number of entries for which there is place. */
  long capacity();

  /** Whether 70 % of the capacity is taken: time to rebuild larger at the next cut. */
  default boolean isNearlyFull() {
    return size() >= Math.ceilDiv(capacity() * 7, 10);
  }

  /**
   * Called at a cut, when the partition can pause: a store that is nearly full may rebuild itself
   * larger.
   */
  default void makeRoom() {}

  @Override
  void close();
}
