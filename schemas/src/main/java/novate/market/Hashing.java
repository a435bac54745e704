package novate.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one way in which content is named by its hash: SHA-256, as 64 lower-case hex digits. */
public final class Hashing {
  /** To look the algorithm up again for every trade takes as long as to hash one. */
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(Hashing::newDigest);

  private Hashing() {}

  /** The hash of some bytes. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(DIGEST.get().digest(bytes));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The hash of a text's UTF-8 bytes. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
