package novate.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.margin.addon.AddOn;
import novate.margin.addon.AddOns;
import novate.market.AccountClass;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * What one account must hold, per currency; nothing is converted.
 *
 * @param priceSetId what it was valued on
 * @param currencies every currency in which the account holds a position or has an add-on
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

  /** The same with add-ons, also in currencies in which no position is held. */
  Requirement with(AddOns addOns) {
    SortedMap<CurrencyCode, List<AddOn>> byCurrency = new TreeMap<>();
    for (AddOn addOn : addOns.list()) {
      byCurrency.computeIfAbsent(addOn.amount().currency(), _ -> new ArrayList<>()).add(addOn);
    }
    SortedMap<CurrencyCode, CurrencyRequirement> all = new TreeMap<>(currencies);
    byCurrency.forEach(
        (currency, list) -> {
          CurrencyRequirement margin =
              find(currency).orElseGet(() -> CurrencyRequirement.none(currency));
          all.put(currency, margin.with(list));
        });
    return new Requirement(accountClass, priceSetId, all);
  }

  /** Initial margin and add-ons in a currency: zero where nothing is required in it. */
  public Money required(CurrencyCode currency) {
    return find(currency).map(CurrencyRequirement::required).orElse(Money.zero(currency));
  }

  /** Initial margin in a currency: zero where the account holds no position in it. */
  public Money initialMargin(CurrencyCode currency) {
    return find(currency).map(CurrencyRequirement::initialMargin).orElse(Money.zero(currency));
  }
}
