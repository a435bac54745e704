package novate.sample;

/**
 * The reason codes that the bad records of a sample day are refused with, as the log spells them.
 */
public final class RejectCode {
  /** Bytes that are no encoded record. */
  public static final String UNREADABLE = "UNREADABLE";

  /** An encoded record whose schema nobody knows. */
  public static final String UNKNOWN_SCHEMA = "UNKNOWN_SCHEMA";

  /** A field that cannot be read, such as a price that is no number. */
  public static final String INVALID_FIELD = "INVALID_FIELD";

  /** A contract that is not listed. */
  public static final String UNKNOWN_CONTRACT = "UNKNOWN_CONTRACT";

  /** A contract that is listed but not open for trading. */
  public static final String INACTIVE_CONTRACT = "INACTIVE_CONTRACT";

  /** A contract whose last day is over. */
  public static final String EXPIRED_CONTRACT = "EXPIRED_CONTRACT";

  /** An account that nobody opened. */
  public static final String UNKNOWN_ACCOUNT = "UNKNOWN_ACCOUNT";

  /** Zero or negative lots. */
  public static final String LOTS_NOT_POSITIVE = "LOTS_NOT_POSITIVE";

  /** More lots than a trade may have. */
  public static final String LOTS_TOO_LARGE = "LOTS_TOO_LARGE";

  /** A price that is no multiple of the trading tick. */
  public static final String PRICE_OFF_TICK = "PRICE_OFF_TICK";

  /** A price outside the day's limits. */
  public static final String PRICE_OUTSIDE_LIMIT = "PRICE_OUTSIDE_LIMIT";

  /** A bust of a trade that was never reported. */
  public static final String UNKNOWN_TRADE = "UNKNOWN_TRADE";

  /** A new trade under an id that already stands for another. */
  public static final String DUPLICATE_ID_OTHER_CONTENT = "DUPLICATE_ID_OTHER_CONTENT";

  private RejectCode() {}
}
