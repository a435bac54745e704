package novate.clearing.processor;

import org.jspecify.annotations.Nullable;

/**
 * A committed record where it stands on the log. Its bytes are not copied and not to be changed.
 */
public final class Found {
  private static final byte[] NOTHING = {};

  private final Place place;
  private final long offset;
  private final byte[] key;
  private final byte @Nullable [] value;

  /**
   * A record.
   *
   * @param value null for a tombstone
   */
  public Found(Place place, long offset, byte[] key, byte @Nullable [] value) {
    this.place = place;
    this.offset = offset;
    this.key = key;
    this.value = value;
  }

  /** The partition it stands in. */
  public Place place() {
    return place;
  }

  /** Its offset there. */
  public long offset() {
    return offset;
  }

  /** Its key; empty when it has none. */
  public byte[] key() {
    return key;
  }

  /** True when it only says that its key is gone. */
  public boolean isTombstone() {
    return value == null;
  }

  /** The value; a tombstone's is empty, and no record can be read from that. */
  public byte[] value() {
    return value == null ? NOTHING : value;
  }

  @Override
  public String toString() {
    return place + "@" + offset;
  }
}
