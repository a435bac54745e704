package novate.clearing.replay;

import novate.market.Hashing;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecord;

/** Records in words, for differences. */
final class Words {
  static final String NOTHING = "nothing";

  private static final int LENGTH_MAX = 400;
  private static final int HASH_DIGITS = 12;

  private Words() {}

  /** A record that follows from the log. */
  static String of(SpecificRecord event) {
    String text = event.getSchema().getName() + " " + event;
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
  }

  /** The bytes of a record that was found, whether it can be read or not. */
  static String of(byte[] value) {
    return Wire.find(value)
        .map(Words::of)
        .orElseGet(() -> "%d bytes that are no record".formatted(value.length));
  }

  /** Two records that should be one: where their bytes part, since their words may be the same. */
  static String altered(byte[] value, byte[] expected) {
    int at = 0;
    while (at < Math.min(value.length, expected.length) && value[at] == expected[at]) {
      at++;
    }
    return "%s (%d bytes, sha-256 %s, another from byte %d on)"
        .formatted(of(value), value.length, Hashing.sha256(value).substring(0, HASH_DIGITS), at);
  }
}
