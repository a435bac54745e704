package novate.index;

/** How far a quote binds the contributor, strongest first. */
public enum QuoteClass {
  /** A trade that was done. */
  EXECUTED,
  /** A price that can be taken at once. */
  FIRM,
  /** A posted list price. */
  POSTED
}
