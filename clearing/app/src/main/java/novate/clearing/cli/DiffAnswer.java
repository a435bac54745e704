package novate.clearing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import novate.clearing.cli.Table.Column;
import novate.margin.MarginEngine;
import novate.margin.explain.AttributionStep;
import novate.margin.explain.MarginAttribution;
import novate.market.AccountId;
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

  /** One step, and what is required after it. */
  record StepChange(String step, Money change, Money required) {}

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
            "From prices %s to %s. Each step is a recomputation with one more input of the later day."
                .formatted(before.id(), after.id())));
  }

  private static AccountChange change(
      AccountId account, CurrencyCode currency, MarginAttribution attribution) {
    List<StepChange> steps = new ArrayList<>();
    Money required = attribution.before().required(currency);
    for (Map.Entry<AttributionStep, Money> part : attribution.parts(currency).entrySet()) {
      required = required.plus(part.getValue());
      steps.add(new StepChange(part.getKey().words(), part.getValue(), required));
    }
    return new AccountChange(
        account.value(),
        currency.code(),
        attribution.before().required(currency),
        steps,
        attribution.after().required(currency),
        attribution.change(currency));
  }

  private static Table table(List<AccountChange> changes) {
    Table table =
        new Table(
            "Change of what is required",
            Column.text("account"),
            Column.text("currency"),
            Column.text("step"),
            Column.number("change"),
            Column.number("required"));
    for (AccountChange change : changes) {
      table.row(change.account(), change.currency(), "before", "", change.before().decimal());
      for (StepChange step : change.steps()) {
        table.row(
            change.account(),
            change.currency(),
            step.step(),
            step.change().decimal(),
            step.required().decimal());
      }
      table.row(
          change.account(),
          change.currency(),
          "after",
          change.change().decimal(),
          change.after().decimal());
    }
    return table;
  }
}
