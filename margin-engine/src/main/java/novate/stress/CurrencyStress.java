package novate.stress;

import novate.market.Money;

/**
 * One account in one currency, nothing converted.
 *
 * @param loss over all positions in the currency, exact; negative when they gain together
 * @param margin in force
 */
public record CurrencyStress(Money loss, MarginInForce margin) {
  /** {@code loss - cover}: what is missing; negative is what is left. */
  public Money excess() {
    return loss.minus(margin.cover());
  }
}
