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
  /**
   * Reads the scanning risk off the scenario losses of a portfolio.
   *
   * @param losses minor units by scenario, in the order of the set
   * @throws IllegalArgumentException when there is not one loss per scenario, or the set has no
   *     pair of scenarios that move volatility alone
   * @throws ArithmeticException when ten times a loss does not fit a long
   */
  public static ScanningRisk of(ScenarioSet scenarios, long[] losses) {
    require(
        losses.length == scenarios.size(),
        "scenario set %s has %d scenarios, got %d losses",
        scenarios.id(),
        scenarios.size(),
        losses.length);
    int active = active(losses);
    long largest = losses[active];
    long scanRisk = Math.max(0, largest);
    Scenario volatilityUp = volatilityUp(scenarios);
    long up = losses[volatilityUp.number() - 1];
    long down = losses[volatilityUp.pair() - 1];
    long paired = losses[scenarios.scenarios().get(active).pair() - 1];
    long twiceTime = Math.addExact(up, down);
    long twiceVol =
        largest < 0 ? Math.subtractExact(up, down) : Math.subtractExact(scanRisk, paired);
    long twicePrice =
        Math.subtractExact(
            Math.subtractExact(Math.multiplyExact(2, scanRisk), twiceTime), twiceVol);
    return new ScanningRisk(
        scanRisk, active + 1, half(twiceTime), half(twiceVol), half(Math.max(0, twicePrice)));
  }

  /** Exact, with one decimal. */
  private static BigDecimal half(long twice) {
    return BigDecimal.valueOf(Math.multiplyExact(5, twice), 1);
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
    for (Scenario s : scenarios.scenarios()) {
      if (s.priceThirds() == 0 && s.volatilityDirection() > 0 && s.pair() != s.number()) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "scenario set %s has no pair that moves volatility alone".formatted(scenarios.id()));
  }
}
