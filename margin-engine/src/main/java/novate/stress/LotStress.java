package novate.stress;

import novate.market.Money;

/**
 * One long lot of a contract in one scenario.
 *
 * @param loss rounded HALF_EVEN to minor units, once; negative when the lot gains
 * @param isFloored true when the scenario would take its price below what the product allows
 */
public record LotStress(Money loss, boolean isFloored) {}
