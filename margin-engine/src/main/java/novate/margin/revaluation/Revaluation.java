package novate.margin.revaluation;

import novate.pricing.BlackKernel;

/**
 * How the value of one long contract answers to a move of its price factor, of its volatility and
 * of time; per unit of the underlying, in currency. Immutable, so that threads may share it, and
 * nothing is allocated when it is asked for one loss.
 *
 * <p>It knows nothing of scan ranges, shocks or floors of volatility: whoever moves the market says
 * where it has moved to.
 */
public interface Revaluation {
  /**
   * The price that scenarios move, currency per unit: the futures price, or in an averaging month
   * the forward of the rest. Of an option that of its underlying.
   */
  double factor();

  /** The mark volatility of an option, per square root of a year; 0 for a future. */
  double volatility();

  /**
   * A moved factor as it may be used: at least one settlement tick where the product allows no
   * negative price, otherwise as it is.
   */
  double floored(double factor);

  /**
   * What one long unit loses against its value now, currency; negative when it gains.
   *
   * @param movedFactor where the factor has moved to, {@link #floored}
   * @param movedVolatility where the volatility has moved to, zero or more; a future ignores it
   * @param elapsedYears ACT/365F since the cut; an option whose time has run out is worth its
   *     intrinsic value
   * @throws IllegalArgumentException naming the inputs when the contract cannot be valued there
   */
  double loss(double movedFactor, double movedVolatility, double elapsedYears);

  /**
   * {@link #loss} in many scenarios, to the last few digits of a double.
   *
   * @param movedFactors by scenario
   * @param movedVolatilities by scenario
   * @param elapsedYears in all of them
   * @param kernel of the thread that asks
   * @param losses out, by scenario, currency per long unit
   * @throws IllegalArgumentException as {@link #loss}, with the number of the scenario, from 1;
   *     {@code losses} is then undefined
   */
  default void losses(
      double[] movedFactors,
      double[] movedVolatilities,
      double elapsedYears,
      BlackKernel kernel,
      double[] losses) {
    for (int s = 0; s < losses.length; s++) {
      losses[s] = loss(movedFactors[s], movedVolatilities[s], elapsedYears);
    }
  }

  /**
   * How the value moves with the factor, at the same three.
   *
   * @throws IllegalArgumentException as {@link #loss}
   */
  double delta(double movedFactor, double movedVolatility, double elapsedYears);
}
