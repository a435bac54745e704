package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Arrays;

/**
 * Picks the largest of many losses: what value at risk and expected shortfall are read from.
 *
 * <p>Losses above the smallest of those kept are collected; whenever the room is full, it is
 * thinned out to the largest. So most losses cost one comparison. Equal losses are interchangeable,
 * so the answer does not depend on their order. Not for two threads.
 */
final class WorstLosses {
  private final int count;
  private final double[] kept;

  /**
   * @param count how many to pick; one or more
   */
  WorstLosses(int count) {
    require(count > 0, "at least one loss must be picked, got %d", count);
    this.count = count;
    this.kept = new double[Math.multiplyExact(4, Math.max(16, count))];
  }

  /**
   * The largest losses, in descending order.
   *
   * @param losses whole minor units that doubles hold exactly
   * @param from first loss
   * @param to one after the last; at least as many as are picked
   * @param worst out, minor units: from {@code place} on
   */
  void pick(double[] losses, int from, int to, long[] worst, int place) {
    require(to - from >= count, "cannot pick %d of %d losses", count, to - from);
    if (count == 1) {
      worst[place] = largest(losses, from, to);
      return;
    }
    double atLeast = Double.NEGATIVE_INFINITY;
    int size = 0;
    for (int s = from; s < to; s++) {
      if (losses[s] > atLeast) {
        kept[size++] = losses[s];
        if (size == kept.length) {
          atLeast = thinOut(size);
          size = count;
        }
      }
    }
    thinOut(size);
    Arrays.sort(kept, 0, count);
    for (int j = 0; j < count; j++) {
      worst[place + j] = (long) kept[count - 1 - j];
    }
  }

  private static long largest(double[] losses, int from, int to) {
    double largest = losses[from];
    for (int s = from + 1; s < to; s++) {
      largest = losses[s] > largest ? losses[s] : largest;
    }
    return (long) largest;
  }

  /** Moves the largest to the front, in any order, and returns the smallest of them. */
  private double thinOut(int size) {
    int target = count - 1;
    int low = 0;
    int high = size - 1;
    while (low < high) {
      double pivot = median(kept[low], kept[(low + high) >>> 1], kept[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (kept[i] > pivot) {
          i++;
        }
        while (kept[j] < pivot) {
          j--;
        }
        if (i <= j) {
          double moved = kept[i];
          kept[i++] = kept[j];
          kept[j--] = moved;
        }
      }
      if (target <= j) {
        high = j;
      } else if (target >= i) {
        low = i;
      } else {
        break;
      }
    }
    return kept[target];
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
