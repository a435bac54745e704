package novate.clearing.cli;

import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.report.DayReport;
import novate.clearing.report.DayReport.CallLine;
import novate.clearing.report.DayReport.SettledLine;

/** A day's report as tables and JSON. */
final class DayAnswer {
  private DayAnswer() {}

  static Answer of(DayReport report) {
    return new Answer(
        report,
        List.of(summary(report), rejects(report), margin(report), calls(report), settled(report)),
        remarks(report));
  }

  private static Table summary(DayReport report) {
    return new Table(
            "Clearing day " + report.businessDate(), Column.text("what"), Column.number("count"))
        .row("trades booked", report.trades())
        .row("duplicates without effect", report.duplicates())
        .row("legs", report.legs())
        .row("open positions", report.positions());
  }

  private static Table rejects(DayReport report) {
    Table table = new Table("Refused records", Column.text("reason"), Column.number("records"));
    report.rejects().forEach(table::row);
    return table;
  }

  private static Table margin(DayReport report) {
    Table table =
        new Table(
            "Requirement at the end of the day",
            Column.text("member"),
            Column.text("currency"),
            Column.number("requirement"));
    report
        .margin()
        .forEach(
            (member, byCurrency) ->
                byCurrency.forEach((currency, amount) -> table.row(member, currency, amount)));
    return table;
  }

  private static Table calls(DayReport report) {
    Table table =
        new Table(
            "Margin calls",
            Column.text("call"),
            Column.number("requirement"),
            Column.number("collateral"),
            Column.number("called"),
            Column.number("outstanding"),
            Column.text("state"));
    for (CallLine call : report.calls()) {
      table.row(
          call.callId(),
          call.requirement(),
          call.collateral(),
          call.amount(),
          call.outstanding(),
          call.state());
    }
    return table;
  }

  private static Table settled(DayReport report) {
    Table table =
        new Table(
            "Contracts that expired and were paid out",
            Column.text("contract"),
            Column.number("final_price"),
            Column.number("open_lots"),
            Column.text("currency"),
            Column.number("cash_received"));
    for (SettledLine line : report.settledContracts()) {
      table.row(line.contract(), line.price(), line.openLots(), line.currency(), line.cash());
    }
    return table;
  }

  private static List<String> remarks(DayReport report) {
    long contracts = report.positionSums().size();
    return List.of(
        report.isBalanced()
            ? "All sums are zero: positions of %d contracts, cash in %s."
                .formatted(contracts, String.join(" and ", report.cashSums().keySet()))
            : "SUMS ARE NOT ZERO: positions %s, cash %s, ledger %s"
                .formatted(report.positionSums(), report.cashSums(), report.ledgerSums()),
        "Digest " + report.digest());
  }
}
