package novate.scenario;

/** How the value of premium-style options meets the risk of a currency. */
public enum NetOptionValueMethod {
  /** One sum of values against one sum of risks: options of one commodity can cover another. */
  POOLED,
  /** Commodity by commodity, each at least zero: no option value covers another commodity. */
  CAPPED
}
