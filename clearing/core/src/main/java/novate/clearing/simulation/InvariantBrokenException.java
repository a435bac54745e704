package novate.clearing.simulation;

/** Something that must always hold does not. */
public final class InvariantBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String invariant;

  InvariantBrokenException(String invariant, String detail) {
    super(invariant + ": " + detail);
    this.invariant = invariant;
  }

  /** Which one, as the catalogue of invariants numbers them. */
  public String invariant() {
    return invariant;
  }
}
