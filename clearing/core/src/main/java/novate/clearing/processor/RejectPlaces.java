package novate.clearing.processor;

/**
 * Where each processor writes what it refuses. Nobody else writes there: a transaction that another
 * has left open hides everything behind it, and one that restarts must see all that it has refused.
 */
public final class RejectPlaces {
  /** Where the novator writes. */
  public static final Place NOVATOR = new Place(Topic.REJECTS, 0);

  /** Where the conductor writes. */
  public static final Place CONDUCTOR = new Place(Topic.REJECTS, 1);

  private RejectPlaces() {}

  /** Where the desk of a partition writes. */
  public static Place desk(int partition) {
    return new Place(Topic.REJECTS, 2 + partition);
  }
}
