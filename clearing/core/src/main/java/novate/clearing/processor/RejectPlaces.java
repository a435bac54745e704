package novate.clearing.processor;

/**
 * Where each processor writes what it refuses. Nobody else writes there: a transaction that another
 * has left open hides everything behind it, and one that restarts must see all that it has refused.
 */
final class RejectPlaces {
  static final Place NOVATOR = new Place(Topic.REJECTS, 0);
  static final Place CONDUCTOR = new Place(Topic.REJECTS, 1);

  private RejectPlaces() {}

  static Place desk(int partition) {
    return new Place(Topic.REJECTS, 2 + partition);
  }
}
