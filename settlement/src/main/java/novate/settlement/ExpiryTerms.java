package novate.settlement;

import java.util.Optional;
import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;

/**
 * What expiry, or exercise, does to one long lot; a short lot gets the opposite.
 *
 * @param lastSettlement the last S_t: the final settlement price of a future, the intrinsic value
 *     of an option. Contracts that are marked to market pay variation margin to it
 * @param cashPerLongLot paid beside variation margin; positive when the long receives it; zero for
 *     everything that is marked to market and for what becomes a future
 * @param isExercised true for an option in the money by at least one tick
 * @param trade the futures trade that an exercised lot becomes, if it does
 */
public record ExpiryTerms(
    Price lastSettlement, Money cashPerLongLot, boolean isExercised, Optional<FuturesTrade> trade) {

  /**
   * A trade in the option's underlying.
   *
   * @param lotsPerLongLot +1 for a call, -1 for a put
   * @param price what the lots are bought or sold at
   */
  public record FuturesTrade(Lots lotsPerLongLot, Price price) {}
}
