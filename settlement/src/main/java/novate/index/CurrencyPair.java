package novate.index;

import static novate.market.Checks.require;

import java.util.Comparator;
import java.util.regex.Pattern;
import novate.market.CurrencyCode;

/**
 * Two currencies, written {@code EUR/USD}. A rate of the pair is units of the second per unit of
 * the first, as in a price set.
 */
public record CurrencyPair(CurrencyCode first, CurrencyCode second)
    implements Comparable<CurrencyPair> {
  private static final Pattern FORM = Pattern.compile("[A-Z]{3}/[A-Z]{3}");
  private static final Comparator<CurrencyPair> ORDER =
      Comparator.comparing(CurrencyPair::first).thenComparing(CurrencyPair::second);

  /** Refuses a pair of one currency. */
  public CurrencyPair {
    require(!first.equals(second), "a pair needs two currencies, got %s twice", first);
  }

  /**
   * Reads {@code EUR/USD}.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static CurrencyPair parse(String text) {
    require(FORM.matcher(text).matches(), "must be a pair such as EUR/USD, got '%s'", text);
    return new CurrencyPair(
        new CurrencyCode(text.substring(0, 3)), new CurrencyCode(text.substring(4)));
  }

  /** The same two the other way round. */
  public CurrencyPair inverse() {
    return new CurrencyPair(second, first);
  }

  @Override
  public int compareTo(CurrencyPair other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return first + "/" + second;
  }
}
