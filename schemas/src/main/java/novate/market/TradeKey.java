package novate.market;

import static novate.market.Checks.require;

import java.time.LocalDate;

/** What makes a trade one trade: the venue, its business date there and the venue's trade id. */
public record TradeKey(VenueId venue, LocalDate date, String tradeId) {
  /** The trade id follows the same strict form as every identity. */
  public TradeKey {
    Identity.check("trade id", tradeId);
    require(date.getYear() >= 2000 && date.getYear() < 2100, "trade date %s is out of range", date);
  }

  @Override
  public String toString() {
    return venue + "/" + date + "/" + tradeId;
  }
}
