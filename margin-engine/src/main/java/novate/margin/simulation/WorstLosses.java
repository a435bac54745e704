package novate.margin.simulation;

/**
 * The largest of the losses it is offered, in descending order, ties by ascending id. Ids must be
 * offered ascending. Few are kept, so an insertion is cheaper than sorting them all.
 */
final class WorstLosses {
  private final int[] scenarios;
  private final long[] losses;
  private int size;

  /** Keeps at most so many; above zero. */
  WorstLosses(int capacity) {
    this.scenarios = new int[capacity];
    this.losses = new long[capacity];
  }

  void offer(int scenario, long loss) {
    // Not above the last one kept: an equal loss of a later id comes behind it.
    if (size == losses.length && loss <= losses[size - 1]) {
      return;
    }
    int place = size < losses.length ? size++ : size - 1;
    while (place > 0 && losses[place - 1] < loss) {
      losses[place] = losses[place - 1];
      scenarios[place] = scenarios[place - 1];
      place--;
    }
    losses[place] = loss;
    scenarios[place] = scenario;
  }

  int size() {
    return size;
  }

  int scenario(int place) {
    return scenarios[place];
  }

  long loss(int place) {
    return losses[place];
  }
}
