package novate.index;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;

/** Makes quotes in different units and currencies comparable. */
@FunctionalInterface
public interface UnitPrice {
  /**
   * The price of one base unit in the currency of the index.
   *
   * @param target base unit and currency, and how old an exchange rate may be
   * @param printDate the date that the quote is for
   */
  Outcome of(Quote quote, Filter.Normalise target, LocalDate printDate);

  /** A price that can be compared, or why there is none. */
  sealed interface Outcome {
    /** Currency of the index per base unit. */
    record Priced(BigDecimal price) implements Outcome {}

    /**
     * @param reason in snake_case; the input is excluded with it
     */
    record Refused(String reason) implements Outcome {}
  }

  /**
   * Divides by the count of the unit, at 34 significant digits, and converts no currency. Reasons:
   * {@code unit_unknown} for another base unit, {@code fx_missing} for another currency.
   */
  static UnitPrice withoutExchange() {
    return (quote, target, _) -> {
      if (!quote.unit().base().equals(target.unit())) {
        return new Outcome.Refused("unit_unknown");
      }
      if (!quote.currency().equals(target.currency())) {
        return new Outcome.Refused("fx_missing");
      }
      BigDecimal count = quote.unit().count();
      return new Outcome.Priced(
          count.compareTo(BigDecimal.ONE) == 0
              ? quote.price()
              : quote.price().divide(count, MathContext.DECIMAL128));
    };
  }
}
