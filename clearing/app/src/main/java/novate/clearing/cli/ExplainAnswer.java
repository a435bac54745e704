package novate.clearing.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import novate.margin.CommodityRisk;
import novate.margin.MarginEngine;
import novate.margin.explain.CommodityExplanation;
import novate.margin.explain.ComponentKind;
import novate.margin.explain.MarginComponent;
import novate.margin.explain.MarginExplanation;
import novate.margin.explain.MarginExplanation.CurrencyExplanation;
import novate.margin.explain.PositionContribution;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/** A margin explained, as data: {@link ExplainTables} lays it out for people. */
final class ExplainAnswer {
  private ExplainAnswer() {}

  /** The whole answer. */
  record Explained(String priceSetId, String engineVersion, List<Account> accounts) {}

  /** One account; without positions it has no currencies. */
  record Account(
      String account, AccountClass accountClass, String headline, List<Currency> currencies) {}

  /** One currency; the components add up to what is required. */
  record Currency(Money required, List<Component> components, List<Commodity> commodities) {}

  /** One component; without a commodity when it belongs to the currency. */
  record Component(String component, String commodity, Money amount, String reason) {}

  /** One combined commodity; contributions add up to the charge less the net option value. */
  record Commodity(
      String commodity,
      Money charge,
      int activeScenario,
      String activeScenarioWords,
      List<Scenario> scenarios,
      List<Contribution> contributions,
      List<SpreadRows.Row> spreads) {}

  /** One scenario of one commodity. */
  record Scenario(int number, String words, Money loss) {}

  /** One position and what it adds, by component. */
  record Contribution(
      String contract,
      long lots,
      String period,
      String delta,
      Money lossPerLot,
      Money loss,
      Map<String, Money> parts,
      Money contribution) {}

  static Answer of(SortedMap<AccountId, MarginExplanation> explanations) {
    List<Account> accounts = new ArrayList<>();
    explanations.forEach((account, explanation) -> accounts.add(account(account, explanation)));
    String priceSetId =
        explanations.values().stream()
            .map(explanation -> explanation.requirement().priceSetId())
            .findFirst()
            .orElse("");
    return new Answer(
        new Explained(priceSetId, MarginEngine.VERSION, accounts),
        accounts.stream().map(Account::headline).toList(),
        ExplainTables.of(accounts),
        List.of(
            "Contributions of all positions add up to the charges less the net option value;"
                + " a hedge has a negative one. -o json has every position and scenario."));
  }

  private static Account account(AccountId account, MarginExplanation explanation) {
    AccountClass accountClass = explanation.requirement().accountClass();
    return new Account(
        account.value(),
        accountClass,
        "%s (%s) %s".formatted(account, accountClass, headline(explanation)),
        explanation.currencies().values().stream().map(ExplainAnswer::currency).toList());
  }

  private static String headline(MarginExplanation explanation) {
    List<String> needs = new ArrayList<>();
    explanation.currencies().values().forEach(currency -> needs.add(headline(currency)));
    return needs.isEmpty() ? "holds nothing and needs no margin." : String.join(" It ", needs);
  }

  /** The commodity with the largest charge is named with the move that makes it; ties by id. */
  private static String headline(CurrencyExplanation currency) {
    String needs =
        "needs %s %s."
            .formatted(
                Table.grouped(currency.required().decimal()), currency.required().currency());
    if (currency.commodities().isEmpty()) {
      return needs;
    }
    CommodityExplanation largest = currency.commodities().getFirst();
    for (CommodityExplanation commodity : currency.commodities()) {
      if (charge(commodity) > charge(largest)) {
        largest = commodity;
      }
    }
    CommodityRisk risk = largest.risk();
    return "%s The largest charge is %s for %s, whose worst scenario is %d: %s."
        .formatted(
            needs,
            Table.grouped(risk.charge().decimal()),
            risk.commodity(),
            risk.activeScenario(),
            largest.activeScenario());
  }

  private static long charge(CommodityExplanation commodity) {
    return commodity.risk().charge().minorUnits();
  }

  private static Currency currency(CurrencyExplanation currency) {
    return new Currency(
        currency.required(),
        currency.components().stream().map(ExplainAnswer::component).toList(),
        currency.commodities().stream().map(ExplainAnswer::commodity).toList());
  }

  private static Component component(MarginComponent component) {
    return new Component(
        component.kind().words(),
        component.commodity().map(CombinedCommodityId::value).orElse(""),
        component.amount(),
        component.reason());
  }

  private static Commodity commodity(CommodityExplanation commodity) {
    CommodityRisk risk = commodity.risk();
    return new Commodity(
        risk.commodity().value(),
        risk.charge(),
        risk.activeScenario(),
        commodity.activeScenario(),
        commodity.scenarios().stream()
            .map(scenario -> new Scenario(scenario.number(), scenario.words(), scenario.loss()))
            .toList(),
        commodity.contributions().stream().map(ExplainAnswer::contribution).toList(),
        SpreadRows.of(risk));
  }

  private static Contribution contribution(PositionContribution contribution) {
    Map<String, Money> parts = new LinkedHashMap<>();
    for (ComponentKind kind : contribution.parts().keySet()) {
      parts.put(kind.name().toLowerCase(Locale.ROOT), contribution.part(kind));
    }
    return new Contribution(
        contribution.contract().value(),
        contribution.lots().value(),
        contribution.period().code(),
        contribution.delta().stripTrailingZeros().toPlainString(),
        contribution.lossPerLot(),
        contribution.loss(),
        parts,
        contribution.total());
  }
}
