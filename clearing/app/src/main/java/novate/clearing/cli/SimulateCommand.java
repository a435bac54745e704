package novate.clearing.cli;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import novate.clearing.cli.Table.Column;
import novate.clearing.simulation.FaultKind;
import novate.clearing.simulation.Simulation.Failure;
import novate.clearing.simulation.Simulation.Outcome;
import novate.clearing.simulation.SimulationTotals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate simulate}: days of the house in simulation, with everything that goes wrong. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs days of the house in simulation: its real processors over a log in memory, killed,"
          + " taken over, paused and fed with bad records.",
      "After every step the log is held against what was promised. A seed gives the same history"
          + " on any machine; one that breaks something is shown with the shortest history that"
          + " breaks it too, and ends with exit code 5."
    })
final class SimulateCommand implements Callable<Integer> {
  /** What many seeds have shown. */
  record Simulated(
      long fromSeed,
      long seeds,
      long events,
      SortedMap<String, Long> faults,
      SortedMap<String, Long> checks,
      List<Broken> failures) {}

  /** A seed under which something did not hold. */
  record Broken(long seed, String invariant, String detail, List<String> history) {}

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds (default: ${DEFAULT-VALUE}).")
  private long seeds = 200;

  @Option(
      names = "--from",
      paramLabel = "S",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long from = 0;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    require(seeds > 0, "--seeds must be above zero, got %d", seeds);
    SimulationTotals totals;
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("seeds")
            .setInitialMax(seeds)
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      totals = SimulationTotals.ofSeeds(from, seeds, bar::step);
    }
    output.print(answer(totals));
    return (totals.failed().isEmpty() ? ExitCode.DONE : ExitCode.MISMATCH).code();
  }

  private Answer answer(SimulationTotals totals) {
    SortedMap<String, Long> faults = new TreeMap<>();
    totals.faults().forEach((kind, count) -> faults.put(name(kind), count));
    List<Broken> failures = totals.failed().stream().map(SimulateCommand::broken).toList();
    Table faultTable =
        new Table(
            "Faults injected",
            Column.text("fault"),
            Column.text("rows"),
            Column.number("injected"));
    totals
        .faults()
        .forEach((kind, count) -> faultTable.row(name(kind), String.join(" ", kind.rows()), count));
    Table checkTable =
        new Table("Invariants checked", Column.text("invariant"), Column.number("checks"));
    totals.checks().forEach(checkTable::row);
    return new Answer(
        new Simulated(from, totals.seeds(), totals.events(), faults, totals.checks(), failures),
        List.of(
            "%,d seeds from %d, %,d events: %s"
                .formatted(
                    totals.seeds(),
                    from,
                    totals.events(),
                    failures.isEmpty()
                        ? "everything held."
                        : failures.size() + " broke something.")),
        List.of(faultTable, checkTable),
        remarks(failures));
  }

  private static List<String> remarks(List<Broken> failures) {
    List<String> remarks = new ArrayList<>();
    for (Broken broken : failures) {
      remarks.add("Seed %d: %s".formatted(broken.seed(), broken.detail()));
      remarks.add("  after: " + String.join(", ", broken.history()));
    }
    return remarks;
  }

  private static Broken broken(Outcome outcome) {
    Failure failure = outcome.failure().orElseThrow();
    return new Broken(outcome.seed(), failure.invariant(), failure.detail(), failure.history());
  }

  private static String name(FaultKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
