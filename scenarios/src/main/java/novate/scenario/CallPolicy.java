package novate.scenario;

import static novate.market.Checks.require;

import novate.market.CurrencyCode;

/**
 * When a deficit becomes a margin call, per currency.
 *
 * @param thresholdMinorUnits a deficit must be strictly above it; zero or more
 * @param incrementMinorUnits a call is rounded up to a multiple of it; above zero
 */
public record CallPolicy(
    CurrencyCode currency, long thresholdMinorUnits, long incrementMinorUnits) {
  /** Checks the two limits. */
  public CallPolicy {
    require(thresholdMinorUnits >= 0, "call threshold of %s must not be negative", currency);
    require(incrementMinorUnits > 0, "call increment of %s must be above zero", currency);
  }
}
