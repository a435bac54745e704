package novate.index.token;

import static novate.market.Checks.require;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One model as one provider sells it: the same weights at two providers are two of these.
 *
 * @param provider as the price list names it
 * @param name as the price list names it
 */
public record TokenModel(String provider, String name) implements Comparable<TokenModel> {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e&&[^,\"|]]{1,120}");

  private static final Comparator<TokenModel> ORDER =
      Comparator.comparing(TokenModel::provider).thenComparing(TokenModel::name);

  /** Refuses names that could not be told apart in a text: spaces, commas, quotes, bars. */
  public TokenModel {
    require(isName(provider), "provider must be 1 to 120 visible ASCII characters: '%s'", provider);
    require(isName(name), "model must be 1 to 120 visible ASCII characters, got '%s'", name);
  }

  /** True for 1 to 120 visible ASCII characters without comma, quote or bar. */
  static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(TokenModel other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return provider + "|" + name;
  }
}
