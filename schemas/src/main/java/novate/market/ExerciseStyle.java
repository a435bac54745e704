package novate.market;

/** When an option may be exercised. */
public enum ExerciseStyle {
  /** At expiry only. */
  EUROPEAN,
  /** On any day until expiry. */
  AMERICAN
}
