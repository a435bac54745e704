package novate.pricing;

import static novate.market.Checks.require;

import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.OptionOnFuture;

/** Prices a listed option on a future with the model of its product. */
public final class OptionModel {
  private OptionModel() {}

  /**
   * What one unit of the underlying is worth in the option, in currency; zero or more.
   *
   * <p>A premium-style option is discounted at the rate, a futures-style one is not. Its shape is
   * that of a pricer handed to the sample market: {@code OptionModel::price}.
   *
   * @param futuresPrice price of the underlying future, currency per unit
   * @param volatility per square root of a year, in the unit of the product's model
   * @param timeYears ACT/365F to the expiry instant; zero or less is intrinsic
   * @param rate continuously compounded
   * @throws IllegalArgumentException naming the option, when it is American, when it is on an
   *     averaging future, or when the inputs cannot be priced
   */
  public static double price(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double timeYears,
      double rate) {
    requirePriced(option);
    return EuropeanOption.price(
        option.product().model(),
        option.right(),
        futuresPrice,
        strike(option),
        volatility,
        timeYears,
        discountRate(option, rate));
  }

  /**
   * How much {@link #price} moves with the futures price.
   *
   * @throws IllegalArgumentException as {@link #price}
   */
  public static double delta(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double timeYears,
      double rate) {
    requirePriced(option);
    return EuropeanOption.delta(
        option.product().model(),
        option.right(),
        futuresPrice,
        strike(option),
        volatility,
        timeYears,
        discountRate(option, rate));
  }

  private static void requirePriced(OptionOnFuture option) {
    require(
        option.exercise() == ExerciseStyle.EUROPEAN,
        "option %s is %s; only EUROPEAN exercise is priced",
        option.id(),
        option.exercise());
    require(
        option.underlying().product().finalSettlement() == FinalSettlement.LAST_FIXING,
        "option %s is on %s, an averaging future; only options on LAST_FIXING are priced",
        option.id(),
        option.underlying().id());
  }

  private static double strike(OptionOnFuture option) {
    return option.underlying().product().decimal(option.strike()).doubleValue();
  }

  private static double discountRate(OptionOnFuture option, double rate) {
    return switch (option.premiumStyle()) {
      case PREMIUM -> rate;
      case FUTURES_STYLE -> 0.0;
    };
  }
}
