package novate.sample;

import novate.market.OptionOnFuture;

/** The model that option premiums of the sample market come from; handed in by the caller. */
@FunctionalInterface
public interface OptionPricer {
  /**
   * What one unit of an option is worth.
   *
   * @param option the terms: right, strike, exercise and premium style
   * @param futuresPrice of the underlying, in currency per unit
   * @param volatility implied, per year
   * @param timeYears from now to expiry, ACT/365F; above zero
   * @param rate continuously compounded discount rate of the currency
   * @return currency per unit, finite and not negative
   */
  double price(
      OptionOnFuture option, double futuresPrice, double volatility, double timeYears, double rate);
}
