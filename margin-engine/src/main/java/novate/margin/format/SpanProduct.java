package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Optional;
import novate.market.CurrencyCode;

/**
 * One product of a file: the terms its contracts share.
 *
 * @param name for people; may be empty
 * @param currency of its prices, if the file says so
 * @param valueFactor currency per lot for a price of one (contract value factor); not zero
 * @param settlement how settlement prices are written
 * @param strike how strikes are written
 * @param valuation whether the premium is paid at once
 * @param exercise {@code EURO} or {@code AMER}; options only
 */
public record SpanProduct(
    Id id,
    String name,
    Optional<CurrencyCode> currency,
    BigDecimal valueFactor,
    Quotation settlement,
    Quotation strike,
    Valuation valuation,
    Optional<String> exercise) {

  /**
   * What names a product in a file.
   *
   * @param exchange acronym of the exchange
   * @param code of the product; several types of product may share it
   */
  public record Id(String exchange, String code, SpanProductType type) implements Comparable<Id> {
    /** Refuses an empty code. */
    public Id {
      require(!code.isEmpty(), "a product needs a code");
    }

    @Override
    public int compareTo(Id other) {
      int byExchange = exchange.compareTo(other.exchange);
      int byCode = code.compareTo(other.code);
      return byExchange != 0 ? byExchange : byCode != 0 ? byCode : type.compareTo(other.type);
    }

    @Override
    public String toString() {
      return exchange + ":" + code + ":" + type;
    }
  }

  /**
   * How a price is written.
   *
   * @param decimals places behind the point; negative multiplies
   * @param alignment {@code C} points and 32nds, {@code K} points and 64ths, {@code 0} eighths; a
   *     blank for plain decimals
   */
  public record Quotation(int decimals, char alignment) {
    /** Plain decimals, written with their point. */
    public static final Quotation PLAIN = new Quotation(0, ' ');
  }

  /** How a contract's value is paid. */
  public enum Valuation {
    /** Marked to market daily, or a forward: no value enters margin. */
    FUTURES_STYLE,
    /** Paid at once: an option's value enters margin as net option value. */
    EQUITY_STYLE;

    /**
     * The valuation of a file's code.
     *
     * @throws IllegalArgumentException when the code is none of FUT, FUTDA, FWD, EQTY
     */
    static Valuation of(String code) {
      return switch (code) {
        case "FUT", "FUTDA", "FWD" -> FUTURES_STYLE;
        case "EQTY" -> EQUITY_STYLE;
        default ->
            throw new IllegalArgumentException(
                "valuation must be FUT, FUTDA, FWD or EQTY, got '%s'".formatted(code));
      };
    }
  }

  /** Refuses a product without a value. */
  public SpanProduct {
    require(valueFactor.signum() != 0, "contract value factor of %s is zero", id);
  }

  /** The same product, valued otherwise. */
  SpanProduct with(Valuation other) {
    return new SpanProduct(id, name, currency, valueFactor, settlement, strike, other, exercise);
  }
}
