package novate.scenario;

import static novate.market.Checks.require;

import java.time.LocalDate;
import novate.market.AccountId;
import novate.market.Money;

/**
 * An amount that two people require of an account until a date.
 *
 * @param amount zero or more
 * @param reason why, for the member
 * @param expiry last date on which it is in force
 * @param firstApprover who asked for it
 * @param secondApprover somebody else who agreed
 */
public record ManualAddOn(
    AccountId account,
    Money amount,
    String reason,
    LocalDate expiry,
    String firstApprover,
    String secondApprover) {
  /** Refuses an amount below zero, no reason, and one person twice. */
  public ManualAddOn {
    require(
        amount.minorUnits() >= 0,
        "manual add-on of %s must not be negative, got %s",
        account,
        amount);
    require(!reason.isBlank(), "manual add-on of %s has no reason", account);
    firstApprover = firstApprover.strip();
    secondApprover = secondApprover.strip();
    require(
        !firstApprover.isEmpty() && !secondApprover.isEmpty(),
        "manual add-on of %s needs two approvers",
        account);
    require(
        !firstApprover.equalsIgnoreCase(secondApprover),
        "manual add-on of %s needs two different approvers, got %s twice",
        account,
        firstApprover);
  }

  /** True up to and on the expiry date. */
  public boolean isInForce(LocalDate date) {
    return !date.isAfter(expiry);
  }
}
