package novate.clearing.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import novate.clearing.cli.ExplainAnswer.Account;
import novate.clearing.cli.ExplainAnswer.AveragingMonth;
import novate.clearing.cli.ExplainAnswer.Commodity;
import novate.clearing.cli.ExplainAnswer.Component;
import novate.clearing.cli.ExplainAnswer.Contribution;
import novate.clearing.cli.ExplainAnswer.Currency;
import novate.clearing.cli.ExplainAnswer.LadderLine;
import novate.clearing.cli.ExplainAnswer.Stage;
import novate.clearing.cli.Table.Column;

/** The tables of an explained margin: components, market moves, positions, spreads. */
final class ExplainTables {
  /** Positions shown per account and currency; the others are in the JSON. */
  private static final int POSITIONS_SHOWN = 10;

  private ExplainTables() {}

  static List<Table> of(List<Account> accounts, List<AveragingMonth> months) {
    List<Table> tables = new ArrayList<>();
    tables.add(components(accounts));
    for (Table more :
        List.of(
            scenarios(accounts),
            positions(accounts),
            spreads(accounts),
            ladder(accounts),
            averaging(months),
            decay(months))) {
      if (!more.isEmpty()) {
        tables.add(more);
      }
    }
    return tables;
  }

  private static Table averaging(List<AveragingMonth> months) {
    Table table =
        new Table(
            "Averaging months: w = (n - m) / n is still open; scenarios move F, the forward of the"
                + " rest",
            Column.text("contract"),
            Column.number("n_scheduled"),
            Column.number("m_published"),
            Column.number("price"),
            Column.number("average_so_far"),
            Column.number("open_weight"),
            Column.number("forward_of_the_rest"));
    for (AveragingMonth month : months) {
      String average = month.average();
      String forward = month.forward();
      table.row(
          month.contract(),
          month.scheduled(),
          month.published(),
          month.price(),
          average == null ? "" : average,
          month.weight(),
          forward == null ? "" : forward);
    }
    return table;
  }

  private static Table decay(List<AveragingMonth> months) {
    Table table =
        new Table(
            "How one lot fades through the month, at today's price",
            Column.text("contract"),
            Column.number("m_published"),
            Column.text("when"),
            Column.number("delta"),
            Column.number("long_scan_risk"),
            Column.number("short_scan_risk"),
            Column.number("last_day_gap"));
    for (AveragingMonth month : months) {
      for (Stage stage : month.stages()) {
        table.row(
            month.contract(),
            stage.published(),
            stage.isNow() ? "now" : "",
            stage.delta(),
            stage.longRisk().decimal(),
            stage.shortRisk().decimal(),
            stage.lastDayGap().decimal());
      }
    }
    return table;
  }

  private static Table components(List<Account> accounts) {
    Table table =
        new Table(
            "What the margin is made of",
            Column.text("account"),
            Column.text("currency"),
            Column.text("component"),
            Column.text("commodity"),
            Column.number("amount"),
            Column.text("reason"));
    for (Account account : accounts) {
      for (Currency currency : account.currencies()) {
        currency.components().forEach(component -> row(table, account, component));
        row(table, account, new Component("required", "", currency.required(), "sum of the above"));
      }
    }
    return table;
  }

  private static void row(Table table, Account account, Component component) {
    table.row(
        account.account(),
        component.amount().currency(),
        component.component(),
        component.commodity(),
        component.amount().decimal(),
        component.reason());
  }

  private static Table scenarios(List<Account> accounts) {
    Table table =
        new Table(
            "The market move behind each scan risk",
            Column.text("account"),
            Column.text("commodity"),
            Column.number("scenario"),
            Column.text("move"),
            Column.number("loss"));
    for (Account account : accounts) {
      for (Currency currency : account.currencies()) {
        for (Commodity commodity : currency.commodities()) {
          table.row(
              account.account(),
              commodity.commodity(),
              commodity.activeScenario(),
              commodity.activeScenarioWords(),
              commodity.scenarios().get(commodity.activeScenario() - 1).loss().decimal());
        }
      }
    }
    return table;
  }

  private record Placed(String commodity, Contribution contribution) {}

  /** The largest contributions first, without regard to sign; ties in the order of listing. */
  private static Table positions(List<Account> accounts) {
    Table table =
        new Table(
            "Positions that matter most",
            Column.text("account"),
            Column.text("commodity"),
            Column.text("contract"),
            Column.number("lots"),
            Column.number("delta"),
            Column.number("loss_in_scenario"),
            Column.number("contribution"));
    for (Account account : accounts) {
      for (Currency currency : account.currencies()) {
        currency.commodities().stream()
            .flatMap(
                commodity ->
                    commodity.contributions().stream()
                        .map(contribution -> new Placed(commodity.commodity(), contribution)))
            .sorted(
                Comparator.comparingLong(
                    placed ->
                        Math.negateExact(
                            Math.abs(placed.contribution().contribution().minorUnits()))))
            .limit(POSITIONS_SHOWN)
            .forEach(placed -> row(table, account, placed));
      }
    }
    return table;
  }

  private static void row(Table table, Account account, Placed placed) {
    Contribution contribution = placed.contribution();
    table.row(
        account.account(),
        placed.commodity(),
        contribution.contract(),
        contribution.lots(),
        contribution.delta(),
        contribution.loss().decimal(),
        contribution.contribution().decimal());
  }

  /** A commodity's lines add up to its ladder as its sides say: the larger, or both. */
  private static Table ladder(List<Account> accounts) {
    Table table =
        new Table(
            "The rate ladder, contract by contract (long and short: the larger counts, or both)",
            Column.text("account"),
            Column.text("contract"),
            Column.number("lots"),
            Column.number("notional"),
            Column.number("rate"),
            Column.number("amount"),
            Column.text("side"),
            Column.text("reason"));
    for (Account account : accounts) {
      for (Currency currency : account.currencies()) {
        for (Commodity commodity : currency.commodities()) {
          for (LadderLine line : commodity.rateLadder()) {
            table.row(
                account.account(),
                line.contract(),
                line.lots(),
                line.notional().decimal(),
                line.rate(),
                line.amount().decimal(),
                line.part(),
                line.reason());
          }
        }
      }
    }
    return table;
  }

  private static Table spreads(List<Account> accounts) {
    Table table =
        new Table(
            "Spreads and what they consumed",
            Column.text("account"),
            Column.text("commodity"),
            Column.text("what"),
            Column.text("terms"),
            Column.number("spreads"),
            Column.text("deltas_consumed"),
            Column.number("amount"));
    for (Account account : accounts) {
      for (Currency currency : account.currencies()) {
        for (Commodity commodity : currency.commodities()) {
          for (SpreadRows.Row row : commodity.spreads()) {
            table.row(
                account.account(),
                commodity.commodity(),
                row.kind(),
                row.terms(),
                row.count(),
                row.consumed(),
                row.amount().decimal());
          }
        }
      }
    }
    return table;
  }
}
