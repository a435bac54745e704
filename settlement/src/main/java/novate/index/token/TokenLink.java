package novate.index.token;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A day on which basket, mix and quantities begin to count. Both baskets are priced on it: the old
 * one makes the level of the day, the new one every ratio from the next day on.
 *
 * @param level of the day, unrounded, which both baskets share
 * @param basketPrice of the new basket, USD per bundle, unrounded
 * @param members the new basket, by model
 * @param excluded models that the rule names and that may not enter
 */
public record TokenLink(
    LocalDate date,
    TokenPeriod period,
    BigDecimal level,
    BigDecimal basketPrice,
    List<Member> members,
    List<Excluded> excluded) {
  /** Keeps its own copies. */
  public TokenLink {
    members = List.copyOf(members);
    excluded = List.copyOf(excluded);
  }

  /**
   * One model of a basket.
   *
   * @param price of the new bundle on the day, USD, exact; above zero
   * @param share of the basket's value on the day, after the provider cap; 34 digits
   * @param quantity {@code Q_m}, bundles; 34 digits, all of a basket add up to one
   */
  public record Member(TokenModel model, BigDecimal price, BigDecimal share, BigDecimal quantity) {}

  /** A model that may not enter, and why. */
  public record Excluded(TokenModel model, Reason reason) {}

  /** Checked in this order; the first that applies is reported. */
  public enum Reason {
    /** Its provider is not among those of the methodology. */
    PROVIDER_NOT_ELIGIBLE,
    /** It is not on the list of the day. */
    NOT_LISTED,
    /** It has not been listed for long enough. */
    LISTED_TOO_SHORT,
    /** Its bundle costs nothing. */
    NOT_POSITIVE;

    /** The code that files carry: {@code not_listed}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
