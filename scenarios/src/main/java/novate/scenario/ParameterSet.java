package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;

/**
 * One version of the margin parameters: immutable, named by id and hash wherever it is used.
 *
 * @param id for example {@code compute-2026/1}
 * @param commodities how each combined commodity is scanned
 * @param ratios what multiplies the commodity risk of an account class (1 = as scanned); above zero
 * @param calls call policy per currency
 * @param spreads what holds between commodities
 * @param addOns what is charged besides market risk
 * @param simulation how market risk is simulated; none when everything is scanned
 * @param fees what the house charges for clearing and exercise
 */
public record ParameterSet(
    String id,
    SortedMap<CombinedCommodityId, CommodityParameters> commodities,
    SortedMap<AccountClass, Double> ratios,
    SortedMap<CurrencyCode, CallPolicy> calls,
    SpreadPolicy spreads,
    AddOnPolicy addOns,
    Optional<SimulationParameters> simulation,
    FeeSchedule fees) {

  /** Keeps its own copies; every account class needs a ratio. */
  public ParameterSet {
    commodities = new TreeMap<>(commodities);
    ratios = new TreeMap<>(ratios);
    calls = new TreeMap<>(calls);
    for (AccountClass accountClass : AccountClass.values()) {
      double ratio =
          found(ratios.get(accountClass), "parameter set %s has no ratio of %s", id, accountClass);
      require(
          Double.isFinite(ratio) && ratio > 0,
          "ratio of %s must be above zero, got %s",
          accountClass,
          ratio);
    }
    for (Map.Entry<CurrencyCode, CallPolicy> call : calls.entrySet()) {
      require(
          call.getKey().equals(call.getValue().currency()),
          "call policy of %s is in %s",
          call.getKey(),
          call.getValue().currency());
    }
    spreads.requireKnown(commodities);
    addOns.requireKnown(commodities.keySet());
    if (simulation.isPresent()) {
      simulation.get().requireKnown(commodities.keySet());
      simulation.get().requireWhole(spreads.scanBased(), addOns.ladders().keySet());
    }
  }

  /** A set with market risk alone and nothing between commodities. */
  public ParameterSet(
      String id,
      SortedMap<CombinedCommodityId, CommodityParameters> commodities,
      SortedMap<AccountClass, Double> ratios,
      SortedMap<CurrencyCode, CallPolicy> calls) {
    this(id, commodities, ratios, calls, SpreadPolicy.NONE, AddOnPolicy.NONE, Optional.empty());
  }

  /** A set without fees. */
  public ParameterSet(
      String id,
      SortedMap<CombinedCommodityId, CommodityParameters> commodities,
      SortedMap<AccountClass, Double> ratios,
      SortedMap<CurrencyCode, CallPolicy> calls,
      SpreadPolicy spreads,
      AddOnPolicy addOns,
      Optional<SimulationParameters> simulation) {
    this(id, commodities, ratios, calls, spreads, addOns, simulation, FeeSchedule.NONE);
  }

  /** The parameters of a commodity; throws when the set has none. */
  public CommodityParameters commodity(CombinedCommodityId commodity) {
    return found(commodities.get(commodity), "parameter set %s has no commodity %s", id, commodity);
  }

  /** The ratio of an account class. */
  public double ratio(AccountClass accountClass) {
    return found(ratios.get(accountClass), "parameter set %s has no ratio of %s", id, accountClass);
  }

  /** The call policy of a currency; throws when the set has none. */
  public CallPolicy call(CurrencyCode currency) {
    return found(calls.get(currency), "parameter set %s has no call policy of %s", id, currency);
  }
}
