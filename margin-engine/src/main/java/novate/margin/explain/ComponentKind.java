package novate.margin.explain;

/** What a part of a requirement is, in the order in which the parts are added. */
public enum ComponentKind {
  /** The largest loss over the scenarios. */
  SCAN_RISK("scan risk"),
  /** Calendar spreads that were formed. */
  CALENDAR_SPREADS("calendar spreads"),
  /** Deltas of periods that are about to settle. */
  SPOT_MONTH("spot month"),
  /** Given back for offsets between commodities; zero or less. */
  INTER_COMMODITY_CREDIT("inter-commodity credit"),
  /** What the minimum of short options adds to the risk so far; zero or more. */
  SHORT_OPTION_MINIMUM("short option minimum"),
  /** What the rate ladder adds to the scan, or takes away where it stands alone. */
  RATE_LADDER("rate ladder"),
  /** What the ratio of the account class adds, and the rounding up of the product. */
  CLASS_RATIO("account class ratio"),
  /** What the simulation of a set of commodities makes of their charges. */
  SIMULATION("simulation"),
  /** Premium-style options at their marks: less margin when owned, more when owed. */
  NET_OPTION_VALUE("net option value"),
  /** What is left out because a margin is never below zero; zero or more. */
  FLOOR_AT_ZERO("floor at zero"),
  /** What is required on top of initial margin; zero or more. */
  ADD_ON("add-on");

  private final String words;

  ComponentKind(String words) {
    this.words = words;
  }

  /** The name for people. */
  public String words() {
    return words;
  }
}
