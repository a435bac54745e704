package novate.clearing.house;

/** A processor could not go on, and the house stopped with it; the cause says why. */
public final class HouseStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HouseStoppedException(Throwable cause) {
    super("the house stopped: " + cause, cause);
  }
}
