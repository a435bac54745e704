package novate.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One quote of one provider, in plain values.
 *
 * @param id unique over all quotes: index, date, running number
 * @param index that the quote is for
 * @param date the fixing date it counts for
 * @param time when it was made; before the close of the index's market on the date
 * @param contributor who made it
 * @param family the group of firms that the contributor belongs to
 * @param spec what is offered: model, interconnect and term, separated by slashes
 * @param region where it stands
 * @param price in the currency per unit; above zero
 * @param currency ISO 4217
 * @param unit what the price buys: one unit of the index
 * @param size GPUs, or million tokens; above zero
 */
public record QuoteRow(
    String id,
    String index,
    LocalDate date,
    Instant time,
    String contributor,
    String family,
    String spec,
    String region,
    BigDecimal price,
    String currency,
    String unit,
    BigDecimal size,
    QuoteClass quoteClass) {
  /** How far a quote binds who made it. */
  public enum QuoteClass {
    /** A rental that happened. */
    EXECUTED,
    /** An offer that can be taken. */
    FIRM,
    /** A list price. */
    POSTED
  }
}
