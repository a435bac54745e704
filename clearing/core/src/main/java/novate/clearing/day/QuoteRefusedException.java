package novate.clearing.day;

import novate.wire.event.RejectReason;

/** A quote that can be read and never enters a fixing, with the reason that its reject carries. */
public final class QuoteRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  QuoteRefusedException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** Why it is refused. */
  public RejectReason reason() {
    return reason;
  }
}
