package novate.market;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The terms shared by all contracts of one product.
 *
 * @param size units of the underlying per lot, for example 730 GPU-hours; above zero
 * @param unit what one unit is, for people: {@code GPU-hour}
 * @param settlementTick smallest step of settlement prices, in currency per unit; {@code tick *
 *     size} is a whole number of minor units, or the product is refused
 * @param tradingTick smallest step of trade prices and strikes; a whole multiple of the settlement
 *     tick
 * @param index the index whose fixings settle the contracts
 * @param calendar the calendar of its fixing and trading days
 * @param dailyLimit largest move of a trade price from the last settlement price, as a fraction of
 *     it; none when the product has no daily limit
 * @param expiryTime time of day, in the calendar's zone, at which contracts expire on their last
 *     day
 */
public record Product(
    ProductId id,
    String name,
    VenueId venue,
    CombinedCommodityId commodity,
    CurrencyCode currency,
    BigDecimal size,
    String unit,
    BigDecimal settlementTick,
    BigDecimal tradingTick,
    IndexId index,
    FinalSettlement finalSettlement,
    PricingModel model,
    boolean negativePricesAllowed,
    CalendarId calendar,
    Optional<BigDecimal> dailyLimit,
    LocalTime expiryTime) {

  /** Checks sizes, ticks and the exactness rule. */
  public Product {
    require(size.signum() > 0, "size of product %s must be above zero, got %s", id, size);
    require(settlementTick.signum() > 0, "settlement tick of product %s must be above zero", id);
    require(
        tradingTick.signum() > 0 && tradingTick.remainder(settlementTick).signum() == 0,
        "trading tick %s of product %s must be a multiple of its settlement tick %s",
        tradingTick,
        id,
        settlementTick);
    BigDecimal tick = settlementTick.multiply(size).movePointRight(currency.minorDigits());
    require(
        tick.stripTrailingZeros().scale() <= 0,
        "product %s: one tick of %s x %s units is %s minor units of %s, not a whole number",
        id,
        settlementTick,
        size,
        tick.toPlainString(),
        currency);
    require(
        dailyLimit.isEmpty() || dailyLimit.get().signum() > 0,
        "daily limit of product %s must be above zero",
        id);
    require(
        model == PricingModel.BACHELIER || !negativePricesAllowed,
        "product %s allows negative prices and must be priced with BACHELIER",
        id);
  }

  /** Minor units that one lot gains when the price rises by one settlement tick; exact. */
  public long tickMinorUnits() {
    return settlementTick.multiply(size).movePointRight(currency.minorDigits()).longValueExact();
  }

  /**
   * The price for a decimal that lies on the settlement tick.
   *
   * @throws IllegalArgumentException when it does not
   */
  public Price price(BigDecimal decimal) {
    BigDecimal[] parts = decimal.divideAndRemainder(settlementTick);
    require(
        parts[1].signum() == 0,
        "price %s of product %s is not a multiple of its settlement tick %s",
        decimal.toPlainString(),
        id,
        settlementTick);
    return new Price(parts[0].longValueExact());
  }

  /**
   * The price for a decimal, rounded HALF_EVEN to the settlement tick: the one rounding of a
   * settlement price.
   */
  public Price roundedPrice(BigDecimal decimal) {
    return new Price(decimal.divide(settlementTick, 0, RoundingMode.HALF_EVEN).longValueExact());
  }

  /** The price in currency per unit, exact. */
  public BigDecimal decimal(Price price) {
    return settlementTick.multiply(BigDecimal.valueOf(price.ticks()));
  }

  /** True when the price is a multiple of the trading tick, as trade prices and strikes must be. */
  public boolean isOnTradingTick(Price price) {
    return price.ticks() % tradingTick.divide(settlementTick).longValueExact() == 0;
  }

  /**
   * The day's limits around the settlement price of the day before, rounded inward to the trading
   * tick, so that every price inside them can be traded; none when the product has no daily limit.
   *
   * <pre>low = previous - limit * |previous|, up;  high = previous + limit * |previous|, down</pre>
   */
  public Optional<PriceLimits> limits(Price previous) {
    BigDecimal step = tradingTick.divide(settlementTick);
    BigDecimal middle = BigDecimal.valueOf(previous.ticks());
    return dailyLimit.map(
        limit -> {
          BigDecimal reach = middle.abs().multiply(limit);
          return new PriceLimits(
              onStep(middle.subtract(reach), step, RoundingMode.CEILING),
              onStep(middle.add(reach), step, RoundingMode.FLOOR));
        });
  }

  private static Price onStep(BigDecimal ticks, BigDecimal step, RoundingMode rounding) {
    return new Price(ticks.divide(step, 0, rounding).multiply(step).longValueExact());
  }

  /**
   * The cash of a number of ticks on a number of lots, exact; positive when the holder receives it.
   */
  public Money cash(long ticks, Lots lots) {
    return new Money(
        currency, Math.multiplyExact(Math.multiplyExact(ticks, lots.value()), tickMinorUnits()));
  }
}
