package novate.clearing.position;

import java.util.Optional;

/**
 * The positions of one partition, for one writer and no other reader. Keys are made by {@link
 * PositionKey}. What is stored is a view of the log: it lives as long as the process, and beyond it
 * only when it was closed with a mark that says what it holds.
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

  /**
   * What the store held when it was closed with a mark; empty for one that was not, which has no
   * entries. The mark itself is gone by now: whoever is killed from here on leaves none.
   */
  default Optional<StoreMark> mark() {
    return Optional.empty();
  }

  /**
   * Removes every entry, because what the store holds is not what the log says.
   *
   * @param reason for people to read
   */
  void discard(String reason);

  /** Closes the store so that another process finds what it holds, with the mark that says so. */
  default void close(StoreMark mark) {
    close();
  }

  /** Closes the store; what it holds is of no use to anyone. Closing twice does nothing. */
  @Override
  void close();
}
