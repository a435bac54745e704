package novate.clearing.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.FileMargin;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.margin.MarginEngine;
import novate.margin.Requirement;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSets;

/** How a margin is shown: what is required, what of it comes from where, and on which inputs. */
final class MarginAnswer {
  private MarginAnswer() {}

  /** The whole answer. Two runs with the same JSON had the same inputs. */
  record Margin(
      LocalDate businessDate,
      String priceSetId,
      Instant asOf,
      Named parameterSet,
      Named scenarioSet,
      String engineVersion,
      List<InputHash> inputs,
      List<AccountMargin> accounts) {}

  /** Data named by id and content. */
  record Named(String id, String hash) {}

  /** One account; without positions it has no currencies. */
  record AccountMargin(
      String account, AccountClass accountClass, List<CurrencyMargin> currencies) {}

  /** One currency of an account. */
  record CurrencyMargin(
      Money initialMargin, Money netOptionValue, List<CommodityMargin> commodities) {}

  /** One combined commodity; scenario losses are minor units in the order of the scenarios. */
  record CommodityMargin(
      String commodity,
      Money scanRisk,
      int activeScenario,
      Money charge,
      Money netOptionValue,
      String netDelta,
      List<Long> scenarioLossesMinorUnits) {}

  static Answer of(FileMargin margin) {
    return new Answer(
        json(margin),
        List.of(requirements(margin), commodities(margin)),
        List.of(
            "Prices %s of %s, parameters %s, scenarios %s. Amounts in the currency beside them; IM ="
                    .formatted(
                        margin.input().market().prices().id(),
                        margin.input().market().prices().asOf(),
                        margin.input().parameters().id(),
                        margin.scenarios().id())
                + " max(0, sum of charges - net option value)."));
  }

  private static Margin json(FileMargin margin) {
    PriceSet prices = margin.input().market().prices();
    ParameterSet parameters = margin.input().parameters();
    List<AccountMargin> accounts = new ArrayList<>();
    margin
        .requirements()
        .forEach((account, requirement) -> accounts.add(account(account, requirement)));
    return new Margin(
        prices.date(),
        prices.id(),
        prices.asOf(),
        new Named(parameters.id(), ParameterFile.hash(parameters)),
        new Named(margin.scenarios().id(), ScenarioSets.hash(margin.scenarios())),
        MarginEngine.VERSION,
        InputHash.of(margin.input().hashByFile()),
        accounts);
  }

  private static AccountMargin account(AccountId account, Requirement requirement) {
    return new AccountMargin(
        account.value(),
        requirement.accountClass(),
        requirement.currencies().values().stream().map(MarginAnswer::currency).toList());
  }

  private static CurrencyMargin currency(CurrencyRequirement requirement) {
    return new CurrencyMargin(
        requirement.initialMargin(),
        requirement.netOptionValue(),
        requirement.commodities().stream().map(MarginAnswer::commodity).toList());
  }

  private static CommodityMargin commodity(CommodityRisk risk) {
    return new CommodityMargin(
        risk.commodity().value(),
        risk.scanRisk(),
        risk.activeScenario(),
        risk.charge(),
        risk.netOptionValue(),
        risk.netDelta().toPlainString(),
        risk.losses());
  }

  private static Table requirements(FileMargin margin) {
    Table table =
        new Table(
            "Initial margin",
            Column.text("account"),
            Column.text("account_class"),
            Column.text("currency"),
            Column.number("initial_margin"),
            Column.number("net_option_value"));
    margin
        .requirements()
        .forEach(
            (account, requirement) ->
                requirement
                    .currencies()
                    .forEach(
                        (currency, part) ->
                            table.row(
                                account,
                                requirement.accountClass(),
                                currency,
                                part.initialMargin().decimal(),
                                part.netOptionValue().decimal())));
    return table;
  }

  private static Table commodities(FileMargin margin) {
    Table table =
        new Table(
            "By combined commodity",
            Column.text("account"),
            Column.text("commodity"),
            Column.text("currency"),
            Column.number("scan_risk"),
            Column.number("active_scenario"),
            Column.number("charge"),
            Column.number("net_option_value"),
            Column.number("net_delta"));
    margin
        .requirements()
        .forEach(
            (account, requirement) ->
                requirement
                    .currencies()
                    .forEach(
                        (currency, part) ->
                            part.commodities()
                                .forEach(
                                    risk ->
                                        table.row(
                                            account,
                                            risk.commodity(),
                                            currency,
                                            risk.scanRisk().decimal(),
                                            risk.activeScenario(),
                                            risk.charge().decimal(),
                                            risk.netOptionValue().decimal(),
                                            risk.netDelta().toPlainString()))));
    return table;
  }
}
