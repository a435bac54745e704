package novate.wire;

import novate.market.Hashing;

/**
 * Text that is hashed: every field stands behind its length, so that no field can pretend to be
 * two.
 */
final class CanonicalText {
  private final StringBuilder text = new StringBuilder();

  /** Adds fields; each is written as {@code length:field}. */
  CanonicalText add(Object... fields) {
    for (Object field : fields) {
      String value = field.toString();
      text.append(value.length()).append(':').append(value);
    }
    return this;
  }

  /** SHA-256 of everything added, hexadecimal. */
  String sha256() {
    return Hashing.sha256(text.toString());
  }
}
