package novate.sample;

import java.time.Instant;
import java.util.Optional;
import novate.market.AveragingState;
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
   * @param rate continuously compounded discount rate of the currency
   * @param asOf the instant it is priced at, before the option's expiry
   * @param averaging what is fixed of the underlying's month when it settles on its average
   * @return currency per unit, finite and not negative
   */
  double price(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double rate,
      Instant asOf,
      Optional<AveragingState> averaging);
}
