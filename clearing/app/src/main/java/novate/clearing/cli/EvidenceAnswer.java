package novate.clearing.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import novate.clearing.cli.Table.Column;
import novate.clearing.evidence.Evidence;
import novate.clearing.evidence.FaultRow;
import novate.clearing.evidence.Mended;
import novate.clearing.evidence.Run;

/** Evidence as tables and JSON. */
final class EvidenceAnswer {
  private static final String SECTIONS = "IPSKDXMEC";

  private EvidenceAnswer() {}

  static Answer of(Evidence evidence, Path file) {
    Table runs =
        new Table(
            "What runs have left", Column.text("run"), Column.text("fact"), Column.text("value"));
    for (Run run : evidence.runs()) {
      run.facts().forEach((fact, value) -> runs.row(run.run(), fact, value));
    }
    return new Answer(
        evidence,
        List.of(runs, faults(evidence), untested(evidence), mended(evidence)),
        remarks(evidence, file));
  }

  private static Table faults(Evidence evidence) {
    Table table =
        new Table(
            "Invariants (I) and faults by section",
            Column.text("section"),
            Column.number("rows"),
            Column.number("with_tests"),
            Column.number("with_a_reason_only"));
    for (char section : SECTIONS.toCharArray()) {
      List<FaultRow> rows =
          evidence.faults().stream().filter(row -> row.row().charAt(0) == section).toList();
      table.row(
          section,
          rows.size(),
          count(rows, row -> !row.tests().isEmpty()),
          count(rows, row -> row.tests().isEmpty()));
    }
    return table;
  }

  private static long count(List<FaultRow> rows, Predicate<FaultRow> condition) {
    return rows.stream().filter(condition).count();
  }

  private static Table untested(Evidence evidence) {
    Table table =
        new Table(
            "Invariants and faults without a test",
            Column.text("row"),
            Column.text("fault"),
            Column.text("reason"));
    evidence.faults().stream()
        .filter(row -> row.tests().isEmpty())
        .forEach(row -> table.row(row.row(), row.fault(), row.reason()));
    return table;
  }

  private static Table mended(Evidence evidence) {
    Table table =
        new Table(
            "Found and mended",
            Column.text("failure"),
            Column.text("mended_by"),
            Column.text("test_that_covers_it"));
    for (Mended each : evidence.mended()) {
      table.row(each.failure(), each.commit(), each.test());
    }
    return table;
  }

  private static List<String> remarks(Evidence evidence, Path file) {
    List<String> remarks = new ArrayList<>();
    if (evidence.runs().isEmpty()) {
      remarks.add("No run has left anything: nothing was tried here.");
    } else {
      remarks.add(
          evidence.isOpen()
              ? "OPEN FAILURES: " + String.join("; ", evidence.openFailures())
              : "No failure is open.");
    }
    String here = evidence.versions().commit();
    evidence.runs().stream()
        .filter(run -> !run.commit().equals(Optional.of(here)))
        .forEach(run -> remarks.add(ofAnotherCommit(run)));
    remarks.add("Commit here: %s, %s.".formatted(here, evidence.versions().java()));
    remarks.add("All of it stands in " + file);
    return remarks;
  }

  private static String ofAnotherCommit(Run run) {
    return run.commit()
        .map(commit -> "Run %s is of commit %s.".formatted(run.run(), commit))
        .orElse("Run %s does not say of which commit it is.".formatted(run.run()));
  }
}
