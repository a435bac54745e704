package novate.clearing.cli;

import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.replay.Difference;
import novate.clearing.replay.ReplayReport;
import novate.clearing.replay.ReplayReport.CutDigest;

/** What a replay has found, as tables and JSON. */
final class ReplayAnswer {
  private static final int SHOWN_DIGITS = 16;

  /** All of it. */
  record Replayed(
      boolean isEqual,
      String digest,
      long foldedRecords,
      long differenceCount,
      List<Line> cuts,
      List<Difference> differences) {}

  /** One cut with the digests of both sides. */
  record Line(
      String cut,
      long recordsFound,
      long recordsExpected,
      String digestFound,
      String digestExpected,
      String verdict) {}

  private ReplayAnswer() {}

  static Answer of(ReplayReport report) {
    List<Line> lines = report.cuts().stream().map(ReplayAnswer::line).toList();
    List<Table> shown = new ArrayList<>(List.of(table(lines, SHOWN_DIGITS)));
    if (!report.differences().isEmpty()) {
      shown.add(differences(report));
    }
    return new Answer(
        new Replayed(
            report.isEqual(),
            report.digest(),
            report.foldedRecords(),
            report.differenceCount(),
            lines,
            report.differences()),
        shown,
        table(lines, Integer.MAX_VALUE),
        remarks(report));
  }

  private static Line line(CutDigest cut) {
    return new Line(
        cut.cut(),
        cut.recordsFound(),
        cut.recordsExpected(),
        cut.digestFound(),
        cut.digestExpected(),
        cut.isEqual() ? "equal" : "DIFFERENT");
  }

  private static Table table(List<Line> lines, int digits) {
    Table table =
        new Table(
            "The log and what follows from it",
            Column.text("cut"),
            Column.number("records_found"),
            Column.number("records_expected"),
            Column.text("digest_found"),
            Column.text("digest_expected"),
            Column.text("verdict"));
    for (Line line : lines) {
      table.row(
          line.cut(),
          line.recordsFound(),
          line.recordsExpected(),
          first(line.digestFound(), digits),
          first(line.digestExpected(), digits),
          line.verdict());
    }
    return table;
  }

  private static String first(String digest, int digits) {
    return digest.substring(0, Math.min(digits, digest.length()));
  }

  private static Table differences(ReplayReport report) {
    Table table =
        new Table(
            "Differences, the first %d of %d"
                .formatted(report.differences().size(), report.differenceCount()),
            Column.text("topic/partition"),
            Column.number("offset"),
            Column.text("found"),
            Column.text("expected"));
    report
        .differences()
        .forEach(each -> table.row(each.place(), each.offset(), each.found(), each.expected()));
    return table;
  }

  private static List<String> remarks(ReplayReport report) {
    return List.of(
        report.isEqual()
            ? "The log is what follows from it: %d records folded again, no difference."
                .formatted(report.foldedRecords())
            : "THE LOG IS NOT WHAT FOLLOWS FROM IT: %d differences."
                .formatted(report.differenceCount()),
        "Digest " + report.digest());
  }
}
