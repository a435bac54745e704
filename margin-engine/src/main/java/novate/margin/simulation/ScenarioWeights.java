package novate.margin.simulation;

import java.util.Arrays;
import novate.margin.simulation.SimulationScenario.Block;

/**
 * How much each scenario of history counts for a portfolio, exactly.
 *
 * <pre>
 * own share = n / (n + K)          n own scenarios of every factor held, M proxy scenarios
 * weight of an own scenario = M,  of a proxy scenario = K;  over the total M * (n + K) they sum to 1
 * </pre>
 *
 * <p>Nobody young held: every own scenario has weight 1 and no proxy counts.
 *
 * @param ownCount n
 * @param isPooled true when proxies count
 * @param byScenario over the ids of an own block followed by its proxy block, from 0
 * @param effectiveCount {@code (sum w)^2 / sum w^2} without mirrors
 */
record ScenarioWeights(int ownCount, boolean isPooled, long[] byScenario, double effectiveCount) {
  /**
   * The weights of a portfolio.
   *
   * @param notOwn own-block scenarios, counted from the first, in which something held is a proxy
   * @param poolConstant K
   */
  static ScenarioWeights of(FactorScenarios scenarios, int notOwn, int poolConstant) {
    int dates = scenarios.unmirrored(Block.FILTERED);
    int ownSize = scenarios.to(Block.FILTERED) - scenarios.from(Block.FILTERED);
    int proxySize = scenarios.to(Block.FILTERED_PROXY) - scenarios.from(Block.FILTERED_PROXY);
    int ownCount = dates - notOwn;
    boolean isPooled = notOwn > 0;
    long own = isPooled ? dates : 1;
    long proxy = isPooled ? poolConstant : 0;
    long[] weights = new long[ownSize + proxySize];
    for (int s = 0; s < ownSize; s++) {
      weights[s] = s % dates < notOwn ? 0 : own;
    }
    Arrays.fill(weights, ownSize, weights.length, proxy);
    double sum = (double) own * ownCount + (double) proxy * (isPooled ? dates : 0);
    double squares =
        (double) own * own * ownCount + (double) proxy * proxy * (isPooled ? dates : 0);
    return new ScenarioWeights(ownCount, isPooled, weights, sum * sum / squares);
  }
}
