package novate.clearing.position;

/**
 * A store has no place for another position. The leg is not lost: the keeper pauses its partition,
 * rebuilds the store larger and folds the leg again.
 */
public final class PositionStoreFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in {@code message} which store is full, and with how many entries. */
  public PositionStoreFullException(String message) {
    super(message);
  }
}
