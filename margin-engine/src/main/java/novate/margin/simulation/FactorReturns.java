package novate.margin.simulation;

import static novate.market.Checks.require;

import novate.market.FactorId;

/**
 * One-day moves of a factor, by date, without holes. Immutable.
 *
 * <p>A date is named by its place in the history; the return of a date ends on it.
 */
public final class FactorReturns {
  private final FactorId factor;
  private final int firstDate;
  private final double[] values;

  /**
   * Moves from a date on; the array is copied.
   *
   * @param firstDate place of the date of the first move
   * @param values log ratios or absolute changes; finite
   */
  public FactorReturns(FactorId factor, int firstDate, double[] values) {
    this.factor = factor;
    this.firstDate = firstDate;
    this.values = values.clone();
    for (int i = 0; i < values.length; i++) {
      require(
          Double.isFinite(values[i]),
          "return of factor %s at place %d is %s",
          factor,
          firstDate + i,
          values[i]);
    }
  }

  /** Whose moves they are. */
  public FactorId factor() {
    return factor;
  }

  /** Place of the date of the first move. */
  public int firstDate() {
    return firstDate;
  }

  /** Moves. */
  public int count() {
    return values.length;
  }

  /** Place after the date of the last move. */
  public int endDate() {
    return firstDate + values.length;
  }

  /** The move that ends on a date. */
  public double on(int date) {
    return values[date - firstDate];
  }

  /** The size of an ordinary move: the root of the mean square of all of them. */
  public double volatility() {
    require(values.length > 0, "factor %s has no return", factor);
    return volatility(0, values.length);
  }

  /** {@code sqrt(mean of r^2)} over a run of moves. */
  double volatility(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
