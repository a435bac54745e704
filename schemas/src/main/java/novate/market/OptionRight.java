package novate.market;

/** What the holder of an option may do with the underlying. */
public enum OptionRight {
  /** Buy it at the strike. */
  CALL,
  /** Sell it at the strike. */
  PUT
}
