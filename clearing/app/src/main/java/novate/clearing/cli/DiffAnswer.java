package novate.clearing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.cli.Table.Column;
import novate.margin.CurrencyRequirement;
import novate.margin.MarginEngine;
import novate.margin.Requirement;
import novate.margin.explain.MarginAttribution;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.market.Money;
import novate.market.PriceSet;

/** How the change of margins is shown: step by step, adding up. */
final class DiffAnswer {
  private DiffAnswer() {}

  /** The whole answer. */
  record Diff(
      String beforePriceSetId,
      String priceSetId,
      String engineVersion,
      List<AccountChange> accounts) {}

  /** One account in one currency; the changes of the steps add up to the change. */
  record AccountChange(
      String account,
      String currency,
      Money before,
      List<StepChange> steps,
      Money after,
      Money change) {}

  /**
   * One step, and what is required after it.
   *
   * @param changes what it did to the charge less option value of each commodity, in words
   */
  record StepChange(String step, Money change, Money required, String changes) {}

  static Answer of(
      PriceSet before, PriceSet after, SortedMap<AccountId, MarginAttribution> attributions) {
    List<AccountChange> changes = new ArrayList<>();
    attributions.forEach(
        (account, attribution) ->
            attribution
                .currencies()
                .forEach(currency -> changes.add(change(account, currency, attribution))));
    return new Answer(
        new Diff(before.id(), after.id(), MarginEngine.VERSION, changes),
        List.of(table(changes)),
        List.of(
            ("From prices %s to %s. Each step is a recomputation with one more input of the later"
                    + " day.")
                .formatted(before.id(), after.id()),
            "Scenario roll is the passing of time: options, averages and the rate ladder come"
                + " nearer to expiry. By commodity: charge less option value."));
  }

  private static AccountChange change(
      AccountId account, CurrencyCode currency, MarginAttribution attribution) {
    List<StepChange> steps = new ArrayList<>();
    Money required = attribution.before().required(currency);
    SortedMap<CombinedCommodityId, Money> last = byCommodity(attribution.before(), currency);
    for (MarginAttribution.Step step : attribution.steps()) {
      Money now = step.requirement().required(currency);
      SortedMap<CombinedCommodityId, Money> charged = byCommodity(step.requirement(), currency);
      steps.add(
          new StepChange(
              step.step().words(), now.minus(required), now, words(currency, last, charged)));
      required = now;
      last = charged;
    }
    return new AccountChange(
        account.value(),
        currency.code(),
        attribution.before().required(currency),
        steps,
        attribution.after().required(currency),
        attribution.change(currency));
  }

  private static SortedMap<CombinedCommodityId, Money> byCommodity(
      Requirement requirement, CurrencyCode currency) {
    SortedMap<CombinedCommodityId, Money> charged = new TreeMap<>();
    CurrencyRequirement part = requirement.currencies().get(currency);
    if (part != null) {
      part.commodities()
          .forEach(
              risk -> charged.put(risk.commodity(), risk.charge().minus(risk.netOptionValue())));
    }
    return charged;
  }

  /** Those that changed: {@code B200 +120.10, H100 -3.00}; empty when none did. */
  private static String words(
      CurrencyCode currency,
      SortedMap<CombinedCommodityId, Money> before,
      SortedMap<CombinedCommodityId, Money> after) {
    SortedSet<CombinedCommodityId> commodities = new TreeSet<>(before.keySet());
    commodities.addAll(after.keySet());
    Money nothing = Money.zero(currency);
    List<String> words = new ArrayList<>();
    for (CombinedCommodityId commodity : commodities) {
      Money change =
          after.getOrDefault(commodity, nothing).minus(before.getOrDefault(commodity, nothing));
      if (!change.isZero()) {
        words.add(
            "%s %s%s"
                .formatted(
                    commodity,
                    change.minorUnits() > 0 ? "+" : "",
                    Table.grouped(change.decimal())));
      }
    }
    return String.join(", ", words);
  }

  private static Table table(List<AccountChange> changes) {
    Table table =
        new Table(
            "Change of what is required",
            Column.text("account"),
            Column.text("currency"),
            Column.text("step"),
            Column.number("change"),
            Column.number("required"),
            Column.text("by_commodity"));
    for (AccountChange change : changes) {
      table.row(change.account(), change.currency(), "before", "", change.before().decimal(), "");
      for (StepChange step : change.steps()) {
        table.row(
            change.account(),
            change.currency(),
            step.step(),
            step.change().decimal(),
            step.required().decimal(),
            step.changes());
      }
      table.row(
          change.account(),
          change.currency(),
          "after",
          change.change().decimal(),
          change.after().decimal(),
          "");
    }
    return table;
  }
}
