package novate.margin.addon;

/**
 * A parameter asks for something of the market besides prices that is not known, and unknown is not
 * zero. The message names the contract and what is missing.
 */
public final class MarketStateMissingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing of which contract. */
  public MarketStateMissingException(String message) {
    super(message);
  }
}
