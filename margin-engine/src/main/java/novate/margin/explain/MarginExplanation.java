package novate.margin.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.margin.Requirement;
import novate.margin.explain.CommodityExplanation.ScenarioLoss;
import novate.margin.scan.CommodityLayout;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.Product;
import novate.scenario.CommodityParameters;
import novate.scenario.Period;
import novate.scenario.Scenario;

/**
 * The margin of one account, explained: components, then commodity by commodity the scenarios, the
 * positions and what spreads consumed.
 */
public record MarginExplanation(
    Requirement requirement, SortedMap<CurrencyCode, CurrencyExplanation> currencies) {
  /**
   * One currency.
   *
   * @param required initial margin and add-ons
   * @param components add up to what is required
   */
  public record CurrencyExplanation(
      Money required, List<MarginComponent> components, List<CommodityExplanation> commodities) {
    /** Keeps its own copies. */
    public CurrencyExplanation {
      components = List.copyOf(components);
      commodities = List.copyOf(commodities);
    }
  }

  /** Keeps its own copy. */
  public MarginExplanation {
    currencies = new TreeMap<>(currencies);
  }

  /**
   * Explains a margin.
   *
   * @param market that the margin was made on
   * @param positions that it was made for
   * @throws IllegalStateException when parts do not add up: the margin was made from other inputs,
   *     or we are wrong
   */
  public static MarginExplanation of(
      ValuedMarket market, Requirement requirement, Map<ContractId, Lots> positions) {
    SortedMap<CurrencyCode, CurrencyExplanation> currencies = new TreeMap<>();
    requirement
        .currencies()
        .forEach(
            (currency, part) ->
                currencies.put(currency, explain(market, requirement, part, positions)));
    return new MarginExplanation(requirement, currencies);
  }

  private static CurrencyExplanation explain(
      ValuedMarket market,
      Requirement requirement,
      CurrencyRequirement part,
      Map<ContractId, Lots> positions) {
    List<CommodityExplanation> commodities = new ArrayList<>();
    for (CommodityRisk risk : part.commodities()) {
      List<PositionContribution> contributions =
          CommodityContributions.of(market, requirement.accountClass(), risk, positions);
      requireSum(risk, contributions);
      commodities.add(explain(market, risk, contributions));
    }
    return new CurrencyExplanation(
        part.required(),
        MarginComponents.of(part, market.parameters(), requirement.accountClass()),
        commodities);
  }

  private static CommodityExplanation explain(
      ValuedMarket market, CommodityRisk risk, List<PositionContribution> contributions) {
    CommodityParameters parameters = market.parameters().commodity(risk.commodity());
    ScenarioWords words = words(market, risk.commodity(), contributions);
    List<ScenarioLoss> scenarios = new ArrayList<>();
    for (Scenario scenario : market.scenarios().scenarios()) {
      scenarios.add(
          new ScenarioLoss(
              scenario.number(),
              words.of(scenario, parameters),
              new Money(risk.charge().currency(), risk.losses().get(scenario.number() - 1)),
              scenario.number() == risk.activeScenario()));
    }
    return new CommodityExplanation(
        risk, scenarios.get(risk.activeScenario() - 1).words(), scenarios, contributions);
  }

  /** The words of the positions held; of all listed periods when others are only scanned inside. */
  private static ScenarioWords words(
      ValuedMarket market,
      CombinedCommodityId commodity,
      List<PositionContribution> contributions) {
    List<Contract> listed =
        market.catalogue().contracts().stream()
            .filter(contract -> contract.commodity().equals(commodity))
            .toList();
    List<Contract> held =
        contributions.stream()
            .map(contribution -> market.catalogue().contract(contribution.contract()))
            .filter(contract -> contract.commodity().equals(commodity))
            .toList();
    List<Contract> spokenOf = held.isEmpty() ? listed : held;
    TreeSet<Period> periods = new TreeSet<>();
    spokenOf.forEach(contract -> periods.add(CommodityLayout.period(contract)));
    Product product = spokenOf.getFirst().product();
    return new ScenarioWords(
        commodity.value(),
        "%s per %s".formatted(product.currency(), product.unit()),
        product.model(),
        spokenOf.stream().anyMatch(OptionOnFuture.class::isInstance),
        periods);
  }

  private static void requireSum(CommodityRisk risk, List<PositionContribution> contributions) {
    Money sum = Money.zero(risk.charge().currency());
    for (PositionContribution contribution : contributions) {
      sum = sum.plus(contribution.total());
    }
    Money beforeFloor = risk.charge().minus(risk.netOptionValue());
    if (!sum.equals(beforeFloor)) {
      throw new IllegalStateException(
          "commodity %s: contributions of positions add up to %s, charge less option value is %s"
              .formatted(risk.commodity(), sum, beforeFloor));
    }
  }
}
