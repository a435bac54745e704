package novate.sample;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One trade message of an exchange, in plain values as an exchange would send them: nothing in it
 * has been checked.
 *
 * @param tradeId identity together with venue and date
 * @param date the business date it counts for
 * @param contract identity of the contract
 * @param lots size of the trade; above zero in a good one
 * @param price a decimal, in currency per unit
 * @param buyer account that buys
 * @param seller account that sells
 * @param block true for a block trade, agreed away from the order book
 * @param executedAt when it was matched; of the trade itself in a bust or correction
 * @param revision 0 for a new trade; each bust or correction of it is the next
 */
public record TradeRow(
    String tradeId,
    String venue,
    LocalDate date,
    String contract,
    long lots,
    String price,
    String buyer,
    String seller,
    boolean block,
    Instant executedAt,
    Kind kind,
    int revision) {
  /** What a message does. */
  public enum Kind {
    /** A trade that was just matched. */
    NEW,
    /** The trade never happened; terms as last reported. */
    BUST,
    /** The trade has these terms instead. */
    CORRECTION
  }

  TradeRow with(Kind newKind, int newRevision) {
    return new TradeRow(
        tradeId,
        venue,
        date,
        contract,
        lots,
        price,
        buyer,
        seller,
        block,
        executedAt,
        newKind,
        newRevision);
  }

  TradeRow withId(String newTradeId) {
    return new TradeRow(
        newTradeId,
        venue,
        date,
        contract,
        lots,
        price,
        buyer,
        seller,
        block,
        executedAt,
        kind,
        revision);
  }

  TradeRow withLots(long newLots) {
    return new TradeRow(
        tradeId,
        venue,
        date,
        contract,
        newLots,
        price,
        buyer,
        seller,
        block,
        executedAt,
        kind,
        revision);
  }

  TradeRow withPrice(String newPrice) {
    return new TradeRow(
        tradeId,
        venue,
        date,
        contract,
        lots,
        newPrice,
        buyer,
        seller,
        block,
        executedAt,
        kind,
        revision);
  }

  TradeRow withContract(String newContract, String newVenue, String newPrice) {
    return new TradeRow(
        tradeId,
        newVenue,
        date,
        newContract,
        lots,
        newPrice,
        buyer,
        seller,
        block,
        executedAt,
        kind,
        revision);
  }

  TradeRow withBuyer(String newBuyer) {
    return new TradeRow(
        tradeId,
        venue,
        date,
        contract,
        lots,
        price,
        newBuyer,
        seller,
        block,
        executedAt,
        kind,
        revision);
  }
}
