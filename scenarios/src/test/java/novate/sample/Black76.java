package novate.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import novate.market.AveragingState;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A plain pricer for these tests; the real one is the margin engine's. Early exercise and averaging
 * are worth nothing to it.
 */
final class Black76 {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private static final LocalTime LAST_HOUR = LocalTime.of(21, 0);
  private static final double SECONDS_PER_YEAR = 365.0 * 24 * 60 * 60;

  private Black76() {}

  static double price(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double rate,
      Instant asOf,
      Optional<AveragingState> averaging) {
    Instant expiry = option.expiry().atTime(LAST_HOUR).toInstant(ZoneOffset.UTC);
    double timeYears = Duration.between(asOf, expiry).toSeconds() / SECONDS_PER_YEAR;
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
