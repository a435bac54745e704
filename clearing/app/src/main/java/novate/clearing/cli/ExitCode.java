package novate.clearing.cli;

/** How a command ended, for whoever started it; the numbers are part of the interface. */
public enum ExitCode {
  /** All that was asked for is done. */
  DONE(0),
  /** Something that should not happen did. */
  UNEXPECTED(1),
  /** The command line itself is wrong. */
  USAGE(2),
  /** A file or value that was handed in is refused; nothing of it was taken. */
  INPUT_INVALID(3),
  /** A limit that the caller named with {@code --fail-on} was reached. */
  THRESHOLD_HIT(4),
  /** Two numbers that must be equal are not. */
  MISMATCH(5),
  /** Something needed is not there or does not answer: the log, an engine, a JVM flag. */
  UNAVAILABLE(6),
  /** A price, volatility or fixing that is needed is missing or stale. */
  NO_MARKET_DATA(7),
  /** Somebody else is at it, or it is already done otherwise. */
  CONFLICT(8),
  /** Stopped from outside; started again it resumes. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }
}
