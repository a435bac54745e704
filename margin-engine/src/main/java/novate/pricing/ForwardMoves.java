package novate.pricing;

import static novate.market.Checks.require;

/**
 * Where scenarios move one forward to, and the logarithms of the moves: taken once, they serve
 * every option on it.
 *
 * <pre>log(F_s / K) = log(F / K) + log(F_s / F)</pre>
 */
public final class ForwardMoves {
  private final double forward;
  private final double[] moved;
  private final double[] logs;

  /**
   * @param forward F: where it stands; above zero
   * @param moved F_s by scenario; above zero; copied
   * @throws IllegalArgumentException naming the scenario when a forward is not finite, not above
   *     zero, or more than 1e100 times as high or low as before
   */
  public ForwardMoves(double forward, double[] moved) {
    require(
        forward > 0 && forward < Double.POSITIVE_INFINITY,
        "forward must be above zero, got %s",
        forward);
    this.forward = forward;
    this.moved = moved.clone();
    this.logs = new double[moved.length];
    for (int s = 0; s < moved.length; s++) {
      double ratio = moved[s] / forward;
      require(
          ratio >= BlackKernel.RATIO_MIN && ratio <= BlackKernel.RATIO_MAX,
          "scenario %d moves the forward from %s to %s",
          s + 1,
          forward,
          moved[s]);
      logs[s] = KernelMath.log(ratio);
    }
  }

  /** Number of scenarios. */
  public int size() {
    return moved.length;
  }

  double forward() {
    return forward;
  }

  double[] moved() {
    return moved;
  }

  double[] logs() {
    return logs;
  }
}
