package novate.index;

import static novate.market.Checks.require;

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
}
