package novate.margin.explain;

/** What changes from one day to the next, in the order in which a change of margin is told. */
public enum AttributionStep {
  /**
   * What is held: trades, and positions that left because their contract expired. A contract that
   * could not be margined before is listed here, at its first terms, price and volatility.
   */
  POSITIONS("positions"),
  /**
   * Settlement prices and discount rates. Of an averaging contract the forward of the rest moves.
   */
  PRICES("prices"),
  /** Implied volatilities. */
  VOLATILITIES("volatilities"),
  /**
   * Time: a later cut, more published fixings of averages; and the scenarios, those of the
   * simulation's history among them.
   */
  SCENARIO_ROLL("scenario roll"),
  /** Other margin parameters, contract terms, calendars, the account's class. */
  PARAMETERS("parameters"),
  /** Parameters of add-ons and rate ladders, and what is known of the market for them. */
  ADD_ONS("add-ons"),
  /** Exchange rates; a margin that stays in its own currency does not change by them. */
  FX("fx");

  private final String words;

  AttributionStep(String words) {
    this.words = words;
  }

  /** The name for people. */
  public String words() {
    return words;
  }
}
