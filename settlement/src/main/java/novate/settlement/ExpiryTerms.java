package novate.settlement;

import novate.market.Money;
import novate.market.Price;

/**
 * What expiry does to one long lot; a short lot gets the opposite.
 *
 * @param lastSettlement S_t of the last day: the final settlement price of a future, the intrinsic
 *     value at it of an option. Contracts that are marked to market pay variation margin to it
 * @param cashPerLongLot paid beside variation margin; positive when the long receives it; zero for
 *     everything that is marked to market
 * @param isExercised true for an option in the money by at least one tick
 */
public record ExpiryTerms(Price lastSettlement, Money cashPerLongLot, boolean isExercised) {}
