package novate.margin.simulation;

import novate.market.ContractId;
import novate.market.Lots;
import novate.market.Money;

/**
 * What one position loses in one simulated scenario; over the positions of a set they sum to its
 * loss.
 *
 * @param perLot of one long lot
 * @param loss lots times that; negative for a gain
 */
public record SimulatedPositionLoss(ContractId contract, Lots lots, Money perLot, Money loss) {}
