package novate.market;

/** The model options of a product are priced with; a product parameter, changed with four eyes. */
public enum PricingModel {
  /** Lognormal futures price; the price cannot be zero or negative. */
  BLACK_76,
  /** Normal futures price; volatility is in price units per square root of a year. */
  BACHELIER
}
