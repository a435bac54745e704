package novate.sample;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The script of one day: cash that stands at open, trades until the intraday cut, trades until the
 * end of the day.
 *
 * <p>Prices stray around the day's path of {@link PriceHistory}; most trades are in the next
 * months' futures, one in seven in an option, one in fifty is a block, and now and then a burst of
 * trades in one contract arrives within two seconds. Neoclouds sell, AI labs buy, market makers do
 * both. Some trades are busted or corrected, some messages are sent twice, and every kind of bad
 * record is in it with the reason it must be refused with.
 *
 * @param deposits some too small for the morning's trades, a few for the afternoon's, most ample
 * @param morning records sent before the intraday cut, in order of sending
 * @param intradayCutAt instant of the intraday cut
 * @param afternoon records sent after it, in order of sending
 * @param endOfDayCutAt instant of the cut that closes the business date
 */
public record TradingDay(
    List<Deposit> deposits,
    List<FeedRecord> morning,
    Instant intradayCutAt,
    List<FeedRecord> afternoon,
    Instant endOfDayCutAt) {
  private static final LocalTime INTRADAY_CUT = LocalTime.of(16, 30);
  private static final LocalTime END_OF_DAY_CUT = LocalTime.of(20, 30);

  /** Keeps its own copies. */
  public TradingDay {
    deposits = List.copyOf(deposits);
    morning = List.copyOf(morning);
    afternoon = List.copyOf(afternoon);
  }

  /**
   * The day of a market from a seed; the same arguments give the same day.
   *
   * @param tradeCount good new trades; duplicates, busts, corrections and bad records come on top
   */
  public static TradingDay generate(
      SampleMarket market, PriceHistory history, OptionPricer pricer, long seed, int tradeCount) {
    Instant intradayCutAt = market.businessDate().atTime(INTRADAY_CUT).toInstant(ZoneOffset.UTC);
    Instant endOfDayCutAt = market.businessDate().atTime(END_OF_DAY_CUT).toInstant(ZoneOffset.UTC);
    TradeFlow flow = new TradeFlow(market, history, pricer, seed);
    List<FeedRecord> feed =
        new Feed(market, history, seed).of(flow.trades(tradeCount), endOfDayCutAt);
    List<FeedRecord> morning =
        feed.stream().filter(record -> record.sentAt().isBefore(intradayCutAt)).toList();
    List<FeedRecord> afternoon =
        feed.stream().filter(record -> !record.sentAt().isBefore(intradayCutAt)).toList();
    List<Deposit> deposits =
        new DepositPlan(market, history, pricer).of(morning, intradayCutAt, feed, endOfDayCutAt);
    return new TradingDay(deposits, morning, intradayCutAt, afternoon, endOfDayCutAt);
  }
}
