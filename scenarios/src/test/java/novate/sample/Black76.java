package novate.sample;

import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A plain pricer for these tests; the real one is the margin engine's. */
final class Black76 {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Black76() {}

  static double price(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double timeYears,
      double rate) {
    double strike = option.product().decimal(option.strike()).doubleValue();
    double spread = volatility * Math.sqrt(timeYears);
    double d1 = Math.log(futuresPrice / strike) / spread + spread / 2;
    double sign = option.right() == OptionRight.CALL ? 1 : -1;
    double value =
        sign * futuresPrice * NORMAL.cumulativeProbability(sign * d1)
            - sign * strike * NORMAL.cumulativeProbability(sign * (d1 - spread));
    boolean isDiscounted = option.premiumStyle() == PremiumStyle.PREMIUM;
    return Math.max(0, value) * (isDiscounted ? Math.exp(-rate * timeYears) : 1);
  }
}
