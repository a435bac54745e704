package novate.scenario;

/** How the move of a factor between two dates is measured. */
public enum ReturnKind {
  /** {@code log(level / previous)}; refuses a level of zero or below. */
  LOG,
  /** {@code level - previous}; for factors that may be zero or negative. */
  ABSOLUTE
}
