package novate.pricing;

import static novate.market.Checks.require;

import novate.market.OptionRight;

/**
 * Black-76 prices in bulk: one option in many scenarios, or many options.
 *
 * <pre>
 * call = df * ( F * N(d1) - K * N(d2) ),  d1 = log(F/K) / v + v/2,  d2 = d1 - v,  v = volatility * sqrt(T)
 * N(-z) = e(z) * P(z)/Q(z) with e(z) = exp(-z*z/2), and K * e(d2) = F * e(d1): one exp serves both
 * </pre>
 *
 * <p>The side out of the money is priced and the intrinsic value added, which is parity between put
 * and call. Within 1e-14 of the larger of forward and strike it is the value of {@link
 * EuropeanOption}, which is the judge; the last digits differ.
 *
 * <p>The work goes in batches that stay in the first-level cache, through short loops, one function
 * each: compilers keep those in registers. Nothing is allocated after the constructor, and both
 * paths give the same doubles. Not for two threads: each has its own.
 */
public final class BlackKernel {
  /** The farthest that forward and strike may be apart. */
  static final double RATIO_MAX = 1e100;

  static final double RATIO_MIN = 1e-100;

  /** Stands for a deviation of zero, so that d is huge with the sign of the moneyness. */
  static final double DEVIATION_MIN = 1e-17;

  /** The largest volatility * sqrt(T) that is taken: no polynomial overflows. */
  static final double DEVIATION_MAX = 1e12;

  /** Options per batch: fifteen arrays of it are 40 kB. */
  static final int BATCH = 256;

  private final KernelPath path;
  private final BlackBatch batch = new BlackBatch();

  /** A kernel of its own for one thread. */
  public BlackKernel(KernelPath path) {
    this.path = path;
  }

  /**
   * What one option is worth in every scenario.
   *
   * @param strike above zero
   * @param timeYears ACT/365F left in the scenarios, after what has elapsed; zero or less is
   *     expired
   * @param rate continuously compounded; zero for a futures-style option
   * @param volatilities by scenario, per square root of a year; zero or more
   * @param values out, by scenario; price units, zero or more
   * @throws IllegalArgumentException naming the inputs when one cannot be taken
   */
  public void inScenarios(
      OptionRight right,
      double strike,
      double timeYears,
      double rate,
      ForwardMoves moves,
      double[] volatilities,
      double[] values) {
    int count = moves.size();
    requireLengths(count, volatilities, values);
    double ratio = moves.forward() / strike;
    require(
        strike > 0 && ratio >= RATIO_MIN && ratio <= RATIO_MAX,
        "cannot price strike %s on forward %s",
        strike,
        moves.forward());
    require(
        Double.isFinite(timeYears) && Double.isFinite(rate),
        "time must be finite, got %s years; rate must be finite, got %s",
        timeYears,
        rate);
    double logRatio = KernelMath.log(ratio);
    double rootTime = Math.sqrt(Math.max(0.0, timeYears));
    batch.option(right, strike, rootTime, discount(timeYears, rate));
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      batch.scenarios(moves, volatilities, from, size, logRatio);
      if (!arePriced(size)) {
        throw refused(strike, timeYears, volatilities, from, size);
      }
      System.arraycopy(batch.values, 0, values, from, size);
    }
  }

  /**
   * What many options are worth.
   *
   * @param options in, and their values out
   * @throws IllegalArgumentException naming the option when its inputs cannot be taken
   */
  public void each(OptionColumns options) {
    for (int from = 0; from < options.size(); from += BATCH) {
      int size = Math.min(BATCH, options.size() - from);
      batch.options(options, from, size);
      roots(size);
      boolean haveLogs = haveLogs(size);
      if (!haveLogs || !arePriced(size)) {
        throw options.refused(from, size);
      }
      System.arraycopy(batch.values, 0, options.values(), from, size);
    }
  }

  /**
   * What one option is worth wherever scenarios move its forward and its deviation.
   *
   * @param strike above zero
   * @param deviations by scenario: volatility times the square root of the time left; zero or more
   * @param discount what one at expiry is worth now, above zero
   * @param values out, by scenario; meaningless when they are refused
   * @return false when an input cannot be taken here; {@link EuropeanOption} says which, or prices
   *     it: it takes the few that are beyond the polynomials
   */
  boolean moved(
      OptionRight right,
      double strike,
      double[] forwards,
      double[] deviations,
      double discount,
      double[] values) {
    batch.option(right, strike, 1.0, discount);
    for (int from = 0; from < values.length; from += BATCH) {
      int size = Math.min(BATCH, values.length - from);
      batch.moved(forwards, deviations, from, size);
      boolean haveLogs = haveLogs(size);
      if (!haveLogs || !arePriced(size)) {
        return false;
      }
      System.arraycopy(batch.values, 0, values, from, size);
    }
    return true;
  }

  private void roots(int size) {
    switch (path) {
      case PLAIN -> PlainBlack.roots(batch, size);
      case VECTOR -> VectorBlack.roots(batch, size);
    }
  }

  private boolean haveLogs(int size) {
    return switch (path) {
      case PLAIN -> PlainBlack.logs(batch, size);
      case VECTOR -> VectorBlack.logs(batch, size);
    };
  }

  private boolean arePriced(int size) {
    return switch (path) {
      case PLAIN -> PlainBlack.values(batch, size);
      case VECTOR -> VectorBlack.values(batch, size);
    };
  }

  private static IllegalArgumentException refused(
      double strike, double timeYears, double[] volatilities, int from, int size) {
    int s = from;
    while (s < from + size - 1
        && volatilities[s] >= 0
        && volatilities[s] * Math.sqrt(Math.max(0.0, timeYears)) <= DEVIATION_MAX) {
      s++;
    }
    return new IllegalArgumentException(
        "scenario %d: cannot price strike %s at volatility %s with %s years to go"
            .formatted(s + 1, strike, volatilities[s], timeYears));
  }

  private static double discount(double timeYears, double rate) {
    return timeYears <= 0 || rate == 0 ? 1.0 : StrictMath.exp(-rate * timeYears);
  }

  private static void requireLengths(int count, double[] volatilities, double[] values) {
    require(
        volatilities.length == count && values.length == count,
        "%d scenarios have %d volatilities and room for %d values",
        count,
        volatilities.length,
        values.length);
  }
}
