package novate.margin.scan;

import novate.market.OptionOnFuture;
import novate.pricing.OptionModel;

/** How the value of one contract answers to a move of its price factor and volatility. */
sealed interface Revaluation {
  /** Price of the factor that scenarios move, currency per unit of the underlying. */
  double factor();

  /**
   * What one long unit loses, currency; negative when it gains.
   *
   * @param factor the moved and floored price
   * @param volatilityDirection -1, 0 or +1 volatility scan ranges
   */
  double loss(double factor, int volatilityDirection);

  /** How the value moves with the factor, at a moved price and the look-ahead time. */
  double delta(double factor);

  /**
   * A future.
   *
   * <pre>loss = (F - F') * w</pre>
   *
   * @param factor F: the price, or in an averaging month the forward of the rest
   * @param weight w: 1, or the share of the average that is still open
   */
  record OfFuture(double factor, double weight) implements Revaluation {
    @Override
    public double loss(double moved, int volatilityDirection) {
      return (factor - moved) * weight;
    }

    @Override
    public double delta(double moved) {
      return weight;
    }
  }

  /**
   * A European option on a future.
   *
   * <pre>loss = V(S, vol, T) - V(S', vol', T - lookahead)</pre>
   *
   * @param factor S: price of the underlying future
   * @param volatilities vol' for the volatility direction down, still and up: floored
   * @param value V(S, vol, T): the model's value now, on the volatility of the mark
   * @param agedYears T less the look-ahead; zero or less is expired
   */
  record OfOption(
      OptionOnFuture option,
      double factor,
      double volatility,
      Volatilities volatilities,
      double value,
      double agedYears,
      double rate)
      implements Revaluation {
    @Override
    public double loss(double moved, int volatilityDirection) {
      return value
          - OptionModel.price(option, moved, volatilities.in(volatilityDirection), agedYears, rate);
    }

    @Override
    public double delta(double moved) {
      return OptionModel.delta(option, moved, volatility, agedYears, rate);
    }
  }

  /** The volatilities a scenario can ask for. */
  record Volatilities(double down, double still, double up) {
    double in(int direction) {
      return direction < 0 ? down : direction > 0 ? up : still;
    }
  }
}
