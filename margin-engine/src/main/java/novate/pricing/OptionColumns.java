package novate.pricing;

import static novate.market.Checks.require;

/**
 * Options on futures in flat arrays, one place each, for {@link BlackKernel}. Shared, not copied;
 * what is in them is checked when it is priced.
 *
 * @param signs +1 for a call, -1 for a put
 * @param forwards price of the underlying future; above zero
 * @param strikes above zero
 * @param volatilities per square root of a year; zero or more
 * @param timesYears ACT/365F; zero or less is expired
 * @param discounts what one at expiry is worth now, above zero; 1 for a futures-style option
 * @param values out: price units, zero or more
 */
// Equality of the arrays' contents is asked of nobody: this carries them to a kernel and back.
@SuppressWarnings("ArrayRecordComponent")
public record OptionColumns(
    double[] signs,
    double[] forwards,
    double[] strikes,
    double[] volatilities,
    double[] timesYears,
    double[] discounts,
    double[] values) {
  public OptionColumns {
    int size = signs.length;
    require(
        forwards.length == size
            && strikes.length == size
            && volatilities.length == size
            && timesYears.length == size
            && discounts.length == size
            && values.length == size,
        "columns of options must be as long as that of the signs, which has %d",
        size);
  }

  /** Number of options. */
  public int size() {
    return signs.length;
  }

  /** Says which of a run of options cannot be priced. */
  IllegalArgumentException refused(int from, int size) {
    for (int i = from; i < from + size; i++) {
      double ratio = forwards[i] / strikes[i];
      boolean isPriced =
          Math.abs(signs[i]) == 1.0
              && forwards[i] > 0
              && strikes[i] > 0
              && ratio >= BlackKernel.RATIO_MIN
              && ratio <= BlackKernel.RATIO_MAX
              && volatilities[i] >= 0
              && volatilities[i] * Math.sqrt(Math.max(0.0, timesYears[i]))
                  <= BlackKernel.DEVIATION_MAX
              && discounts[i] > 0
              && discounts[i] < Double.POSITIVE_INFINITY;
      if (!isPriced) {
        return new IllegalArgumentException(
            ("option %d cannot be priced: sign %s, forward %s, strike %s, volatility %s, time %s"
                    + " years, discount %s")
                .formatted(
                    i,
                    signs[i],
                    forwards[i],
                    strikes[i],
                    volatilities[i],
                    timesYears[i],
                    discounts[i]));
      }
    }
    throw new IllegalStateException(
        "options %d to %d were refused for nothing".formatted(from, from + size - 1));
  }
}
