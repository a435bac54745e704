package novate.market;

import static novate.market.Checks.require;

import java.time.LocalDate;

/**
 * An option on a listed future. It shares currency, size and settlement tick with its underlying,
 * so that one tick of strike is one tick of price.
 */
public record OptionOnFuture(
    ContractId id,
    Product product,
    Future underlying,
    OptionRight right,
    Price strike,
    ExerciseStyle exercise,
    PremiumStyle premiumStyle,
    LocalDate expiry,
    boolean isActive)
    implements Contract {
  /** Checks that option and underlying speak of the same money. */
  public OptionOnFuture {
    Product under = underlying.product();
    require(
        product.currency().equals(under.currency())
            && product.size().compareTo(under.size()) == 0
            && product.settlementTick().compareTo(under.settlementTick()) == 0
            && product.commodity().equals(under.commodity()),
        "option %s and its underlying %s must share commodity, currency, size and settlement tick",
        id,
        underlying.id());
    require(
        !expiry.isAfter(underlying.expiry()),
        "option %s expires %s, after its underlying %s",
        id,
        expiry,
        underlying.expiry());
    require(under.isOnTradingTick(strike), "strike of option %s is off the trading tick", id);
  }

  /** Ticks the option is worth when exercised at an underlying price: never negative. */
  public long intrinsicTicks(Price underlyingPrice) {
    long above = Math.subtractExact(underlyingPrice.ticks(), strike.ticks());
    return Math.max(0, right == OptionRight.CALL ? above : Math.negateExact(above));
  }
}
