package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import novate.market.CurrencyCode;
import novate.market.IndexId;

/**
 * One price that one contributor gave for one index.
 *
 * @param id unique over all quotes
 * @param date the fixing date it is for
 * @param time when it was given or observed
 * @param contributor who gave the price; all its quotes together have one weight
 * @param family who the price was collected through, or the group the contributor belongs to
 * @param spec what is priced
 * @param price as given, in {@code currency} per {@code unit}; may be zero or negative
 * @param unit what the price buys
 * @param size base units that the price is good for; above zero
 * @param quoteClass how far it binds
 * @param parties who traded; only of an executed quote, and none when they were not told
 */
public record Quote(
    String id,
    IndexId index,
    LocalDate date,
    Instant time,
    String contributor,
    String family,
    QuoteSpec spec,
    BigDecimal price,
    CurrencyCode currency,
    PriceUnit unit,
    BigDecimal size,
    QuoteClass quoteClass,
    Optional<TradeParties> parties) {
  private static final int LENGTH_MAX = 200;
  private static final int DIGITS_MAX = 40;

  /** Refuses blank or oversized names, a size of zero or less, and numbers beyond 40 digits. */
  public Quote {
    requireName("id", id, id);
    requireName("contributor", contributor, id);
    requireName("family", family, id);
    requireName("spec", spec.text(), id);
    requireReadable("price", price, id);
    requireReadable("size", size, id);
    requireReadable("unit", unit.count(), id);
    require(size.signum() > 0, "size of quote %s must be above zero, got %s", id, size);
    require(
        parties.isEmpty() || quoteClass == QuoteClass.EXECUTED,
        "quote %s names buyer and seller, but is no trade",
        id);
  }

  private static void requireName(String field, String value, String id) {
    require(
        !value.isBlank() && value.length() <= LENGTH_MAX,
        "%s of quote '%s' must have 1 to %d characters, got '%s'",
        field,
        id,
        LENGTH_MAX,
        value);
  }

  /** A hostile exponent would make exact arithmetic run for ever. */
  private static void requireReadable(String field, BigDecimal value, String id) {
    require(
        value.precision() <= DIGITS_MAX && Math.abs((long) value.scale()) <= DIGITS_MAX,
        "%s of quote %s must have at most %d digits",
        field,
        id,
        DIGITS_MAX);
  }
}
