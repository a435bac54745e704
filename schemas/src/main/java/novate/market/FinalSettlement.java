package novate.market;

/** How the final settlement price is taken from the fixings. */
public enum FinalSettlement {
  /** The fixing of the last trading day. */
  LAST_FIXING,
  /** The mean of all scheduled fixings of the delivery month. */
  MONTHLY_AVERAGE
}
