package novate.sample;

import novate.market.AccountGroup;
import novate.market.Money;

/**
 * Cash that an account group has paid in before the day opens.
 *
 * @param id unique over the day
 * @param money above zero
 */
public record Deposit(String id, AccountGroup group, Money money) {}
