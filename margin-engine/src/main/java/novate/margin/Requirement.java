package novate.margin;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * The initial margin of one account, per currency; nothing is converted.
 *
 * @param priceSetId what it was valued on
 * @param currencies every currency in which the account holds a position
 */
public record Requirement(
    AccountClass accountClass,
    String priceSetId,
    SortedMap<CurrencyCode, CurrencyRequirement> currencies) {
  /** Keeps its own copy. */
  public Requirement {
    currencies = new TreeMap<>(currencies);
  }

  /** The requirement of a currency with its parts, if the account holds positions in it. */
  public Optional<CurrencyRequirement> find(CurrencyCode currency) {
    return Optional.ofNullable(currencies.get(currency));
  }

  /** Initial margin in a currency: zero where the account holds no position in it. */
  public Money initialMargin(CurrencyCode currency) {
    return find(currency).map(CurrencyRequirement::initialMargin).orElse(Money.zero(currency));
  }
}
