package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import novate.wire.Decimals;

/**
 * What a quoted price is for: {@code count} of a base unit, so that price / count is the price of
 * one. {@code GPU-hour}, {@code 1000 GPU-hour}, {@code 8 GPU-hour} for a node of eight by the hour.
 *
 * @param base the base unit, as the product names it
 * @param count base units that the price buys; above zero
 */
public record PriceUnit(String base, BigDecimal count) {
  /** Refuses a blank base and a count of zero or less. */
  public PriceUnit {
    require(!base.isBlank(), "a price unit must name its base unit");
    require(count.signum() > 0, "a price for %s of %s makes no sense", count, base);
  }

  /** One base unit. */
  public static PriceUnit one(String base) {
    return new PriceUnit(base, BigDecimal.ONE);
  }

  /**
   * Reads {@code GPU-hour}, {@code 1000 GPU-hour} or {@code million tokens}: a first word that
   * begins like a number is the count.
   *
   * @throws IllegalArgumentException when the count is no plain decimal above zero
   */
  public static PriceUnit parse(String text) {
    int space = text.indexOf(' ');
    return space < 0 || Character.isLetter(text.charAt(0))
        ? one(text)
        : new PriceUnit(text.substring(space + 1), Decimals.parse(text.substring(0, space)));
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    return count.compareTo(BigDecimal.ONE) == 0 ? base : count.toPlainString() + " " + base;
  }
}
