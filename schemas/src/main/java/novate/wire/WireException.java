package novate.wire;

import java.io.Serial;

/** Bytes that are not a record of ours; the message says what was found where. */
public final class WireException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Checked in this order; the first that applies is reported. */
  public enum Reason {
    /** Not single-object encoding, or torn, overlong, followed by more bytes, out of a range. */
    UNREADABLE,
    /** Single-object encoding of a schema that is neither current nor released. */
    UNKNOWN_SCHEMA
  }

  private final Reason reason;

  WireException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  WireException(Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** What was found, where, and what was expected. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
