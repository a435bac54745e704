package novate.clearing.replay;

import java.time.LocalDate;
import novate.wire.event.Leg;
import novate.wire.event.TradeReport;

/** What a trade report and the legs that follow from it have in common. */
record TradeName(String venue, LocalDate date, String tradeId, int revision) {
  static TradeName of(TradeReport report) {
    return new TradeName(
        report.getVenue(), report.getTradeDate(), report.getTradeId(), report.getRevision());
  }

  static TradeName of(Leg leg) {
    return new TradeName(leg.getVenue(), leg.getTradeDate(), leg.getTradeId(), leg.getRevision());
  }
}
