package novate.margin;

import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * Flows of one account in one currency that are known but not posted yet, as they stand when a
 * requirement is made. A flow leaves when it is posted.
 *
 * @param variationMargin since the last end of day; positive is to be received
 * @param premiumReceivable of options sold; zero or more
 * @param premiumPayable of options bought; zero or more
 * @param feesDue zero or more
 */
public record UnsettledFlows(
    Money variationMargin, Money premiumReceivable, Money premiumPayable, Money feesDue) {

  /** Nothing is open, in a currency: what an end of day sees after its own postings. */
  public static UnsettledFlows none(CurrencyCode currency) {
    Money zero = Money.zero(currency);
    return new UnsettledFlows(zero, zero, zero, zero);
  }

  /**
   * What the account must have: positive is required, negative is more owed to it than margin.
   *
   * <pre>
   * requirement = IM + add-ons - unsettled VM - premium receivable + premium payable + fees due
   * </pre>
   *
   * <p>Worked example: margin 1,000.00, a loss of 300.00 since yesterday, 50.00 of premium to pay:
   * 1,350.00.
   *
   * @param required initial margin and add-ons
   * @throws IllegalArgumentException when the currencies differ
   */
  public Money requirement(Money required) {
    return required
        .minus(variationMargin)
        .minus(premiumReceivable)
        .plus(premiumPayable)
        .plus(feesDue);
  }
}
