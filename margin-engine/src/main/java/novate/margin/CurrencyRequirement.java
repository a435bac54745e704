package novate.margin;

import java.util.List;
import java.util.Optional;
import novate.margin.addon.AddOn;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * The requirement of one account in one currency, with its parts.
 *
 * <pre>
 * initialMargin = max(0, sum of commodity charges + sum of simulated sets beyond scan - netOptionValue)
 * required      = initialMargin + sum of add-ons
 * </pre>
 *
 * <p>Where option value is capped, the maximum is taken for every commodity (or simulated set) by
 * itself and the results are added.
 *
 * @param commodities risk by combined commodity, by id; a target of a scan-based credit that is not
 *     held itself comes last
 * @param simulated sets of commodities that are simulated, in the order of the parameters
 * @param netOptionValue premium-style options at their marks: q * price * size; positive when more
 *     is owned than owed
 * @param initialMargin zero or more
 * @param addOns what is required besides, also where it comes to nothing
 */
public record CurrencyRequirement(
    CurrencyCode currency,
    List<CommodityRisk> commodities,
    List<SimulatedSet> simulated,
    Money netOptionValue,
    Money initialMargin,
    List<AddOn> addOns) {
  /** Keeps its own copies. */
  public CurrencyRequirement {
    commodities = List.copyOf(commodities);
    simulated = List.copyOf(simulated);
    addOns = List.copyOf(addOns);
  }

  /** Nothing is held in a currency. */
  public static CurrencyRequirement none(CurrencyCode currency) {
    Money zero = Money.zero(currency);
    return new CurrencyRequirement(currency, List.of(), List.of(), zero, zero, List.of());
  }

  CurrencyRequirement with(List<AddOn> others) {
    return new CurrencyRequirement(
        currency, commodities, simulated, netOptionValue, initialMargin, others);
  }

  /** Sum of the add-ons. */
  public Money addOnTotal() {
    return addOns.stream().map(AddOn::amount).reduce(Money.zero(currency), Money::plus);
  }

  /** Initial margin and add-ons. */
  public Money required() {
    return initialMargin.plus(addOnTotal());
  }

  /** The simulated set that a commodity is in, if it is in one. */
  public Optional<SimulatedSet> simulatedSet(CombinedCommodityId commodity) {
    return simulated.stream()
        .filter(set -> set.simulation().set().commodities().contains(commodity))
        .findFirst();
  }
}
