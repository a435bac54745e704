package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.Arrays;
import novate.scenario.VolatilityUpdate;

/**
 * The volatility of one factor day by day, and its returns brought to the volatility of today.
 *
 * <pre>
 * s2_t = lam * s2_(t-1) + (1 - lam) * r2_(t-1)         known before r_t
 * seed: the first n returns give s2 = mean of their squares, and are no scenarios themselves
 * forecast = s of the next day, which includes the last return
 * today    = sT = max(forecast, median of all s_t, k * stress volatility)
 * c_t = clamp(sT / s_t, 1/clamp, clamp)
 * r*  = r * (1 + c_t) / 2 (MID)  or  r * c_t (FULL)
 * </pre>
 *
 * <p>Where s_t is zero (a price that did not move) c_t is the upper clamp, or 1 when sT is zero
 * too. The volatility is of a day, in the unit of the returns (methodology, section 6; Barone-Adesi
 * et al. 1999, Hull and White 1998).
 */
public final class VolatilityFilter {
  private static final int WHOLE_BASIS_POINTS = 10_000;

  private final FactorReturns returns;
  private final VolatilityUpdate update;
  private final double[] volatilities;
  private final double[] ascending;
  private final double forecast;
  private final double today;
  private final double longRun;

  /**
   * Filters the returns of a factor.
   *
   * @param stressVolatility of a day in the stress period; zero or more
   * @throws IllegalArgumentException when there are not more returns than seed
   */
  public VolatilityFilter(FactorReturns returns, VolatilityUpdate update, double stressVolatility) {
    require(
        returns.count() > update.seedReturns(),
        "factor %s has %d returns, needs more than the %d that seed its volatility",
        returns.factor(),
        returns.count(),
        update.seedReturns());
    require(
        Double.isFinite(stressVolatility) && stressVolatility >= 0,
        "stress volatility of factor %s is %s",
        returns.factor(),
        stressVolatility);
    this.returns = returns;
    this.update = update;
    this.volatilities = new double[returns.count() - update.seedReturns()];
    double seed = returns.volatility(0, update.seedReturns());
    double variance = seed * seed;
    for (int i = 0; i < volatilities.length; i++) {
      volatilities[i] = Math.sqrt(variance);
      double move = returns.on(firstDate() + i);
      variance = update.decay() * variance + (1 - update.decay()) * move * move;
    }
    this.forecast = Math.sqrt(variance);
    this.ascending = volatilities.clone();
    Arrays.sort(ascending);
    this.longRun = returns.volatility();
    this.today = Math.max(Math.max(forecast, median()), update.stressMultiple() * stressVolatility);
  }

  /** Place of the first date that has a volatility: the first after the seed. */
  public int firstDate() {
    return returns.firstDate() + update.seedReturns();
  }

  /** Place after the last date that has one. */
  public int endDate() {
    return returns.endDate();
  }

  /** s_t: the volatility of a date as it was known before that date. */
  public double volatility(int date) {
    return volatilities[date - firstDate()];
  }

  /** The volatility of the day after the last, before any floor. */
  public double forecast() {
    return forecast;
  }

  /** sT: the forecast, floored. */
  public double today() {
    return today;
  }

  /** The median of the volatility history; of an even count the mean of the middle two. */
  public double median() {
    int middle = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[middle]
        : (ascending[middle - 1] + ascending[middle]) / 2;
  }

  /** The volatility of the whole history: today's is not below it under the long-run floor. */
  public double longRun() {
    return longRun;
  }

  /**
   * The lowest volatility of the history that at least this share of its days does not exceed.
   *
   * @param basisPoints 0 is the minimum, 10,000 the maximum
   */
  public double quantile(int basisPoints) {
    int rank = Math.ceilDiv(Math.multiplyExact(ascending.length, basisPoints), WHOLE_BASIS_POINTS);
    return ascending[Math.max(1, rank) - 1];
  }

  /**
   * How much of the anti-procyclicality buffer stands.
   *
   * <pre>clip((s_hi - sT) / (s_hi - s_lo), 0, 1)      1 in calm, 0 in stress</pre>
   *
   * @param lowBasisPoints quantile that is s_lo
   * @param highBasisPoints quantile that is s_hi
   */
  public double bufferShare(int lowBasisPoints, int highBasisPoints) {
    double low = quantile(lowBasisPoints);
    double high = quantile(highBasisPoints);
    if (today >= high) {
      return 0;
    }
    return today <= low ? 1 : (high - today) / (high - low);
  }

  /** c_t for a volatility of today of one's own. */
  public double scale(int date, double volatilityToday) {
    double then = volatility(date);
    if (then == 0) {
      return volatilityToday == 0 ? 1 : update.clamp();
    }
    return Math.clamp(volatilityToday / then, 1 / update.clamp(), update.clamp());
  }

  /** r* at today's volatility. */
  public double filtered(int date) {
    return filtered(date, today);
  }

  /** r* for a volatility of today of one's own. */
  public double filtered(int date, double volatilityToday) {
    double scale = scale(date, volatilityToday);
    return returns.on(date)
        * switch (update.scaling()) {
          case MID -> (1 + scale) / 2;
          case FULL -> scale;
        };
  }
}
