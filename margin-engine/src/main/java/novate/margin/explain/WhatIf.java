package novate.margin.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import novate.margin.Requirement;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;

/**
 * What trades would do to the margin of an account, at the prices of now.
 *
 * @param before margin without the trades
 * @param after margin with all of them
 * @param trades in the order given; what they add one after the other is after less before
 */
public record WhatIf(
    ValuedMarket market, Requirement before, Requirement after, List<TradeEffect> trades) {
  /** A trade that has not happened. */
  public record Trade(ContractId contract, Lots lots) {}

  /**
   * What one trade does.
   *
   * @param inTurn margin with this trade and those before it
   * @param alone margin with this trade and no other
   */
  public record TradeEffect(Trade trade, Requirement inTurn, Requirement alone) {}

  /**
   * A component before and after.
   *
   * @param commodity none for what belongs to the currency
   */
  public record ComponentChange(
      ComponentKind kind, Optional<CombinedCommodityId> commodity, Money before, Money after) {
    /** After less before; positive when more is required. */
    public Money change() {
      return after.minus(before);
    }
  }

  private record Place(ComponentKind kind, Optional<CombinedCommodityId> commodity) {}

  /** Keeps its own copy. */
  public WhatIf {
    trades = List.copyOf(trades);
  }

  /**
   * Adds trades to positions.
   *
   * @throws IllegalArgumentException when a contract has no risk array
   * @throws ArithmeticException when lots or a sum do not fit a long
   */
  public static WhatIf of(ValuedMarket market, Holding holding, List<Trade> trades) {
    Requirement before = requirement(market, holding, holding.positions());
    Map<ContractId, Lots> held = new HashMap<>(holding.positions());
    List<TradeEffect> effects = new ArrayList<>();
    Requirement inTurn = before;
    for (Trade trade : trades) {
      Map<ContractId, Lots> alone = new HashMap<>(holding.positions());
      add(alone, trade);
      add(held, trade);
      inTurn = requirement(market, holding, held);
      effects.add(new TradeEffect(trade, inTurn, requirement(market, holding, alone)));
    }
    return new WhatIf(market, before, inTurn, effects);
  }

  private static Requirement requirement(
      ValuedMarket market, Holding holding, Map<ContractId, Lots> positions) {
    return market.requirement(holding.account(), holding.accountClass(), positions);
  }

  private static void add(Map<ContractId, Lots> held, Trade trade) {
    held.merge(trade.contract(), trade.lots(), Lots::plus);
  }

  /** Every currency in which anything is held before, between or after. */
  public Set<CurrencyCode> currencies() {
    Set<CurrencyCode> currencies = new TreeSet<>(before.currencies().keySet());
    trades.forEach(trade -> currencies.addAll(trade.inTurn().currencies().keySet()));
    return currencies;
  }

  /** After less before; positive when more is required. */
  public Money change(CurrencyCode currency) {
    return after.required(currency).minus(before.required(currency));
  }

  /** What each trade adds when it comes after those before it; the sum is {@link #change}. */
  public List<Money> inTurn(CurrencyCode currency) {
    List<Money> added = new ArrayList<>();
    Money last = before.required(currency);
    for (TradeEffect trade : trades) {
      Money now = trade.inTurn().required(currency);
      added.add(now.minus(last));
      last = now;
    }
    return added;
  }

  /** Every component of either margin; their changes add up to {@link #change}. */
  public List<ComponentChange> components(CurrencyCode currency) {
    Map<Place, Money> earlier = components(before, currency);
    Map<Place, Money> later = components(after, currency);
    Set<Place> places = new LinkedHashSet<>(later.keySet());
    places.addAll(earlier.keySet());
    Money zero = Money.zero(currency);
    return places.stream()
        .map(
            place ->
                new ComponentChange(
                    place.kind(),
                    place.commodity(),
                    earlier.getOrDefault(place, zero),
                    later.getOrDefault(place, zero)))
        .toList();
  }

  private Map<Place, Money> components(Requirement requirement, CurrencyCode currency) {
    Map<Place, Money> components = new LinkedHashMap<>();
    requirement
        .find(currency)
        .ifPresent(
            part ->
                MarginComponents.of(part, market.parameters(), requirement.accountClass())
                    .forEach(
                        component ->
                            components.merge(
                                new Place(component.kind(), component.commodity()),
                                component.amount(),
                                Money::plus)));
    return components;
  }
}
