package novate.clearing.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.market.Catalogue;
import novate.market.Contract;
import novate.market.PriceLimits;
import novate.market.PriceSet;
import novate.wire.event.PriceLimit;
import novate.wire.event.PriceLimitsSet;

/**
 * The price limits a date opens with: each product's daily limit around the last settlement price.
 */
public final class OpeningLimits {
  private OpeningLimits() {}

  /**
   * The limits of every active contract whose product has a daily limit.
   *
   * @throws IllegalArgumentException when such a contract has no last settlement price: it would
   *     trade unlimited
   */
  public static PriceLimitsSet of(LocalDate date, Catalogue catalogue, Optional<PriceSet> last) {
    List<PriceLimit> limits = new ArrayList<>();
    for (int index = 0; index < catalogue.size(); index++) {
      Contract contract = catalogue.contract(index);
      boolean isOpen = contract.isActive() && !contract.expiry().isBefore(date);
      if (isOpen && contract.product().dailyLimit().isPresent()) {
        limits.add(limit(index, contract, last));
      }
    }
    return new PriceLimitsSet(date, limits);
  }

  private static PriceLimit limit(int index, Contract contract, Optional<PriceSet> last) {
    PriceSet prices =
        last.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "contract %s has a daily limit, but there is no settlement price before"
                        .formatted(contract.id())));
    PriceLimits limits =
        contract.product().limits(prices.mark(contract.id()).price()).orElseThrow();
    return new PriceLimit(index, limits.low().ticks(), limits.high().ticks());
  }
}
