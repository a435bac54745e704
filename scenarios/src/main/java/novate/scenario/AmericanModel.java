package novate.scenario;

/** How American exercise is valued: declared per combined commodity, changed like a parameter. */
public enum AmericanModel {
  /** The quadratic approximation of Barone-Adesi and Whaley (1987). */
  BARONE_ADESI_WHALEY,
  /** The two-step exercise boundary of Bjerksund and Stensland (2002). */
  BJERKSUND_STENSLAND_2002
}
