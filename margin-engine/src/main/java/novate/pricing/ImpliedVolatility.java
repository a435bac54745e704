package novate.pricing;

import static novate.market.Checks.require;

import novate.market.PricingModel;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** The volatility that explains a price: Brent's method on a bracket found by doubling. */
public final class ImpliedVolatility {
  /** Highest fraction per square root of a year that is tried. */
  private static final double FRACTION_MAX = 1e6;

  private static final double RELATIVE_ACCURACY = 1e-15;
  private static final double TINY = 1e-300;
  private static final int EVALUATIONS_MAX = 2_000;

  private ImpliedVolatility() {}

  /**
   * The volatility at which an option is worth a price; the lowest where several are, so zero for a
   * price that the option has without volatility.
   *
   * @param forward as {@link OptionValuation#price} takes it
   * @param price currency per unit
   * @throws IllegalArgumentException naming price and bound when the option has no time left, the
   *     price is below what the option is worth without volatility (its discounted intrinsic value,
   *     for an American its intrinsic value), or no volatility makes it as high
   */
  public static double of(OptionValuation option, double forward, double price) {
    require(
        option.timeYears() > 0,
        "no volatility explains price %s: the option has %s years left",
        price,
        option.timeYears());
    double lowest = option.price(forward, 0.0, 0.0);
    require(
        price >= lowest,
        "no volatility explains price %s: without any the option is worth %s on forward %s",
        price,
        lowest,
        forward);
    if (price == lowest) {
      return 0.0;
    }
    double high = bracket(option, forward, price);
    return new BrentSolver(RELATIVE_ACCURACY, TINY, TINY)
        .solve(
            EVALUATIONS_MAX,
            volatility -> option.price(forward, volatility, 0.0) - price,
            high / 2 < start(option.model(), price) ? 0.0 : high / 2,
            high);
  }

  /** The first doubling of the start at which the option is worth the price. */
  private static double bracket(OptionValuation option, double forward, double price) {
    double max = option.model() == PricingModel.BLACK_76 ? FRACTION_MAX : Double.MAX_VALUE / 4;
    double high = start(option.model(), price);
    while (option.price(forward, high, 0.0) < price) {
      high *= 2;
      require(
          high <= max,
          "no volatility explains price %s: at %s the option is worth %s on forward %s",
          price,
          high / 2,
          option.price(forward, high / 2, 0.0),
          forward);
    }
    return high;
  }

  private static double start(PricingModel model, double price) {
    return model == PricingModel.BLACK_76 ? 0.25 : price;
  }
}
