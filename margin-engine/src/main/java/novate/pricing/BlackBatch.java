package novate.pricing;

import java.util.Arrays;
import novate.market.OptionRight;

/**
 * What the loops of {@link BlackKernel} work on: one array per quantity. Loops run over whole
 * vectors, so the places behind the last option hold something that can be priced, too.
 */
final class BlackBatch {
  static final int SIZE = BlackKernel.BATCH;

  /** Room behind each array, meant to keep them from lying 4,096 bytes apart; gain not proven. */
  private static final int APART = 72;

  // In.
  final double[] signs = ones();
  final double[] forwards = ones();
  final double[] strikes = ones();
  final double[] volatilities = ones();
  final double[] rootTimes = ones();
  final double[] discounts = ones();

  // In between: log(F/K), d1, d2, F * exp(-d1*d1/2), P and Q of d1, and what they make.
  final double[] logs = ones();
  final double[] d1 = ones();
  final double[] d2 = ones();
  final double[] peaks = ones();
  final double[] above = ones();
  final double[] below = ones();
  final double[] tails = ones();
  final double[] certain = ones();

  // Out.
  final double[] values = ones();

  private static double[] ones() {
    double[] ones = new double[SIZE + APART];
    Arrays.fill(ones, 1.0);
    return ones;
  }

  /** The columns that are the same in all scenarios of one option. */
  void option(OptionRight right, double strike, double rootTime, double discount) {
    Arrays.fill(signs, right == OptionRight.CALL ? 1.0 : -1.0);
    Arrays.fill(strikes, strike);
    Arrays.fill(rootTimes, rootTime);
    Arrays.fill(discounts, discount);
  }

  /** Some scenarios of that option. */
  void scenarios(ForwardMoves moves, double[] volatilities, int from, int size, double logRatio) {
    System.arraycopy(moves.moved(), from, forwards, 0, size);
    System.arraycopy(volatilities, from, this.volatilities, 0, size);
    double[] logMoves = moves.logs();
    for (int i = 0; i < size; i++) {
      logs[i] = logRatio + logMoves[from + i];
    }
  }

  /** The same where forwards and deviations are moved, for a root of the time of one. */
  void moved(double[] moved, double[] deviations, int from, int size) {
    System.arraycopy(moved, from, forwards, 0, size);
    System.arraycopy(deviations, from, volatilities, 0, size);
  }

  /** Some of many options; the times stand where their roots will. */
  void options(OptionColumns options, int from, int size) {
    System.arraycopy(options.signs(), from, signs, 0, size);
    System.arraycopy(options.forwards(), from, forwards, 0, size);
    System.arraycopy(options.strikes(), from, strikes, 0, size);
    System.arraycopy(options.volatilities(), from, volatilities, 0, size);
    System.arraycopy(options.discounts(), from, discounts, 0, size);
    System.arraycopy(options.timesYears(), from, rootTimes, 0, size);
  }
}
