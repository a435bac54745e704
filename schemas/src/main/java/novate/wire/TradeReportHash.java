package novate.wire;

import java.math.BigDecimal;
import novate.wire.event.TradeReport;

/**
 * What a trade message says, as a hash: two messages of one trade are duplicates when it is equal,
 * and a conflict when it is not. Invariant I6.
 */
public final class TradeReportHash {
  private static final int HEX_DIGITS = 32;

  private TradeReportHash() {}

  /**
   * The first 128 bits of SHA-256 over kind, revision, contract, lots, price, buyer, seller and
   * block flag, hexadecimal. The price counts by its value (2.50 is 2.5) when it is a plain
   * decimal, otherwise by its text. The time of execution is not content: a resumed feed may stamp
   * its messages again.
   */
  public static String of(TradeReport trade) {
    return new CanonicalText()
        .add(trade.getKind().name(), trade.getRevision(), trade.getContractId(), trade.getLots())
        .add(price(trade.getPrice()), trade.getBuyerAccount(), trade.getSellerAccount())
        .add(trade.getIsBlock())
        .sha256()
        .substring(0, HEX_DIGITS);
  }

  private static String price(String text) {
    return Decimals.isPlain(text) ? Decimals.canonical(new BigDecimal(text)) : text;
  }
}
