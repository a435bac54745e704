package novate.clearing.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.MarginParts.AddOnMargin;
import novate.clearing.cli.MarginParts.LadderMargin;
import novate.clearing.cli.MarginParts.SimulatedMargin;
import novate.clearing.cli.Table.Column;
import novate.clearing.file.FileMargin;
import novate.clearing.file.InputFile;
import novate.margin.CommodityRisk;
import novate.margin.CurrencyRequirement;
import novate.margin.MarginEngine;
import novate.margin.Requirement;
import novate.margin.addon.LadderCharge;
import novate.market.AccountClass;
import novate.market.AccountId;
import novate.market.Money;
import novate.market.PriceSet;
import novate.scenario.ParameterFile;
import novate.scenario.ParameterSet;
import novate.scenario.ScenarioSets;
import org.jspecify.annotations.Nullable;

/** How a margin is shown: what is required, what of it comes from where, and on which inputs. */
final class MarginAnswer {
  private MarginAnswer() {}

  /**
   * The whole answer. Two runs with the same JSON had the same inputs.
   *
   * @param defaultAccountClass of the accounts that the market does not name
   */
  record Margin(
      LocalDate businessDate,
      String priceSetId,
      Instant asOf,
      Named parameterSet,
      Named scenarioSet,
      String engineVersion,
      AccountClass defaultAccountClass,
      List<InputFile> inputs,
      List<AccountMargin> accounts) {}

  /** Data named by id and content. */
  record Named(String id, String hash) {}

  /** One account; without positions it has no currencies. */
  record AccountMargin(
      String account, AccountClass accountClass, List<CurrencyMargin> currencies) {}

  /** One currency of an account: required = initial margin + add-ons. */
  record CurrencyMargin(
      Money initialMargin,
      Money netOptionValue,
      Money required,
      List<AddOnMargin> addOns,
      List<SimulatedMargin> simulated,
      List<CommodityMargin> commodities) {}

  /**
   * One combined commodity; scenario losses are minor units in the order of the scenarios.
   *
   * <pre>risk = max(scanRisk + calendarCharge + spotCharge - interCommodityCredit, minimum),
   * or what the rate ladder makes of it</pre>
   *
   * @param rateLadder what the ladder charges; null where the commodity has none
   * @param rateLadderLines the contracts that it charges, empty where the commodity has none
   * @param charge risk times the ratio of the account class
   */
  record CommodityMargin(
      String commodity,
      Money scanRisk,
      int activeScenario,
      Money calendarCharge,
      Money spotCharge,
      Money interCommodityCredit,
      Money shortOptionMinimum,
      @Nullable Money rateLadder,
      List<LadderMargin> rateLadderLines,
      Money risk,
      Money charge,
      Money netOptionValue,
      String netDelta,
      List<Long> scenarioLossesMinorUnits) {}

  static Answer of(FileMargin margin, AccountClass defaultAccountClass) {
    return new Answer(
        json(margin, defaultAccountClass),
        tables(margin),
        List.of(
            "Prices %s of %s, parameters %s, scenarios %s. Amounts in the currency beside them; IM ="
                    .formatted(
                        margin.input().market().prices().id(),
                        margin.input().market().prices().asOf(),
                        margin.input().parameters().id(),
                        margin.market().scenarios().id())
                + " max(0, sum of charges and simulation - net option value).",
            "Risk = max(scan + calendar + spot - credit, minimum of short options), or the rate"
                + " ladder; charge = risk times the account class's ratio. 'novate margin explain'"
                + " says why."));
  }

  private static List<Table> tables(FileMargin margin) {
    List<Table> tables = new ArrayList<>(List.of(requirements(margin), commodities(margin)));
    tables.addAll(MarginParts.tables(margin.requirements()));
    return tables;
  }

  static Margin json(FileMargin margin, AccountClass defaultAccountClass) {
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
        new Named(margin.market().scenarios().id(), ScenarioSets.hash(margin.market().scenarios())),
        MarginEngine.VERSION,
        defaultAccountClass,
        margin.input().files(),
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
        requirement.required(),
        requirement.addOns().stream().map(MarginParts::addOn).toList(),
        requirement.simulated().stream().map(MarginParts::simulated).toList(),
        requirement.commodities().stream().map(MarginAnswer::commodity).toList());
  }

  private static CommodityMargin commodity(CommodityRisk risk) {
    return new CommodityMargin(
        risk.commodity().value(),
        risk.scanRisk(),
        risk.activeScenario(),
        money(risk, risk.spreads().calendarCharge()),
        money(risk, risk.spreads().spotCharge()),
        money(risk, risk.spreads().interCredit()),
        money(risk, risk.spreads().shortOptionMinimum()),
        risk.ladder().map(LadderCharge::amount).orElse(null),
        risk.ladder().map(MarginParts::ladder).orElse(List.of()),
        risk.risk(),
        risk.charge(),
        risk.netOptionValue(),
        risk.netDelta().toPlainString(),
        risk.losses());
  }

  private static Money money(CommodityRisk risk, long minorUnits) {
    return new Money(risk.charge().currency(), minorUnits);
  }

  private static Table requirements(FileMargin margin) {
    Table table =
        new Table(
            "Initial margin",
            Column.text("account"),
            Column.text("account_class"),
            Column.text("currency"),
            Column.number("initial_margin"),
            Column.number("net_option_value"),
            Column.number("add_ons"),
            Column.number("required"));
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
                                part.netOptionValue().decimal(),
                                part.addOnTotal().decimal(),
                                part.required().decimal())));
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
            Column.number("scenario"),
            Column.number("calendar"),
            Column.number("spot"),
            Column.number("credit"),
            Column.number("minimum"),
            Column.number("ladder"),
            Column.number("risk"),
            Column.number("charge"),
            Column.number("net_option_value"),
            Column.number("net_delta"));
    margin
        .requirements()
        .forEach(
            (account, requirement) ->
                requirement
                    .currencies()
                    .values()
                    .forEach(
                        currency ->
                            currency.commodities().forEach(risk -> row(table, account, risk))));
    return table;
  }

  private static void row(Table table, AccountId account, CommodityRisk risk) {
    table.row(
        account,
        risk.commodity(),
        risk.charge().currency(),
        risk.scanRisk().decimal(),
        risk.activeScenario(),
        unlessZero(risk, risk.spreads().calendarCharge()),
        unlessZero(risk, risk.spreads().spotCharge()),
        unlessZero(risk, risk.spreads().interCredit()),
        unlessZero(risk, risk.spreads().shortOptionMinimum()),
        risk.ladder().map(ladder -> ladder.amount().decimal()).orElse(""),
        risk.risk().decimal(),
        risk.charge().decimal(),
        unlessZero(risk, risk.netOptionValue().minorUnits()),
        risk.netDelta().toPlainString());
  }

  /** An empty cell for nothing: most rows have none of what most columns are for. */
  private static String unlessZero(CommodityRisk risk, long minorUnits) {
    return minorUnits == 0 ? "" : money(risk, minorUnits).decimal();
  }
}
