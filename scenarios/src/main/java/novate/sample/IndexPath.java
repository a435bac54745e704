package novate.sample;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One index over two years: levels, slope of its curve, realised volatility, how far each day
 * strayed. The process is told in {@link PriceHistory}.
 */
final class IndexPath {
  private static final double DAYS_A_YEAR = 252;
  private static final double CALM = 0.8;
  private static final double STRESSED = 1.5;
  private static final double CALM_ENDS = 0.03;
  private static final double STRESS_ENDS = 0.12;
  private static final double JUMP_SIZE = 0.05;
  private static final double SLOPE_KEEPS = 0.97;
  private static final double SLOPE_REACH = 2.0;
  private static final double VARIANCE_KEEPS = 0.97;
  private static final int LEVEL_DECIMALS = 4;

  /** A level that the path passes through, and how wild the way to it is. */
  record Anchor(LocalDate date, double level, double volatility, double jumpsAYear) {}

  /** What the curve of an index is like; see {@link PriceHistory}. */
  record Curve(
      double reversion,
      double meanLevel,
      double decay,
      double slopeVolatility,
      double commonShare,
      double longRunVolatility) {}

  /** A standard normal shock that all indices of a calendar feel on a date. */
  @FunctionalInterface
  interface CommonShock {
    double on(LocalDate date);
  }

  private final List<LocalDate> dates;
  private final Curve curve;
  private final double[] levels;
  private final double[] slopes;
  private final double[] volatilities;
  private final double[] strays;

  IndexPath(
      List<LocalDate> dates,
      List<Anchor> anchors,
      Curve curve,
      CommonShock common,
      SplittableRandom random) {
    this.dates = dates;
    this.curve = curve;
    this.levels = levels(dates, anchors, curve, common, random);
    this.slopes = slopes(random);
    this.volatilities = volatilities();
    this.strays = new double[levels.length];
    for (int i = 0; i < strays.length; i++) {
      strays[i] = random.nextGaussian() * 0.8 * volatilities[i] / StrictMath.sqrt(DAYS_A_YEAR);
    }
  }

  private static double[] levels(
      List<LocalDate> dates,
      List<Anchor> anchors,
      Curve curve,
      CommonShock common,
      SplittableRandom random) {
    double[] levels = new double[dates.size()];
    levels[0] = anchors.getFirst().level();
    int from = 0;
    for (Anchor anchor : anchors.subList(1, anchors.size())) {
      int to = dates.indexOf(anchor.date());
      require(to > from, "anchor %s is no later fixing date", anchor.date());
      double[] returns = returns(dates.subList(from + 1, to + 1), anchor, curve, common, random);
      // The bridge: the sum of the returns is moved to what leads from anchor to anchor.
      double wanted = StrictMath.log(anchor.level() / levels[from]);
      double tilt = (wanted - Arrays.stream(returns).sum()) / returns.length;
      double log = StrictMath.log(levels[from]);
      for (int i = 0; i < returns.length; i++) {
        log += returns[i] + tilt;
        levels[from + 1 + i] = rounded(StrictMath.exp(log));
      }
      from = to;
    }
    require(from == dates.size() - 1, "the last anchor must stand on %s", dates.getLast());
    return levels;
  }

  private static double[] returns(
      List<LocalDate> days,
      Anchor anchor,
      Curve curve,
      CommonShock common,
      SplittableRandom random) {
    double daily = anchor.volatility() / StrictMath.sqrt(DAYS_A_YEAR);
    double own = StrictMath.sqrt(1 - curve.commonShare() * curve.commonShare());
    double[] returns = new double[days.size()];
    boolean isStressed = false;
    for (int i = 0; i < returns.length; i++) {
      isStressed = random.nextDouble() < (isStressed ? 1 - STRESS_ENDS : CALM_ENDS);
      double shock = curve.commonShare() * common.on(days.get(i)) + own * random.nextGaussian();
      boolean jumps = random.nextDouble() < anchor.jumpsAYear() / DAYS_A_YEAR;
      double jump = random.nextGaussian() * JUMP_SIZE;
      returns[i] = daily * (isStressed ? STRESSED : CALM) * shock + (jumps ? jump : 0);
    }
    return returns;
  }

  private double[] slopes(SplittableRandom random) {
    double[] slopes = new double[levels.length];
    double daily = curve.slopeVolatility() / StrictMath.sqrt(DAYS_A_YEAR);
    for (int i = 1; i < slopes.length; i++) {
      slopes[i] = SLOPE_KEEPS * slopes[i - 1] + daily * random.nextGaussian();
    }
    return slopes;
  }

  private double[] volatilities() {
    double[] volatilities = new double[levels.length];
    double variance = curve.longRunVolatility() * curve.longRunVolatility();
    volatilities[0] = curve.longRunVolatility();
    for (int i = 1; i < volatilities.length; i++) {
      double change = StrictMath.log(levels[i] / levels[i - 1]);
      variance = VARIANCE_KEEPS * variance + (1 - VARIANCE_KEEPS) * DAYS_A_YEAR * change * change;
      volatilities[i] = StrictMath.sqrt(variance);
    }
    return volatilities;
  }

  private static double rounded(double level) {
    return decimal(level).doubleValue();
  }

  private static BigDecimal decimal(double level) {
    return BigDecimal.valueOf(level).setScale(LEVEL_DECIMALS, RoundingMode.HALF_EVEN);
  }

  List<LocalDate> dates() {
    return dates;
  }

  /** The published level of a fixing date, 4 decimals. */
  BigDecimal level(LocalDate date) {
    return decimal(levels[place(date)]);
  }

  /** The level inside the day: from the level of the day before to the day's own. */
  double level(LocalDate date, double elapsed) {
    int i = place(date);
    if (elapsed >= 1 || i == 0) {
      return levels[i];
    }
    double log =
        (1 - elapsed) * StrictMath.log(levels[i - 1])
            + elapsed * StrictMath.log(levels[i])
            + strays[i] * StrictMath.sin(Math.PI * elapsed);
    return StrictMath.exp(log);
  }

  /** What the level of a later day is expected to be; the level itself for the day. */
  double forward(LocalDate date, double elapsed, LocalDate later) {
    double years = Math.max(0, later.toEpochDay() - date.toEpochDay()) / 365.0;
    double mean = StrictMath.log(curve.meanLevel());
    double now = StrictMath.log(level(date, elapsed));
    double slope = slopes[place(date)] * (1 - StrictMath.exp(-SLOPE_REACH * years));
    double pulled = mean + (now - mean) * StrictMath.exp(-curve.reversion() * years);
    return StrictMath.exp(pulled + slope - curve.decay() * years);
  }

  /** Implied volatility per year of a strike, 4 decimals. */
  double implied(LocalDate date, double years, double strike, double futuresPrice) {
    double near = 1.05 * volatilities[place(date)];
    double far = curve.longRunVolatility();
    double atTheMoney = far + (near - far) * StrictMath.exp(-2 * years);
    double moneyness = StrictMath.log(strike / futuresPrice);
    double smile = 1 + 0.20 * moneyness + 0.80 * moneyness * moneyness;
    return rounded(Math.clamp(atTheMoney * smile, 0.10, 2.50));
  }

  private int place(LocalDate date) {
    int i = Collections.binarySearch(dates, date);
    require(
        i >= 0, "%s is no fixing date between %s and %s", date, dates.getFirst(), dates.getLast());
    return i;
  }
}
