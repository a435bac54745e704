package novate.margin;

import novate.market.Lots;
import novate.market.Money;
import novate.market.Price;
import novate.market.Product;

/**
 * Variation margin of one account in one contract over one day: exact, no rounding anywhere.
 *
 * <pre>
 * VM = size * [ q_prev * (S_t - S_prev) + sum over the day's trades  q * (S_t - p) ]
 *    = tick value * ( q_now * S_t - cost ),      cost = q_prev * S_prev + sum q * p      in ticks
 * </pre>
 *
 * <p>Positive is received. So a keeper needs two numbers per position, lots and cost, and what the
 * house books sums to zero. Over any path of settlement prices the payments of a held position add
 * up to last minus first. On the last day S_t is the final settlement price.
 *
 * <p>Worked example: 3 lots held at 2.500 and 2 bought at 2.510, settlement 2.505, tick 0.001 worth
 * 0.73 USD: (5 * 2,505 - (3 * 2,500 + 2 * 2,510)) * 73 = 5 * 73 cents = 3.65 USD.
 */
public final class VariationMargin {
  private VariationMargin() {}

  /**
   * Variation margin in minor units; positive is received.
   *
   * @param tickMinorUnits minor units per tick and lot: {@link Product#tickMinorUnits}
   * @param lots signed lots held now
   * @param settlementTicks S_t
   * @param costTicks lots times ticks of what is held now: at the last settlement price, plus the
   *     trades since at theirs; signed
   * @throws ArithmeticException when it does not fit a long
   */
  public static long minorUnits(
      long tickMinorUnits, long lots, long settlementTicks, long costTicks) {
    long gainTicks = Math.subtractExact(Math.multiplyExact(lots, settlementTicks), costTicks);
    return Math.multiplyExact(tickMinorUnits, gainTicks);
  }

  /** The same as money of the product's currency. */
  public static Money of(Product product, Lots lots, Price settlement, long costTicks) {
    return new Money(
        product.currency(),
        minorUnits(product.tickMinorUnits(), lots.value(), settlement.ticks(), costTicks));
  }
}
