package novate.clearing.replay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A running digest of records: of a sequence, where the order counts, or of a bag, where only which
 * and how many count.
 */
final class Digest {
  private static final int WORDS = 4;

  private final MessageDigest sequence;
  private final long[] bag = new long[WORDS];
  private long records;

  Digest() {
    sequence = sha256();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The next record of a sequence. */
  void next(byte[] value) {
    sequence.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, value.length));
    sequence.update(value);
    records++;
  }

  /** One more record of a bag: the sum of hashes does not depend on the order. */
  void add(byte[] value) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(value));
    for (int w = 0; w < WORDS; w++) {
      bag[w] += hash.getLong();
    }
    records++;
  }

  long records() {
    return records;
  }

  /** The digest so far, in hexadecimal; it can go on. */
  String hex() {
    MessageDigest end = sha256();
    ByteBuffer words = ByteBuffer.allocate((WORDS + 1) * Long.BYTES);
    for (long word : bag) {
      words.putLong(word);
    }
    words.putLong(records);
    end.update(words.array());
    end.update(copyOfSequence());
    return HexFormat.of().formatHex(end.digest());
  }

  private byte[] copyOfSequence() {
    try {
      return ((MessageDigest) sequence.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every Java runtime can be copied", e);
    }
  }
}
