package novate.clearing.position;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Dense indices, each once, ascending, four bytes each: a house has one of them per account and one
 * index per position, and makes them all when it starts.
 */
final class SortedIndices {
  private static final int FIRST_CAPACITY = 4;

  private int[] indices = new int[FIRST_CAPACITY];
  private int size;

  /** Adds an index, if it is not there. */
  void add(int index) {
    int place = Arrays.binarySearch(indices, 0, size, index);
    if (place >= 0) {
      return;
    }
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, 2 * size);
    }
    int free = -place - 1;
    System.arraycopy(indices, free, indices, free + 1, size - free);
    indices[free] = index;
    size++;
  }

  /** Removes an index, if it is there. */
  void remove(int index) {
    int place = Arrays.binarySearch(indices, 0, size, index);
    if (place >= 0) {
      size--;
      System.arraycopy(indices, place + 1, indices, place, size - place);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Hands every index to the visitor, ascending; it must not add or remove any. */
  void forEach(IntConsumer visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(indices[i]);
    }
  }
}
