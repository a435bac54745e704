package novate.index;

import static novate.market.Checks.require;

import java.util.Optional;

/**
 * Who traded, on an executed quote: needed to leave out trades between affiliates and wash trades.
 *
 * @param buyer beneficial owner on the buying side
 * @param seller beneficial owner on the selling side
 */
public record TradeParties(String buyer, String seller) {
  /** Refuses a trade with a nameless side. */
  public TradeParties {
    require(!buyer.isBlank() && !seller.isBlank(), "a trade must name its buyer and its seller");
  }

  /**
   * What two fields of a file say; none when both are empty.
   *
   * @throws IllegalArgumentException when only one of them is
   */
  public static Optional<TradeParties> of(String buyer, String seller) {
    return buyer.isEmpty() && seller.isEmpty()
        ? Optional.empty()
        : Optional.of(new TradeParties(buyer, seller));
  }
}
