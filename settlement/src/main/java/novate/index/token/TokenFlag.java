package novate.index.token;

import java.util.Locale;

/** What is to be known about the price of one model on one day. */
public enum TokenFlag {
  /** The provider sells it no more: its last price stands until the next link. */
  DELISTED_CARRIED(true),
  /** It costs nothing on the list, and no ratio can be made of that: its last price stands. */
  NOT_POSITIVE_CARRIED(true),
  /** The list moved beyond the hold factor: the last price stands until a second list agrees. */
  JUMP_UNCONFIRMED(true),
  /** A held move was quoted again on the next snapshot, and is taken. */
  JUMP_CONFIRMED(false),
  /** The price moved beyond the flag factor, and is taken. */
  LARGE_MOVE(false),
  /** It is sold again; its list counts from here on. */
  RELISTED(false);

  private final boolean isCarried;

  TokenFlag(boolean isCarried) {
    this.isCarried = isCarried;
  }

  /** True when the price is not that of the day's list. */
  public boolean isCarried() {
    return isCarried;
  }

  /** The code that files carry: {@code jump_unconfirmed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
