package novate.margin;

import novate.margin.simulation.SimulationRisk;
import novate.market.Money;

/**
 * The commodities of an account whose market risk is simulated together, beside what the scan makes
 * of them.
 *
 * <pre>
 * SIMULATION: charge = roundUp(simulated * ratio)
 * LARGER:     charge = max(scanCharge, roundUp(simulated * ratio))
 * </pre>
 *
 * @param scanCharge sum of the charges of its commodities
 * @param simulatedCharge simulated market risk times ratio, rounded up
 * @param charge what it adds to initial margin, by the policy of the set
 */
public record SimulatedSet(
    SimulationRisk simulation, Money scanCharge, Money simulatedCharge, Money charge) {
  /** What it adds beyond the charges of its commodities; negative when the scan is higher. */
  public Money beyondScan() {
    return charge.minus(scanCharge);
  }
}
