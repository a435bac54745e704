package novate.sample;

import java.time.Instant;
import java.util.HexFormat;

/** One record of the day's trade feed, with what the house is expected to make of it. */
public sealed interface FeedRecord {
  /** When the exchange sends it; the feed is in this order. */
  Instant sentAt();

  /** A message that is taken: it changes the positions. */
  record Good(Instant sentAt, TradeRow trade) implements FeedRecord {}

  /** A message sent before, word for word: it changes nothing and is no reject. */
  record Duplicate(Instant sentAt, TradeRow trade) implements FeedRecord {}

  /**
   * A message that is refused.
   *
   * @param reason the code it is refused with, one of {@link RejectCode}
   */
  record Bad(Instant sentAt, TradeRow trade, String reason) implements FeedRecord {}

  /**
   * Bytes that are no message at all.
   *
   * @param hex the bytes of the record's value, hexadecimal
   * @param reason the code they are refused with, one of {@link RejectCode}
   */
  record Poison(Instant sentAt, String hex, String reason) implements FeedRecord {
    /** The bytes as they stand on the wire. */
    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }
}
