package novate.stress;

import static novate.market.Checks.require;

import novate.market.Money;

/**
 * What stands against the losses of one account in one currency.
 *
 * <p>Initial margin is what is required <em>after</em> the net option value (IM = max(0, risk -
 * NOV)): the buyer of premium-style options is let off margin by what the options are worth, the
 * seller pays it in. A stress loss of those options is measured from the same value, so the value
 * belongs beside the margin: without it a seller's margin would count the price of the options
 * twice, and a buyer would owe more than the options that the house holds.
 *
 * @param initialMargin required and in force; zero or more
 * @param netOptionValue premium-style options at their marks; negative when more is owed than owned
 */
public record MarginInForce(Money initialMargin, Money netOptionValue) {
  /** Margin is not negative, and both are of one currency. */
  public MarginInForce {
    require(initialMargin.minorUnits() >= 0, "initial margin is %s, below zero", initialMargin);
    require(
        initialMargin.currency().equals(netOptionValue.currency()),
        "initial margin is %s but net option value %s",
        initialMargin,
        netOptionValue);
  }

  /** {@code IM + NOV}: how much may be lost before the house is out of money. */
  public Money cover() {
    return initialMargin.plus(netOptionValue);
  }
}
