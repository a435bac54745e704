package novate.market;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every price one cycle is valued on: sealed, named, immutable. Unknown is an error, never zero.
 *
 * @param id for example {@code 2026-10-30/EOD/1}
 * @param date the business date the prices are for
 * @param asOf the instant of the cut; option time runs from here to the expiry instant
 * @param marks by contract
 * @param rates continuously compounded discount rate per currency, ACT/365F
 * @param fx units of the second currency per unit of the first, by pair {@code USD/CNY}
 * @param averaging by averaging future: what is already fixed
 */
public record PriceSet(
    String id,
    LocalDate date,
    Instant asOf,
    SortedMap<ContractId, Mark> marks,
    SortedMap<CurrencyCode, Double> rates,
    SortedMap<String, BigDecimal> fx,
    SortedMap<ContractId, AveragingState> averaging) {

  /**
   * The mark of one contract.
   *
   * @param price settlement price; on the last day the final settlement price (an option's
   *     intrinsic value)
   * @param volatility implied volatility per year (fraction for BLACK_76, price units for
   *     BACHELIER); options only
   * @param source where the price came from: EXCHANGE, FIXING, INTRINSIC, MODEL
   */
  public record Mark(Price price, OptionalDouble volatility, String source) {
    /** A volatility is finite and not negative. */
    public Mark {
      require(
          volatility.isEmpty()
              || (Double.isFinite(volatility.getAsDouble()) && volatility.getAsDouble() >= 0),
          "volatility must be finite and not negative, got %s",
          volatility);
    }
  }

  /** Keeps its own copies. */
  public PriceSet {
    marks = new TreeMap<>(marks);
    rates = new TreeMap<>(rates);
    fx = new TreeMap<>(fx);
    averaging = new TreeMap<>(averaging);
  }

  /** The mark of a contract, if it was priced. */
  public Optional<Mark> find(ContractId id) {
    return Optional.ofNullable(marks.get(id));
  }

  /** The mark of a contract; throws when the set has none. */
  public Mark mark(ContractId contract) {
    return found(marks.get(contract), "price set %s has no price of %s", id, contract);
  }

  /** The discount rate of a currency; throws when the set has none. */
  public double rate(CurrencyCode currency) {
    return found(rates.get(currency), "price set %s has no rate of %s", id, currency);
  }

  /**
   * Units of one currency per unit of another, from the pair written either way; 1 for the same.
   *
   * <p>A pair written the other way round is divided with 34 digits, of which nothing is seen once
   * an amount is rounded to {@link MinorUnits}.
   *
   * @throws IllegalArgumentException naming the pair when it is unknown or not above zero
   */
  public BigDecimal exchangeRate(CurrencyCode from, CurrencyCode to) {
    if (from.equals(to)) {
      return BigDecimal.ONE;
    }
    BigDecimal direct = fx.get(from + "/" + to);
    if (direct != null) {
      return positive(direct, from, to);
    }
    BigDecimal inverse =
        found(
            fx.get(to + "/" + from),
            "price set %s has no FX rate %s/%s, nor %s/%s",
            id,
            from,
            to,
            to,
            from);
    return BigDecimal.ONE.divide(positive(inverse, to, from), MathContext.DECIMAL128);
  }

  private BigDecimal positive(BigDecimal rate, CurrencyCode first, CurrencyCode second) {
    require(
        rate.signum() > 0,
        "FX rate %s/%s of price set %s must be above zero, got %s",
        first,
        second,
        id,
        rate.toPlainString());
    return rate;
  }
}
