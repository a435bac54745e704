package novate.validation;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Whether losses went beyond a margin as often as its confidence says, and not in clusters.
 *
 * <pre>
 * N days, x breaches, p the tail                                0 * ln 0 = 0
 * LR_pof = -2 ln[ (1-p)^(N-x) p^x / ((1-x/N)^(N-x) (x/N)^x) ]                reject above 3.841
 * LR_ind = -2 ln[ (1-q)^(n00+n10) q^(n01+n11)
 *                 / ((1-q0)^n00 q0^n01 (1-q1)^n10 q1^n11) ]                  0 without a breach
 *          n_ij: days of state j after one of state i,  q_i = n_i1 / (n_i0 + n_i1),
 *          q = (n01 + n11) / (N - 1)
 * LR_cc  = LR_pof + LR_ind                                                   reject above 5.991
 * F      = P(X &lt;= x), X ~ Binomial(N, p)        green up to 95 %, red above 99.99 %, else yellow
 * </pre>
 *
 * <p>Worked example: 250 days at 1 %: Kupiec accepts 1 to 6 breaches, 0 to 4 are green and 5 to 9
 * yellow.
 *
 * @param observations N
 * @param breaches x
 * @param tailBasisPoints p
 * @param frequency LR_pof
 * @param independence LR_ind
 * @param light by F
 * @see <a href="https://www.bis.org/publ/bcbs22.pdf">Basel Committee, Supervisory framework for the
 *     use of backtesting, 1996</a>
 */
public record BackTest(
    int observations,
    int breaches,
    int tailBasisPoints,
    double frequency,
    double independence,
    Light light) {
  /** The zone of a number of breaches. */
  public enum Light {
    /** As many as the confidence lets expect. */
    GREEN,
    /** More than that. */
    YELLOW,
    /** So many that the margin is too low. */
    RED
  }

  private static final double WHOLE_BASIS_POINTS = 10_000;
  private static final double FREQUENCY_MAX = 3.841;
  private static final double COVERAGE_MAX = 5.991;
  private static final double GREEN_MAX = 0.95;
  private static final double YELLOW_MAX = 0.9999;

  /**
   * The test of one series of days that do not overlap.
   *
   * @param isBreach by day: whether its loss was above the margin
   * @param tailBasisPoints 1 to 9,999; 100 is a margin of 99 %
   * @throws IllegalArgumentException when there is no day or no tail
   */
  public static BackTest of(boolean[] isBreach, int tailBasisPoints) {
    require(isBreach.length > 0, "a back-test needs at least one day");
    require(
        tailBasisPoints > 0 && tailBasisPoints < WHOLE_BASIS_POINTS,
        "tail must be 1 to 9999 basis points, got %d",
        tailBasisPoints);
    int breaches = 0;
    for (boolean each : isBreach) {
      breaches += each ? 1 : 0;
    }
    double tail = tailBasisPoints / WHOLE_BASIS_POINTS;
    return new BackTest(
        isBreach.length,
        breaches,
        tailBasisPoints,
        ratio(logLikelihood(isBreach.length, breaches, tail), isBreach.length, breaches),
        breaches == 0 ? 0 : independence(isBreach),
        light(isBreach.length, breaches, tail));
  }

  /**
   * The tests of windows of h days: every h-th window from the first, from the second, and so on,
   * since windows that overlap are not independent.
   *
   * @param isBreach by window, one beginning every day
   * @param horizonDays h; at most the number of windows
   */
  public static List<BackTest> subsamples(
      boolean[] isBreach, int horizonDays, int tailBasisPoints) {
    require(
        horizonDays > 0 && horizonDays <= isBreach.length,
        "horizon must be 1 to %d days, got %d",
        isBreach.length,
        horizonDays);
    List<BackTest> tests = new ArrayList<>();
    for (int first = 0; first < horizonDays; first++) {
      boolean[] sample = new boolean[(isBreach.length - first + horizonDays - 1) / horizonDays];
      for (int i = 0; i < sample.length; i++) {
        sample[i] = isBreach[first + i * horizonDays];
      }
      tests.add(of(sample, tailBasisPoints));
    }
    return tests;
  }

  /** LR_cc: frequency and independence together. */
  public double coverage() {
    return frequency + independence;
  }

  /** True when the number of breaches fits the tail (Kupiec, 95 %). */
  public boolean isFrequencyAccepted() {
    return frequency <= FREQUENCY_MAX;
  }

  /** True when number and order of the breaches fit the tail (Christoffersen, 95 %). */
  public boolean isCoverageAccepted() {
    return coverage() <= COVERAGE_MAX;
  }

  private static double independence(boolean[] isBreach) {
    int[][] days = new int[2][2];
    for (int t = 1; t < isBreach.length; t++) {
      days[isBreach[t - 1] ? 1 : 0][isBreach[t] ? 1 : 0]++;
    }
    int afterNone = days[0][0] + days[0][1];
    int afterBreach = days[1][0] + days[1][1];
    int breaches = days[0][1] + days[1][1];
    int all = afterNone + afterBreach;
    double alike = logLikelihood(all, breaches, share(breaches, all));
    double apart =
        logLikelihood(afterNone, days[0][1], share(days[0][1], afterNone))
            + logLikelihood(afterBreach, days[1][1], share(days[1][1], afterBreach));
    return atLeastZero(-2 * (alike - apart));
  }

  private static double ratio(double expected, int count, int hits) {
    return atLeastZero(-2 * (expected - logLikelihood(count, hits, share(hits, count))));
  }

  /** ln[ (1 - p)^(n - x) p^x ] with 0 * ln 0 = 0. */
  private static double logLikelihood(int count, int hits, double probability) {
    return (hits == count ? 0 : (count - hits) * StrictMath.log1p(-probability))
        + (hits == 0 ? 0 : hits * StrictMath.log(probability));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  // A likelihood ratio of two equal models may come out a rounding error below zero.
  private static double atLeastZero(double ratio) {
    return Math.max(0, ratio);
  }

  private static Light light(int observations, int breaches, double tail) {
    double probability =
        new BinomialDistribution(null, observations, tail).cumulativeProbability(breaches);
    if (probability <= GREEN_MAX) {
      return Light.GREEN;
    }
    return probability <= YELLOW_MAX ? Light.YELLOW : Light.RED;
  }
}
