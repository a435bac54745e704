package novate.benchmark;

import static novate.market.Checks.require;

import java.util.BitSet;
import novate.wire.event.Leg;
import novate.wire.event.TradeReport;

/**
 * Which trades of a run have which side, and their lots: every trade sent must have its buyer's and
 * its seller's leg, once.
 */
final class LegCount {
  private final BitSet bought = new BitSet();
  private final BitSet sold = new BitSet();
  private long legs;
  private long lotsBought;
  private long lotsSold;

  /** Expects both legs of a trade. */
  void add(TradeReport trade) {
    add(trade.getTradeId(), trade.getLots());
    add(trade.getTradeId(), -trade.getLots());
  }

  /** Takes a leg as it was written. */
  void add(Leg leg) {
    add(leg.getTradeId(), leg.getLots());
  }

  private void add(String tradeId, long lots) {
    int number = Integer.parseInt(tradeId.substring(1));
    legs++;
    if (lots > 0) {
      bought.set(number);
      lotsBought += lots;
    } else {
      sold.set(number);
      lotsSold += lots;
    }
  }

  /** Throws unless these are the same legs. */
  void requireSame(LegCount written) {
    require(
        written.legs == legs
            && written.bought.equals(bought)
            && written.sold.equals(sold)
            && written.lotsBought == lotsBought
            && written.lotsSold == lotsSold,
        "found %d legs of %d lots bought and %d sold, expected %d of %d and %d",
        written.legs,
        written.lotsBought,
        written.lotsSold,
        legs,
        lotsBought,
        lotsSold);
  }
}
