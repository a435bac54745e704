package novate.market;

/** How an option is paid for. */
public enum PremiumStyle {
  /**
   * The premium is paid on the next business day; the option's value enters margin as net option
   * value.
   */
  PREMIUM,
  /** No premium: the option is marked to market daily like a future. */
  FUTURES_STYLE
}
