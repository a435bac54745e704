package novate.margin.scan;

import static novate.market.Checks.require;

import java.util.Arrays;

/**
 * The largest losses of each of some accounts, collected as the scan brings them: what value at
 * risk and expected shortfall are read from.
 *
 * <p>Losses above the smallest of those kept are collected; whenever the room of an account is
 * full, it is thinned out to the largest. So most losses cost one comparison. Equal losses are
 * interchangeable, so the answer does not depend on their order. Not for two threads.
 */
final class LargestLosses {
  private final int count;

  /** Places per account. */
  private final int room;

  /** By account: the first {@code size} places hold what was collected, in any order. */
  private final double[] kept;

  private final int[] size;

  /** By account: a loss that is not above it is not among the largest. */
  private final double[] atLeast;

  /**
   * @param count how many to keep per account; one or more
   */
  LargestLosses(int accounts, int count) {
    require(count > 0, "at least one loss must be kept, got %d", count);
    this.count = count;
    this.room = count == 1 ? 1 : Math.multiplyExact(4, Math.max(16, count));
    this.kept = new double[Math.multiplyExact(accounts, room)];
    this.size = new int[accounts];
    this.atLeast = new double[accounts];
  }

  /** Forgets what an account was offered. */
  void clear(int account) {
    size[account] = 0;
    atLeast[account] = Double.NEGATIVE_INFINITY;
  }

  /**
   * Offers the first losses of an array to an account.
   *
   * @param losses whole minor units that doubles hold exactly
   * @param offered how many, from place 0 on
   */
  void offer(int account, double[] losses, int offered) {
    if (count == 1) {
      offerToOne(account, losses, offered);
      return;
    }
    int first = account * room;
    double least = atLeast[account];
    int end = first + size[account];
    for (int s = 0; s < offered; s++) {
      if (losses[s] > least) {
        kept[end++] = losses[s];
        if (end == first + room) {
          least = thinOut(first, end);
          end = first + count;
        }
      }
    }
    size[account] = end - first;
    atLeast[account] = least;
  }

  private void offerToOne(int account, double[] losses, int offered) {
    double largest = atLeast[account];
    for (int s = 0; s < offered; s++) {
      largest = losses[s] > largest ? losses[s] : largest;
    }
    atLeast[account] = largest;
    kept[account] = largest;
    size[account] = 1;
  }

  /**
   * The largest losses of an account, in descending order.
   *
   * @param worst out, minor units: from {@code place} on
   */
  void take(int account, long[] worst, int place) {
    int first = account * room;
    require(size[account] >= count, "cannot take %d losses of %d collected", count, size[account]);
    thinOut(first, first + size[account]);
    Arrays.sort(kept, first, first + count);
    for (int j = 0; j < count; j++) {
      worst[place + j] = (long) kept[first + count - 1 - j];
    }
  }

  /** Moves the largest of a run to its front, in any order, and returns the smallest of them. */
  private double thinOut(int from, int to) {
    int target = from + count - 1;
    int low = from;
    int high = to - 1;
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
