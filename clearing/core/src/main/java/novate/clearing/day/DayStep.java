package novate.clearing.day;

/**
 * The steps of a cycle, in their order. An intraday cycle has no {@link #FIXINGS} and no {@link
 * #RESTATE}, and one that ends no option and was told nothing about one has no {@link #EXERCISE}.
 */
public enum DayStep {
  /** All positions are taken as they stand. */
  CUT,
  /** Index fixings of the business date are built from the quotes. */
  FIXINGS,
  /** The price set is validated, completed with final settlement prices and sealed. */
  PRICES,
  /** Options that are exercised, and the shorts that are assigned, are known and sealed. */
  EXERCISE,
  /** Corrections of earlier settlements stand before every desk. */
  RESTATE,
  /** The cut is told what to value with. */
  VALUE,
  /** Every shard has written its results. */
  POSITIONS,
  /** Every desk has posted cash and called. */
  LEDGER,
  /** All sums are zero; the cycle is final. */
  CLOSE
}
