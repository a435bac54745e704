package novate.clearing.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import novate.clearing.cli.Table.Column;
import novate.margin.CurrencyRequirement;
import novate.margin.Requirement;
import novate.margin.SimulatedSet;
import novate.margin.addon.AddOn;
import novate.margin.addon.LadderCharge;
import novate.margin.simulation.SimulationRisk;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.Money;
import novate.scenario.AntiProcyclicality;
import novate.scenario.MarketRiskSet;

/**
 * How the parts of a margin are shown that not every market has: simulation, rate ladders, add-ons.
 */
final class MarginParts {
  private MarginParts() {}

  /** One add-on; without a commodity when it is about the whole account. */
  record AddOnMargin(String kind, String commodity, Money amount, List<AddOn.Input> inputs) {}

  /**
   * Commodities that are simulated together: what counts instead of the scan's charges. Decimals
   * are minor units.
   *
   * @param bindingTool which anti-procyclicality tool is charged
   * @param ownScenarios scenarios that are wholly their own of every commodity held
   * @param tailScenarios the worst of the filtered tail, worst first
   */
  record SimulatedMargin(
      String set,
      MarketRiskSet.Policy policy,
      Money scanCharge,
      Money simulatedCharge,
      Money charge,
      AntiProcyclicality.Tool bindingTool,
      int ownScenarios,
      String uncertaintyFactor,
      String expectedShortfall,
      String stressedShortfall,
      String longRunShortfall,
      String whole,
      String sumOfCommodities,
      String capped,
      String jumpFloor,
      Money marketRisk,
      List<TailMargin> tailScenarios) {}

  /** One scenario of a tail; the loss in minor units. */
  record TailMargin(int scenario, long lossMinorUnits) {}

  /** One contract that a rate ladder charges. */
  record LadderMargin(
      String contract,
      long lots,
      Money notional,
      String rate,
      String rung,
      String reason,
      LadderCharge.Part part,
      Money amount) {}

  static AddOnMargin addOn(AddOn addOn) {
    return new AddOnMargin(addOn.kind().name(), commodity(addOn), addOn.amount(), addOn.inputs());
  }

  private static String commodity(AddOn addOn) {
    return addOn.commodity().map(CombinedCommodityId::value).orElse("");
  }

  static SimulatedMargin simulated(SimulatedSet set) {
    SimulationRisk risk = set.simulation();
    return new SimulatedMargin(
        risk.set().name(),
        risk.set().policy(),
        set.scanCharge(),
        set.simulatedCharge(),
        set.charge(),
        risk.binding(),
        risk.ownScenarios(),
        risk.uncertaintyFactor().toPlainString(),
        risk.whole().filtered().expectedShortfall().toPlainString(),
        risk.whole().stressed().expectedShortfall().toPlainString(),
        risk.whole().longRun().expectedShortfall().toPlainString(),
        risk.whole().bound().toPlainString(),
        risk.sumOfCommodities().toPlainString(),
        risk.capped().toPlainString(),
        risk.jumpFloor().toPlainString(),
        risk.marketRisk(),
        risk.whole().filtered().scenarios().stream()
            .map(scenario -> new TailMargin(scenario.scenario(), scenario.loss()))
            .toList());
  }

  static List<LadderMargin> ladder(LadderCharge charge) {
    return charge.lines().stream()
        .map(
            line ->
                new LadderMargin(
                    line.contract().value(),
                    line.lots().value(),
                    line.notional(),
                    BigDecimal.valueOf(line.rate().rate()).toPlainString(),
                    line.rate().applied().kind().name(),
                    line.rate().applied().reason(),
                    line.part(),
                    line.amount()))
        .toList();
  }

  /** A table for each kind of part that there is. */
  static List<Table> tables(SortedMap<AccountId, Requirement> requirements) {
    return Stream.of(simulated(requirements), ladders(requirements), addOns(requirements))
        .filter(table -> !table.isEmpty())
        .toList();
  }

  private static void forEach(
      SortedMap<AccountId, Requirement> requirements,
      BiConsumer<AccountId, CurrencyRequirement> row) {
    requirements.forEach(
        (account, requirement) ->
            requirement.currencies().values().forEach(part -> row.accept(account, part)));
  }

  private static Table simulated(SortedMap<AccountId, Requirement> requirements) {
    Table table =
        new Table(
            "Simulated",
            Column.text("account"),
            Column.text("set"),
            Column.text("currency"),
            Column.text("policy"),
            Column.number("scan_charge"),
            Column.number("simulated_charge"),
            Column.text("binding_tool"),
            Column.number("charge"));
    forEach(
        requirements,
        (account, part) ->
            part.simulated()
                .forEach(
                    set ->
                        table.row(
                            account,
                            set.simulation().set().name(),
                            part.currency(),
                            set.simulation().set().policy(),
                            set.scanCharge().decimal(),
                            set.simulatedCharge().decimal(),
                            set.simulation().binding(),
                            set.charge().decimal())));
    return table;
  }

  private static Table ladders(SortedMap<AccountId, Requirement> requirements) {
    Table table =
        new Table(
            "Rate ladder",
            Column.text("account"),
            Column.text("contract"),
            Column.text("currency"),
            Column.number("lots"),
            Column.number("rate"),
            Column.text("rung"),
            Column.text("reason"),
            Column.number("amount"));
    forEach(
        requirements,
        (account, part) ->
            part.commodities().stream()
                .flatMap(risk -> risk.ladder().stream())
                .flatMap(charge -> ladder(charge).stream())
                .forEach(
                    line ->
                        table.row(
                            account,
                            line.contract(),
                            part.currency(),
                            line.lots(),
                            line.rate(),
                            line.rung(),
                            line.reason(),
                            line.amount().decimal())));
    return table;
  }

  private static Table addOns(SortedMap<AccountId, Requirement> requirements) {
    Table table =
        new Table(
            "Add-ons",
            Column.text("account"),
            Column.text("kind"),
            Column.text("commodity"),
            Column.text("currency"),
            Column.number("amount"),
            Column.text("inputs"));
    forEach(
        requirements,
        (account, part) ->
            part.addOns()
                .forEach(
                    addOn ->
                        table.row(
                            account,
                            addOn.kind(),
                            commodity(addOn),
                            part.currency(),
                            addOn.amount().decimal(),
                            inputs(addOn))));
    return table;
  }

  private static String inputs(AddOn addOn) {
    return addOn.inputs().stream()
        .map(input -> (input.name() + " " + input.value() + " " + input.unit()).strip())
        .collect(Collectors.joining(", "));
  }
}
