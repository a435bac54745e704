package novate.margin.scan;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import novate.scenario.Scenario;
import novate.scenario.ScenarioSet;

/**
 * The scanning risk of one portfolio in one combined commodity, and what it is made of.
 *
 * <pre>
 * ScanRisk         = max(0, max_i P[i]);   Active = lowest i attaining the maximum
 * TimeRisk         = (P[1] + P[2]) / 2                       price still, volatility up and down
 * VolRisk          = (ScanRisk - P[pair(Active)]) / 2;       (P[1] - P[2]) / 2 when every P[i] is below 0
 * FuturesPriceRisk = max(0, ScanRisk - TimeRisk - VolRisk)
 * </pre>
 *
 * <p>P are the scenario losses in minor units, a loss positive. The parts are exact halves of a
 * minor unit, kept as they are: only what is charged becomes money.
 *
 * <p>Worked example (McMillan, long call): P[13] = 3,380 and P[14] = 3,990 give 3,990 with scenario
 * 14 active, TimeRisk (-460 + 610)/2 = 75, VolRisk (3,990 - 3,380)/2 = 305, FuturesPriceRisk 3,610.
 *
 * @param scanRisk minor units; zero or more
 * @param activeScenario number of the active scenario, from 1
 * @param timeRisk minor units
 * @param volRisk minor units
 * @param futuresPriceRisk minor units; zero or more
 */
public record ScanningRisk(
    long scanRisk,
    int activeScenario,
    BigDecimal timeRisk,
    BigDecimal volRisk,
    BigDecimal futuresPriceRisk) {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /**
   * Reads the scanning risk off the scenario losses of a portfolio.
   *
   * @param losses minor units by scenario, in the order of the set
   * @throws IllegalArgumentException when there is not one loss per scenario, or the set has no
   *     pair of scenarios that move volatility alone
   */
  public static ScanningRisk of(ScenarioSet scenarios, long[] losses) {
    require(
        losses.length == scenarios.size(),
        "scenario set %s has %d scenarios, got %d losses",
        scenarios.id(),
        scenarios.size(),
        losses.length);
    int active = active(losses);
    long scanRisk = Math.max(0, losses[active]);
    Scenario volatilityUp = volatilityUp(scenarios);
    BigDecimal up = BigDecimal.valueOf(losses[volatilityUp.number() - 1]);
    BigDecimal down = BigDecimal.valueOf(losses[volatilityUp.pair() - 1]);
    BigDecimal paired = BigDecimal.valueOf(losses[scenarios.scenarios().get(active).pair() - 1]);
    BigDecimal timeRisk = up.add(down).multiply(HALF);
    BigDecimal volRisk =
        losses[active] < 0
            ? up.subtract(down).multiply(HALF)
            : BigDecimal.valueOf(scanRisk).subtract(paired).multiply(HALF);
    BigDecimal rest = BigDecimal.valueOf(scanRisk).subtract(timeRisk).subtract(volRisk);
    return new ScanningRisk(
        scanRisk, active + 1, timeRisk, volRisk, rest.max(BigDecimal.ZERO.setScale(1)));
  }

  /** Place of the largest loss; the lowest where several attain it. */
  private static int active(long[] losses) {
    int active = 0;
    for (int s = 1; s < losses.length; s++) {
      if (losses[s] > losses[active]) {
        active = s;
      }
    }
    return active;
  }

  private static Scenario volatilityUp(ScenarioSet scenarios) {
    return scenarios.scenarios().stream()
        .filter(s -> s.priceThirds() == 0 && s.volatilityDirection() > 0 && s.pair() != s.number())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scenario set %s has no pair that moves volatility alone"
                        .formatted(scenarios.id())));
  }
}
