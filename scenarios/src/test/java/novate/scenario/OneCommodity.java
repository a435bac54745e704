package novate.scenario;

/** The smallest parameter set that is complete: H100 alone. */
final class OneCommodity {
  private static final String COMMODITY =
      """
      id: "test/1"
      commodities:
        H100:
          price: {kind: FRACTION, up: 0.12, down: 0.1}
          volatility: {kind: ABSOLUTE, up: 0.10, down: 0.10}
          extreme_multiplier: 3
          cover_fraction: 0.33
          volatility_floor: 0.05
          lookahead_days: 1
          jump_max: 0.20
      """;
  private static final String SET =
      """
      ratios: {HOUSE: 1.0, CLIENT_NET: 1.0, CLIENT_GROSS: 1.1, SEGREGATED: 1.1}
      calls:
        USD: {threshold: "50000.00", increment: "10000.00"}
      """;

  private OneCommodity() {}

  /** The set as YAML. */
  static String yaml() {
    return yaml("", "");
  }

  /** The set with further sections of the commodity and of the whole. */
  static String yaml(String ofCommodity, String ofSet) {
    return COMMODITY + ofCommodity.indent(4) + SET + ofSet;
  }
}
