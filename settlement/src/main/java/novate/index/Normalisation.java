package novate.index;

import static java.math.MathContext.DECIMAL128;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import novate.market.CurrencyCode;

/**
 * Makes quotes in different units and currencies comparable: the price of one base unit in the
 * currency of the index.
 *
 * <pre>  value = price / count                    in the currency of the index: units of the quote
 *  value = price * rate / count             rate of quote currency / index currency
 *  value = price / (rate * count)           rate of index currency / quote currency</pre>
 *
 * <p>One division, at 34 significant digits, half to even; none, and the price as given, when the
 * count is one and nothing is converted. The rate is the latest dated on or before the print: one
 * published later was not known when the value was made, and using it would let the fixing change
 * afterwards.
 *
 * <p>A base unit is converted into no other: what a month or a node has of hours is said by the
 * quote's unit ({@code 730 GPU-hour}, {@code 8 GPU-hour}), not guessed here.
 *
 * @param baseUnit what the product counts, {@code GPU-hour}
 * @param currency of the index
 * @param rates of all currencies that may be converted
 * @param daysMax how many calendar days before the print a rate may be dated; 0 or more
 */
public record Normalisation(String baseUnit, CurrencyCode currency, FxRates rates, int daysMax) {
  /** Refuses a blank base unit and a negative age. */
  public Normalisation {
    require(!baseUnit.isBlank(), "a normalisation must name its base unit");
    require(daysMax >= 0, "an exchange rate cannot be %d days old at most", daysMax);
  }

  /** A price that can be compared, or why there is none. */
  public sealed interface Outcome {
    /**
     * @param price of one base unit, in the currency of the index
     * @param rate the exchange rate that was used; none when nothing was converted
     */
    record Priced(BigDecimal price, Optional<FxRate> rate) implements Outcome {}

    /**
     * @param detail what was found and what was expected
     */
    record Refused(Reason reason, String detail) implements Outcome {}
  }

  /** Checked in this order; the first that applies is reported. */
  public enum Reason {
    /** The quote is priced for another base unit. */
    UNIT_UNKNOWN,
    /** No rate of the two currencies is dated on or before the print. */
    FX_MISSING,
    /** The latest such rate is older than it may be. */
    FX_STALE;

    /** The code that files and messages carry: {@code fx_missing}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The price of one base unit.
   *
   * @param printDate date of the fixing that the price is for
   */
  public Outcome of(Quote quote, LocalDate printDate) {
    if (!quote.unit().base().equals(baseUnit)) {
      return new Outcome.Refused(
          Reason.UNIT_UNKNOWN,
          "quote %s is per %s, expected %s".formatted(quote.id(), quote.unit().text(), baseUnit));
    }
    if (quote.currency().equals(currency)) {
      return new Outcome.Priced(perUnit(quote.price(), quote.unit().count()), Optional.empty());
    }
    CurrencyPair pair = new CurrencyPair(quote.currency(), currency);
    Optional<FxRate> rate = rates.latest(pair, printDate);
    if (rate.isEmpty()) {
      return new Outcome.Refused(
          Reason.FX_MISSING,
          "quote %s is in %s: no rate %s dated on or before %s"
              .formatted(quote.id(), quote.currency(), pair, printDate));
    }
    long age = ChronoUnit.DAYS.between(rate.get().date(), printDate);
    if (age > daysMax) {
      return new Outcome.Refused(
          Reason.FX_STALE,
          "quote %s: the latest rate %s on %s is of %s, %d days old; at most %d"
              .formatted(quote.id(), pair, printDate, rate.get().date(), age, daysMax));
    }
    return new Outcome.Priced(converted(quote, rate.get()), rate);
  }

  private static BigDecimal converted(Quote quote, FxRate rate) {
    BigDecimal count = quote.unit().count();
    return rate.pair().first().equals(quote.currency())
        ? perUnit(quote.price().multiply(rate.rate()), count)
        : perUnit(quote.price(), count.multiply(rate.rate()));
  }

  private static BigDecimal perUnit(BigDecimal price, BigDecimal count) {
    return count.compareTo(BigDecimal.ONE) == 0 ? price : price.divide(count, DECIMAL128);
  }
}
