package novate.clearing.file;

import java.util.List;

/** Something cannot be valued, because a price, volatility or fixing that it needs is not there. */
public final class MarketDataMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names everything that is missing, one line each. */
  public MarketDataMissingException(List<String> missing) {
    super(String.join("\n", missing));
  }
}
