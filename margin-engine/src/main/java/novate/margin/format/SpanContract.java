package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Optional;
import novate.market.ContractId;
import novate.market.OptionRight;

/**
 * One contract of a file.
 *
 * @param price settlement price; none when the file says that there is none
 * @param volatility implied volatility per year; options only
 * @param deltaScaling what a delta is multiplied by in every spread (1 for a full-size contract)
 * @param valueFactor currency per lot for a price of one
 * @param priceScan price scan range of the underlying, currency per lot, where the file states it
 * @param array none when the file has none: such a contract cannot be margined
 */
public record SpanContract(
    Key key,
    Optional<BigDecimal> price,
    Optional<BigDecimal> volatility,
    BigDecimal deltaScaling,
    BigDecimal valueFactor,
    Optional<BigDecimal> priceScan,
    Optional<SpanArray> array) {

  /**
   * What names a contract: product, periods with their day or week codes, right and strike.
   *
   * @param future period of the future, or of the future an option is on; none for a physical
   * @param option period of the option; none for the others
   * @param right options only
   * @param strike options only; without trailing zeros
   */
  public record Key(
      SpanProduct.Id product,
      SpanPeriod future,
      SpanPeriod option,
      Optional<OptionRight> right,
      Optional<BigDecimal> strike)
      implements Comparable<Key> {
    /** An option has right, strike and period, and nothing else has. */
    public Key {
      strike = strike.map(BigDecimal::stripTrailingZeros);
      boolean isOption = product.type().isOption();
      require(
          right.isPresent() == isOption && strike.isPresent() == isOption,
          "%s: an option, and only an option, has right and strike",
          product);
      require(
          !isOption == option.isNone(),
          "%s: an option, and only an option, has its period",
          product);
      require(
          product.type() != SpanProductType.FUT || !future.isNone(),
          "%s: a future needs a period",
          product);
    }

    /** A contract that is no option. */
    public static Key of(SpanProduct.Id product, SpanPeriod period) {
      return new Key(product, period, SpanPeriod.NONE, Optional.empty(), Optional.empty());
    }

    /**
     * The identity as one of ours: {@code CME:OG:OOF:202512:202511W1:C:3700}. What our identities
     * do not allow is written as {@code _} and its hexadecimal code.
     *
     * @throws IllegalArgumentException when it is longer than an identity may be
     */
    public ContractId contractId() {
      return new ContractId(SpanNames.identity(toString()));
    }

    @Override
    public int compareTo(Key other) {
      int byProduct = product.compareTo(other.product);
      return byProduct != 0 ? byProduct : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(product.toString());
      if (!future.isNone()) {
        text.append(':').append(future);
      }
      if (!option.isNone()) {
        text.append(':').append(option);
      }
      right.ifPresent(r -> text.append(':').append(r == OptionRight.CALL ? 'C' : 'P'));
      strike.ifPresent(k -> text.append(':').append(k.toPlainString()));
      return text.toString();
    }
  }

  /** Refuses a scaling that turns deltas round or away. */
  public SpanContract {
    require(deltaScaling.signum() > 0, "delta scaling of %s must be above zero", key);
    require(valueFactor.signum() != 0, "contract value factor of %s is zero", key);
  }
}
