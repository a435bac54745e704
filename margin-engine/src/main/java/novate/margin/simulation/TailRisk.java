package novate.margin.simulation;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Value at risk and expected shortfall of simulated losses, exact.
 *
 * <pre>
 * m   = N * tail / 10,000                                    losses L sorted descending, ties by id
 * VaR = L(floor(m) + 1)
 * ES  = (1/m) * [ sum over j up to floor(m) of L(j)  +  (m - floor(m)) * L(floor(m) + 1) ]
 * </pre>
 *
 * <p>m below 1 gives L(1) for both. Weighted scenarios fill the tail in the same order with their
 * integer weights: VaR is the loss at which the weight passes the tail, ES the mean over the tail.
 * Worked example: losses 10, 8, 6, 4, 2 and a tail of 3,000 basis points make m = 1.5, VaR 8, ES
 * (10 + 0.5 * 8) / 1.5 = 9.33333333.
 *
 * @param tailBasisPoints the tail
 * @param valueAtRisk minor units; negative when even the tail gains
 * @param expectedShortfall minor units, 8 decimals, HALF_EVEN; never below {@code valueAtRisk}
 * @param mass weight of the tail times 10,000: N * tail for equal weights
 * @param scenarios those in the tail, worst first; their parts sum to {@code mass}; the last one is
 *     that of VaR, with part zero when the tail ends before it
 */
public record TailRisk(
    int tailBasisPoints,
    long valueAtRisk,
    BigDecimal expectedShortfall,
    long mass,
    List<TailScenario> scenarios) {
  /** Decimals of an average of losses. */
  static final int DECIMALS = 8;

  private static final long WHOLE_BASIS_POINTS = 10_000;

  /** Keeps its own copy. */
  public TailRisk {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * The tail of equally weighted losses.
   *
   * @param losses minor units by scenario id
   * @param from first id
   * @param to one after the last id
   * @throws IllegalArgumentException when there is no loss or the tail is not 1 to 9,999
   */
  public static TailRisk of(long[] losses, int from, int to, int tailBasisPoints) {
    requireTail(tailBasisPoints);
    require(from < to, "a tail needs at least one loss");
    long mass = Math.multiplyExact((long) (to - from), tailBasisPoints);
    WorstLosses worst = new WorstLosses((int) (mass / WHOLE_BASIS_POINTS) + 1);
    for (int s = from; s < to; s++) {
      worst.offer(s, losses[s]);
    }
    return filled(worst, _ -> 1, mass, tailBasisPoints);
  }

  /**
   * The tail of weighted losses.
   *
   * @param losses minor units by scenario id
   * @param from the id of the first weight
   * @param weights zero or more; a scenario of weight zero is left out
   * @throws IllegalArgumentException when no weight is above zero, one is negative, or the tail is
   *     not 1 to 9,999
   */
  public static TailRisk weighted(long[] losses, int from, long[] weights, int tailBasisPoints) {
    requireTail(tailBasisPoints);
    long total = 0;
    long smallest = Long.MAX_VALUE;
    int count = 0;
    for (long weight : weights) {
      require(weight >= 0, "a weight must not be negative, got %d", weight);
      if (weight > 0) {
        total = Math.addExact(total, weight);
        smallest = Math.min(smallest, weight);
        count++;
      }
    }
    require(count > 0, "a tail needs at least one weighted loss");
    long mass = Math.multiplyExact(total, tailBasisPoints);
    long needed = mass / Math.multiplyExact(smallest, WHOLE_BASIS_POINTS) + 1;
    WorstLosses worst = new WorstLosses((int) Math.min(count, needed));
    for (int s = 0; s < weights.length; s++) {
      if (weights[s] > 0) {
        worst.offer(from + s, losses[from + s]);
      }
    }
    return filled(worst, scenario -> weights[scenario - from], mass, tailBasisPoints);
  }

  private static void requireTail(int tailBasisPoints) {
    require(
        tailBasisPoints >= 1 && tailBasisPoints < WHOLE_BASIS_POINTS,
        "tail must be 1 to 9999 basis points, got %d",
        tailBasisPoints);
  }

  @FunctionalInterface
  private interface Weights {
    long of(int scenario);
  }

  private static TailRisk filled(
      WorstLosses worst, Weights weights, long mass, int tailBasisPoints) {
    List<TailScenario> scenarios = new ArrayList<>(worst.size());
    BigInteger sum = BigInteger.ZERO;
    long left = mass;
    for (int j = 0; j < worst.size(); j++) {
      long whole = Math.multiplyExact(weights.of(worst.scenario(j)), WHOLE_BASIS_POINTS);
      long part = Math.min(left, whole);
      sum = sum.add(BigInteger.valueOf(part).multiply(BigInteger.valueOf(worst.loss(j))));
      scenarios.add(new TailScenario(worst.scenario(j), worst.loss(j), part));
      left -= part;
      if (part < whole) {
        break;
      }
    }
    return new TailRisk(
        tailBasisPoints,
        scenarios.getLast().loss(),
        new BigDecimal(sum).divide(BigDecimal.valueOf(mass), DECIMALS, RoundingMode.HALF_EVEN),
        mass,
        scenarios);
  }
}
