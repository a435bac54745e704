package novate.clearing.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import novate.clearing.cli.Checkup.Finding;
import novate.clearing.cli.Checkup.Status;
import novate.clearing.cli.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether this machine can run a house, and says what to do where it cannot. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether a house can run here, and says what to do where it cannot.",
      "Exit code 6 when something that is needed is not there."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where the house would keep its files; default ${DEFAULT-VALUE}.")
  private Path directory = Path.of(".novate", "house");

  @Option(names = "--quick", description = "Do not start a broker.")
  private boolean isQuick;

  @Mixin private OutputOptions output = new OutputOptions();

  /** The whole answer. */
  record Diagnosis(String version, boolean isHealthy, List<Row> checks) {}

  /** One check; advice is empty when there is nothing to do. */
  record Row(String check, String status, String found, String advice) {}

  @Override
  public Integer call() {
    List<Finding> findings = new Checkup(directory, isQuick).findings();
    boolean isHealthy = findings.stream().noneMatch(finding -> finding.status() == Status.FAIL);
    List<Row> rows = findings.stream().map(DoctorCommand::row).toList();
    Table table =
        new Table(
            "",
            Column.text("check"),
            Column.text("status"),
            Column.text("found"),
            Column.text("advice"));
    rows.forEach(row -> table.row(row.check(), row.status(), row.found(), row.advice()));
    output.print(
        new Answer(
            new Diagnosis(Main.Version.text(), isHealthy, rows),
            List.of(table),
            List.of(isHealthy ? "A house can run here." : "A house cannot run here yet.")));
    return (isHealthy ? ExitCode.DONE : ExitCode.UNAVAILABLE).code();
  }

  private static Row row(Finding finding) {
    return new Row(
        finding.check(),
        finding.status().name().toLowerCase(Locale.ROOT),
        finding.found(),
        finding.advice());
  }
}
